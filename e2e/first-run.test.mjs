// The first run: from the printed link to the overview and its steps, in both
// languages, with scripts on and off; and the same with the demo account, where
// there is something to find at once.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { browse, browserPath, listen, out, skipWithout, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";

const walks = [
  { language: "en", locale: "en-US", scripts: true },
  { language: "ko", locale: "ko-KR", scripts: false },
];

for (const walk of walks) {
  const name = `the first run in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const { mira, page, complaints, follow } = await arrive(t, server, walk);
    const steps = page.locator("main details.tasks li");
    assert.equal(await steps.count(), 6, "steps of the story");
    assert.equal(await page.locator("main details.tasks .tag.ok").count(), 1, "being the first operator is done");

    await follow(steps.locator('a[href^="/users/~new"]').first());
    assert.equal(await page.locator('main [name="names"], main [name="name"]').first().inputValue(), "Administrator", "the next page knows the name");

    await mira.open("/");
    await follow(page.locator('main details.tasks > form button'));
    assert.equal(await page.locator("main details.tasks").count(), 0, "the list after it was hidden");
    await mira.open("/users");
    await mira.open("/");
    assert.equal(await page.locator("main details.tasks").count(), 0, "the list stays hidden");
    await follow(page.locator('main form[action="/me/steps"] button'));
    assert.equal(await steps.count(), 6, "steps after the list was asked for");
    assert.deepEqual(complaints, [], "complaints of the browser");
  });

  test(`${name}, with the demo account`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t, undefined, ["--demo"]);
    const { mira, page, complaints, follow } = await arrive(t, server, walk);
    await mira.send(page.locator('form[action="/scans"]').first());
    const mark = page.locator('main a[href="/settings/demo"]');
    assert.equal(await mark.count(), 1, "the mark of the demo account");

    const high = page.locator('main a[href="/access/findings?f=severity%3Ahigh"]').first();
    await follow(high);
    assert.ok(await page.locator("main #public-bucket").count() > 0, "a public bucket is among the findings");
    assert.equal(await mark.count(), 1, "the mark on another page");

    await looks(mira, page, follow);
    await cells(mira, page);
    await report(mira, page);
    await removed(mira, page);
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}

// arrive opens the printed link and becomes the first operator.
async function arrive(t, server, walk) {
  const browser = await browse(t);
  const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: 1366, height: 900 } });
  const page = await context.newPage();
  const complaints = listen(page, server.base);
  const mira = new Operator(page, server.base);
  await mira.setUp(server.setup, { name: "mira", language: walk.language });
  assert.equal(await page.getAttribute("html", "lang"), walk.language);
  const follow = (place) => Promise.all([page.waitForNavigation(), place.click()]);
  return { mira, page, complaints, follow };
}

// looks follows each step of the demo account, which ticks itself by that.
async function looks(mira, page, follow) {
  for (const [step, path] of [["public", "/buckets/haneul-web-assets"], ["admin", "/users/jiho.park/permissions"], ["old", "/keys?f=age%3A365"], ["report", "/access/report"]]) {
    await mira.open("/");
    await follow(page.locator(`main details.tasks form:has([name="step"][value="${step}"]) button`));
    assert.equal(mira.path, path, `where the step ${step} leads`);
  }
  await mira.open("/");
  assert.equal(await page.locator("main details.tasks li .tag.ok").count(), 4, "steps that were ticked");
  await follow(page.locator('main details.tasks li a[href="/users/svc-terraform/keys"]'));
  assert.ok(await page.locator('main a[href$="/rotate"]').count() > 0, "a way to rotate the key");
}

// cells looks for every kind of answer in the matrix.
async function cells(mira, page) {
  const file = await page.request.get(`${mira.base}/access.csv`);
  const levels = new Set((await file.text()).split("\r\n").slice(1).map((line) => line.split(",")[3]));
  for (const level of ["full", "read-write", "read", "if", "denied", "none"]) assert.ok(levels.has(level), `a cell that says ${level}`);
  await mira.open("/access?q=haeun.nam");
  assert.match(await page.locator("main tbody").innerText(), /✕/, "a cell that a boundary holds back");
  await mira.open("/access/explain?who=seoyeon.lee&can=s3%3ADeleteObject&on=haneul-security-logs");
  assert.match(await page.locator("main").innerText(), /KeepLogs/, "the statement that denies");
}

// report prints all findings: nothing of the frame is on the paper.
async function report(mira, page) {
  await mira.open("/access/report");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header.side").isVisible(), false, "the navigation on paper");
  assert.match(await page.locator("main").innerText(), /haneul-web-assets/, "the public bucket on paper");
  await page.screenshot({ path: join(out, "first-run-report.png") });
  await page.emulateMedia({ media: "screen" });
}

// removed takes the demo data away, and finds the ordinary empty account.
async function removed(mira, page) {
  await mira.open("/settings/demo");
  const form = mira.form("/settings/demo");
  await mira.fill(form, { confirm: "haneul-demo" });
  await mira.send(form);
  assert.equal(new URL(page.url()).pathname, "/", "after the demo data is gone");
  assert.equal(await page.locator('main a[href="/settings/demo"]').count(), 0, "the mark after that");
  assert.equal(await page.locator("main details.tasks li").count(), 6, "the steps of the story");
  await mira.open("/users");
  assert.equal(await page.locator("main table").count(), 0, "users after that");
}
