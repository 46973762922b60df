// The keyboard alone: the skip link, a visible focus, a form filled and sent,
// and a refused form whose summary takes the focus.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, skipWithout, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";

test("the keyboard alone is enough", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const server = await start(t);
  const browser = await browse(t);
  const page = await (await browser.newContext({ reducedMotion: "reduce", locale: "en-US" })).newPage();
  const operator = new Operator(page, server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });

  await t.test("the first stop is the skip link, and it leads to the main part", async () => {
    await operator.open("/users");
    await page.keyboard.press("Tab");
    const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
    assert.match(href ?? "", /^#/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate((id) => document.querySelector(id).contains(document.activeElement), href), "the next stop lies in the main part");
  });

  await t.test("every stop of a page shows that it has the focus", async () => {
    await operator.open("/users");
    const first = await page.evaluate(() => document.querySelectorAll("a[href], button, input, select, textarea, summary").length);
    const bare = [];
    for (let i = 0; i < first; i++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const e = document.activeElement;
        if (e === document.body) return null;
        const seen = (x) => { const s = getComputedStyle(x); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none"; };
        return { html: e.outerHTML.slice(0, 120), seen: seen(e) || seen(e.parentElement) };
      });
      if (!stop) break;
      if (!stop.seen) bare.push(stop.html);
    }
    assert.deepEqual(bare, []);
  });

  await t.test("a refused form keeps the input and leads to the field", async () => {
    await operator.open("/users/~new");
    await page.locator('main [name="name"]').focus();
    await page.keyboard.type("two words");
    const [refused] = await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(refused.status(), 422);
    const field = page.locator('main [name="name"]');
    assert.equal(await field.inputValue(), "two words");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const link = page.locator(`main a[href="#${await field.getAttribute("id")}"]`).first();
    await link.focus();
    await page.keyboard.press("Enter");
    assert.ok(await field.evaluate((e) => e === document.activeElement), "the summary's link focuses the field");
  });

  await t.test("the wizard goes on with the Enter key", async () => {
    await page.locator('main [name="name"]').fill("typed");
    await page.locator('main [name="name"]').focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(operator.path, /^\/drafts\/[0-9a-z]{26}\?step=permissions$/);
  });
});
