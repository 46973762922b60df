// What is unused and what is not as it should be: from the overview to the finding
// and its object, to the files and to the printed report; in both languages, with
// scripts on and off.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator, arn } from "./operator.mjs";
import { picture } from "./sound.mjs";

const walks = [
  { language: "en", scripts: true },
  { language: "ko", scripts: true },
  { language: "en", scripts: false },
];

// fill makes an administrator by a group and a user with an unused key.
async function fill(sandbox) {
  const call = (action, params) => iam(sandbox, action, params);
  await call("CreateGroup", { GroupName: "Admins" });
  await call("AttachGroupPolicy", { GroupName: "Admins", PolicyArn: arn("AdministratorAccess") });
  for (const UserName of ["ana", "bo"]) await call("CreateUser", { UserName });
  await call("AddUserToGroup", { GroupName: "Admins", UserName: "ana" });
  await call("AttachUserPolicy", { UserName: "bo", PolicyArn: arn("AmazonS3FullAccess") });
  const xml = await call("CreateAccessKey", { UserName: "bo" });
  return xml.match(/<AccessKeyId>(\w+)</)[1];
}

for (const { language, scripts } of walks) {
  const name = `findings in ${language} with scripts ${scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const key = await fill(server.sandbox);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: scripts, viewport: { width: 1366, height: 900 }, acceptDownloads: true });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language });
    await Promise.all([page.waitForNavigation(), page.locator("form.fresh button").click()]);
    const follow = (selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
    const file = async (ending) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`main a[download][href*="${ending}"]`).first().click()]);
      return readFileSync(await download.path(), "utf8");
    };

    await follow('main a[href="/access/findings?f=severity%3Amedium"]');
    assert.equal(await page.locator("#administrator").count(), 1, "administrators are among the findings that matter");
    assert.equal(await page.locator("#root-keys").count(), 0, "findings of another severity are left out");
    await page.locator("details.act summary").click();
    await mira.fill(page.locator("details.act form").first(), { p: "kind:administrator" });
    await mira.send(page.locator("details.act form").first());
    await picture(page, `findings-${language}-${scripts ? "scripts" : "bare"}`);
    const found = JSON.parse(await file(".json"));
    assert.deepEqual(found.rows.map((r) => [r.object, r.with]), [["ana", ["policy:AdministratorAccess of Admins"]]]);
    assert.match(await file(".csv"), /^\uFEFFseverity,kind,object_type,object,/);
    await follow('main td a[href="/users/ana"]');
    assert.equal(mira.path, "/users/ana");

    await follow('nav a[href="/access/unused"]');
    await follow('main .tabs a[href*="of=users"]');
    const form = page.locator("main form.filters").first();
    await mira.fill(form, { days: "30" });
    await mira.send(form);
    assert.match(mira.path, /days=30/);
    await follow('main .tabs a[href*="of=never"]');
    const unused = JSON.parse(await file(".json"));
    const listed = unused.rows.some((r) => r.access_key_id === key);
    assert.notEqual(listed, !unused.complete, "a key that was never used is listed, or its use is said not to be known");

    await mira.open("/access/findings");
    await follow('main a[href="/access/report"]');
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => [".side", ".top", "main .btn"].filter((s) => [...document.querySelectorAll(s)].some((e) => e.offsetParent !== null)));
    assert.deepEqual(shown, [], "what is on paper beside the report");
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("thead")).display), "table-header-group");
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}
