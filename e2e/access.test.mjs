// Who reaches which bucket: from the matrix to the reason of a cell, to the
// bucket, to what a change would do; and a key that reaches just as far.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { awsPath, browse, browserPath, listen, scratch, skipWithout, start } from "./harness.mjs";
import { iam, s3 } from "./signed.mjs";
import { Operator, arn } from "./operator.mjs";
import { picture } from "./sound.mjs";

async function furnish(endpoint) {
  for (const UserName of ["ana", "bo", "carl"]) await iam(endpoint, "CreateUser", { UserName });
  await iam(endpoint, "CreateGroup", { GroupName: "readers" });
  await iam(endpoint, "AttachGroupPolicy", { GroupName: "readers", PolicyArn: arn("AmazonS3ReadOnlyAccess") });
  await iam(endpoint, "AddUserToGroup", { GroupName: "readers", UserName: "bo" });
  await iam(endpoint, "AttachUserPolicy", { UserName: "ana", PolicyArn: arn("AmazonS3FullAccess") });
  for (const bucket of ["acme-in", "acme-vault"]) await s3(endpoint, "PUT", `/${bucket}`);
  await s3(endpoint, "PUT", "/acme-in/x", { body: "text" });
  const keep = { Sid: "Keep", Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::acme-vault/*" };
  await s3(endpoint, "PUT", "/acme-vault", { query: { policy: "" }, body: JSON.stringify({ Version: "2012-10-17", Statement: [keep] }) });
}

const walks = [
  { language: "en", theme: "light", scripts: true, words: { full: "◆ Full", none: "· None", read: "○ Read", no: "No. ana cannot delete objects in acme-vault.", decides: "decides", changes: "Answers that change: 2." } },
  { language: "ko", theme: "dark", scripts: false, words: { full: "◆ 전체", none: "· 없음", read: "○ 읽기", no: "아니요.", decides: "결정", changes: "달라지는 답 2개" } },
];

for (const { language, theme, scripts, words } of walks) {
  test(`who reaches what in ${language} with scripts ${scripts ? "on" : "off"}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    await furnish(server.sandbox);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: scripts, viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language });
    await mira.setLook(language, theme);
    await mira.open("/users");
    await mira.send(page.locator('form[action="/scans"]').first(), "button");
    const follow = (selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
    const main = () => page.locator("main").innerText();
    const keep = (name) => picture(page, `access-${name}-${language}`);

    await t.test("a cell of the matrix leads to its reason", async () => {
      await follow('nav.wide a[href="/access"]');
      const row = (name) => page.locator("tbody tr", { has: page.locator(`th:has-text("${name}")`) }).innerText();
      assert.ok((await row("ana")).includes(words.full), await row("ana"));
      assert.ok((await row("bo")).includes(words.read));
      assert.ok((await row("carl")).includes(words.none));
      await keep("matrix");
      await follow('tbody a[href="/access/explain?on=acme-vault&who=ana"]');
      await keep("questions");
      await follow('tbody a[href*="can=s3%3ADeleteObject"]');
      assert.ok((await main()).includes(words.no), await main());
      assert.ok((await main()).includes(words.decides));
      await keep("why");
      await follow('main a[href^="/buckets/acme-vault#document-"]');
      assert.equal(await page.locator(".policy .l:target").count(), 1, "the line of the statement is marked");
      await keep("bucket");
    });

    await t.test("a change is worked out and not made", async () => {
      await follow('nav.wide a[href="/access/what-if"]');
      const form = mira.form("/access/what-if");
      await mira.fill(form, { kind: "add", holder: "carl", policy: "AmazonS3ReadOnlyAccess" });
      await mira.send(form);
      assert.ok((await main()).includes(words.changes), await main());
      await keep("what-if");
      await mira.open("/users/carl/access");
      assert.equal(await page.locator("main tbody tr").count(), 0, "carl still reaches nothing");
    });

    await t.test("a key reaches just as far", { skip: skipWithout(awsPath, "aws-cli 2") }, async (t) => {
      const dir = scratch(t);
      const shown = await mira.reveal(await mira.createKey("bo", "other", "reads only"));
      const id = Object.values(shown).find((text) => /^AKIA[A-Z2-7]{16}$/.test(text));
      const secret = Object.values(shown).find((text) => /^[A-Za-z0-9+/]{40}$/.test(text));
      writeFileSync(join(dir, "new"), "new");
      const aws = (...args) => spawnSync(awsPath, ["s3", ...args, "--endpoint-url", server.sandbox, "--region", "us-east-1"], {
        encoding: "utf8", env: { PATH: process.env.PATH, HOME: dir, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret },
      });
      const read = aws("cp", "s3://acme-in/x", join(dir, "x"));
      assert.equal(read.status, 0, read.stderr);
      const write = aws("cp", join(dir, "new"), "s3://acme-in/new");
      assert.match(write.stderr, /AccessDenied/);
    });
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}
