// The search over everything, from the field above every page: by the keyboard,
// in both languages, with scripts on and off, in both themes and two widths.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator } from "./operator.mjs";
import { sounder } from "./sound.mjs";


const walks = [
  { language: "en", locale: "en-US", scripts: true },
  { language: "ko", locale: "ko-KR", scripts: true },
  { language: "en", locale: "en-US", scripts: false },
];

const field = "#search";

// ask types into the field above the page and presses Enter.
async function ask(mira, text) {
  await mira.page.fill(field, text);
  await mira.page.focus(field);
  await Promise.all([mira.page.waitForNavigation(), mira.page.keyboard.press("Enter")]);
}

// fill makes an account in which there is something of each kind to be found.
async function fill(sandbox) {
  const call = (action, params) => iam(sandbox, action, params);
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }] });
  await call("CreateGroup", { GroupName: "reporting" });
  for (let i = 0; i < 14; i++) {
    await call("CreateUser", { UserName: `report-${String(i).padStart(2, "0")}`, "Tags.member.1.Key": "부서", "Tags.member.1.Value": "개발팀" });
  }
  await call("AddUserToGroup", { GroupName: "reporting", UserName: "report-03" });
  await call("CreatePolicy", { PolicyName: "reports-read", PolicyDocument: document });
  await call("PutUserPolicy", { UserName: "report-01", PolicyName: "own-reports", PolicyDocument: document });
  const xml = await call("CreateAccessKey", { UserName: "report-02" });
  return xml.match(/<AccessKeyId>(\w+)</)[1];
}

const sound = sounder("");

for (const walk of walks) {
  const name = `the search in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const key = await fill(server.sandbox);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    await Promise.all([page.waitForNavigation(), page.locator("form.fresh button").click()]);

    await t.test("a part of a name finds what has it, and the list has all of it", async () => {
      await ask(mira, "REPORT");
      assert.equal(mira.path, "/search?q=REPORT");
      assert.equal(await page.inputValue(field), "REPORT", "the field keeps what was searched");
      assert.ok(await page.locator("main mark").count() > 10, "what was found is marked");
      await sound(mira, walk, "search");
      await Promise.all([page.waitForNavigation(), page.locator('main a[href="/users?q=REPORT"]').click()]);
      assert.equal(await page.locator("main tbody tr").count(), 14);
    });

    await t.test("a tag in Korean leads to those who have it", async () => {
      await ask(mira, "개발");
      await Promise.all([page.waitForNavigation(), page.locator('main a[href^="/users?f=tag"]').click()]);
      assert.equal(await page.locator("main tbody tr").count(), 14);
    });

    await t.test("a whole access key id leads to its owner", async () => {
      await ask(mira, key);
      assert.equal(mira.path, "/users/report-02/keys");
      await ask(mira, "arn:aws:iam::123456789012:policy/reports-read");
      assert.match(mira.path, /^\/policies\/view\?arn=/);
    });

    await t.test("nothing found, and nothing asked, is said", async () => {
      await ask(mira, "<img src=x onerror=alert(1)>");
      await sound(mira, walk, "search-none");
      await ask(mira, "");
      assert.ok((await page.locator("main").innerText()).length > 50);
    });

    if (walk.scripts) {
      await t.test("the keyboard reaches the field", async () => {
        const at = () => page.evaluate(() => document.activeElement.id);
        await mira.open("/");
        await page.keyboard.press("/");
        assert.equal(await at(), "search");
        await mira.open("/users");
        await page.keyboard.press("/");
        assert.equal(await at(), "q", "a list's own box comes first");
        await page.keyboard.press("Control+k");
        assert.equal(await at(), "palette");
      });

      await t.test("it is good to look at on a telephone and in the dark", async () => {
        await mira.setLook(walk.language, "dark");
        await mira.open("/search?q=report");
        await sound(mira, walk, "search-dark");
        await page.setViewportSize({ width: 390, height: 844 });
        await mira.open("/search?q=report");
        await sound(mira, walk, "search-dark-390");
        await page.setViewportSize({ width: 320, height: 700 });
        await mira.open("/users");
        await sound(mira, walk, "search-users-320");
      });
    }
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}

for (const walk of walks.slice(1)) {
  const name = `two versions of a policy are compared in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const own = "arn:aws:iam::123456789012:policy/reports-read";
    const document = (bucket) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` }] });
    await iam(server.sandbox, "CreatePolicy", { PolicyName: "reports-read", PolicyDocument: document("reports") });
    for (const bucket of ["archive", "billing"]) {
      await iam(server.sandbox, "CreatePolicyVersion", { PolicyArn: own, PolicyDocument: document(bucket), SetAsDefault: "true" });
    }
    await iam(server.sandbox, "CreateUser", { UserName: "ana", PermissionsBoundary: own });
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    await mira.open(`/policies/view?arn=${encodeURIComponent(own)}`);
    assert.equal(await page.locator('main a[href="/users/ana/permissions"]').count(), 1, "whose boundary it is");
    const form = mira.form("/policies/view#diff");
    await mira.fill(form, { with: "v1", version: "v2" });
    await mira.send(form);
    const diff = await page.locator("#diff").innerText();
    assert.match(diff, /reports/);
    assert.match(diff, /archive/);
    assert.doesNotMatch(diff, /billing/);
    assert.equal(await page.locator('[name="with"]').inputValue(), "v1");
    await sound(mira, walk, "policy-compared");
    await page.setViewportSize({ width: 390, height: 844 });
    await sound(mira, walk, "policy-compared-390");
  });
}

for (const walk of walks.slice(1)) {
  const name = `a user's activity in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    await iam(server.sandbox, "CreateUser", { UserName: "ana" });
    await iam(server.sandbox, "CreateAccessKey", { UserName: "ana" });
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    await mira.open("/users/ana/keys");
    await mira.send(mira.page.locator('main form[action$="/deactivate"]'));
    await Promise.all([page.waitForNavigation(), page.locator('.tabs a[href="/users/ana/activity"]').click()]);
    assert.equal(await page.locator("main tbody tr").count(), 1);
    await sound(mira, walk, "activity");
    await page.setViewportSize({ width: 390, height: 844 });
    await sound(mira, walk, "activity-390");
  });
}
