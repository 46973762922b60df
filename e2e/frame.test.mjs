// What stands around every page: the palette, the keys, one's preferences, and the
// way back from an act.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator } from "./operator.mjs";
import { findings, picture } from "./sound.mjs";

// begin starts the dashboard with a user, and an operator who reads the language.
async function begin(t, language, options = {}) {
  const server = await start(t);
  await iam(server.sandbox, "CreateUser", { UserName: "ana" });
  await iam(server.sandbox, "CreateUser", { UserName: "bo" });
  const browser = await browse(t);
  const context = await browser.newContext({ reducedMotion: "reduce", locale: language === "ko" ? "ko-KR" : "en-US", viewport: { width: 1366, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = listen(page, server.base);
  const mira = new Operator(page, server.base);
  await mira.setUp(server.setup, { name: "mira", language });
  await Promise.all([page.waitForNavigation(), page.locator("form.fresh button").click()]);
  return { server, page, mira, complaints };
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href"));

for (const [language, act] of [["en", "issue key ana"], ["ko", "ana 키 발급"]]) {
  test(`the palette in ${language}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const { page, mira, complaints } = await begin(t, language);
    const palette = page.locator("dialog.palette");
    await mira.open("/groups");

    await t.test("a key opens it, Escape closes it, and the focus returns", async () => {
      await page.locator('main a[href="/groups/~new"]').first().focus();
      await page.keyboard.press("Control+k");
      assert.equal(await focused(page), "palette");
      await palette.locator('a[href="/users/~new"]').waitFor();
      await picture(page, `palette-${language}`);
      await page.keyboard.press("Escape");
      assert.equal(await palette.isVisible(), false);
      assert.equal(await focused(page), "/groups/~new");
    });

    await t.test("arrows walk through what is found, and Enter opens it", async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("ana");
      await palette.locator('a[href="/users/ana"]').waitFor();
      assert.match(await palette.locator('[role="status"]').first().textContent(), /\d/, "what was found is told");
      const links = await palette.locator("a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(page), links[0]);
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(page), links[1]);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await focused(page), "palette");
      await page.keyboard.press("ArrowUp");
      assert.equal(await focused(page), links.at(-1));
      assert.deepEqual(await findings(page), [], "axe");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.equal(mira.path, links.at(-1));
    });

    await t.test("Enter in the field opens the first of what is found", async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(act);
      await palette.locator('a[href="/users/ana/keys/~new"]').waitFor();
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.equal(mira.path, "/users/ana/keys/~new");
    });

    await t.test("Enter before anything is found leads to the page of the search", async () => {
      await page.keyboard.press("Control+k");
      await Promise.all([page.waitForNavigation(), page.keyboard.type("bo\n")]);
      assert.equal(mira.path, "/search?q=bo");
    });

    await t.test("it fits a telephone, in the dark", async () => {
      await mira.setLook(language, "dark");
      await page.setViewportSize({ width: 390, height: 844 });
      await mira.open("/users");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("ana");
      await palette.locator('a[href="/users/ana"]').waitFor();
      assert.deepEqual(await findings(page), [], "axe");
      await picture(page, `palette-dark-390-${language}`);
    });
    assert.deepEqual(complaints, []);
  });
}

for (const language of ["en", "ko"]) {
  test(`one's own look in ${language}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const { page, mira, complaints } = await begin(t, language);

    await t.test("a key shows which keys there are", async () => {
      await mira.open("/users");
      await page.locator("body").press("?");
      await page.waitForURL("**/help/keys");
      assert.equal(await page.getAttribute("html", "lang"), language);
    });

    await t.test("times follow the zone that was chosen", async () => {
      await mira.open("/me");
      await mira.fill(mira.form("/me"), { zone: "Asia/Seoul" });
      await mira.send(mira.form("/me"));
      await mira.open("/audit/1");
      assert.match(await page.locator("main").innerText(), /UTC\+09:00/);
    });

    await t.test("what can be taken back is, from where it is told", async () => {
      await mira.open("/users/ana/groups");
      await mira.createKey("ana", "other", "to be taken back");
      await mira.send(page.locator('main form[action$="/done"]').first());
      await mira.open("/users/ana/keys");
      await mira.send(page.locator('main form[action$="/deactivate"]').first());
      const undo = page.locator('.flash form[action$="/activate"], [role="status"] form[action$="/activate"]').first();
      await mira.send(undo);
      await mira.open("/users/ana/keys");
      assert.equal(await page.locator('main form[action$="/deactivate"]').count(), 1, "the key is active again");
    });
    assert.deepEqual(complaints, []);
  });
}
