// Policies as a person writes them: by the S3 form, as JSON with a mistake and
// its mending, inline at a user; in both languages, with scripts on and off.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator } from "./operator.mjs";
import { sounder } from "./sound.mjs";

const own = "arn:aws:iam::123456789012:policy/reports";
const at = (path) => `/policies/${path}?arn=${encodeURIComponent(own)}`;

const walks = [
  { language: "en", locale: "en-US", scripts: true },
  { language: "en", locale: "en-US", scripts: false },
  { language: "ko", locale: "ko-KR", scripts: true },
  { language: "ko", locale: "ko-KR", scripts: false },
];

// broken lacks a comma at the end of its fourth line.
const broken = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Logs", "Effect": "Allow", "Action": "s3:ListBucket"
      "Resource": "arn:aws:s3:::logs" }
  ]
}`;
const mended = broken.replace('ListBucket"', 'ListBucket",');

const press = (mira, form, button) => mira.send(form, `button[name="do"][value="${button}"]:not([hidden])`);

const main = (mira) => mira.page.locator("main").innerText();

const sound = sounder("");

for (const walk of walks) {
  const name = `policies in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    await iam(server.sandbox, "CreateUser", { UserName: "developer" });
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });

    await t.test("the S3 form makes a policy", () => byForm(mira, walk));
    await t.test("the JSON editor tells a mistake with its place and takes what is mended", () => byEditor(mira, walk));
    await t.test("an older version is looked at and set as the default", () => versions(mira));
    await t.test("a user gets an inline policy", () => inline(mira, walk));
    await t.test("the policy goes", () => end(mira, walk));
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}

async function byForm(mira, walk) {
  await mira.open("/policies");
  await mira.open("/policies/~new");
  const ask = mira.form("/policies/~new");
  await mira.fill(ask, { by: "s3" });
  await mira.send(ask);
  let form = mira.form("/policies/~new");
  await mira.fill(form, { name: "reports", description: "Reports of the team", bucket: "Reports", prefix: "2026/" });
  assert.equal((await press(mira, form, "review")).status(), 422, "an upper-case bucket");
  await sound(mira, walk, "policy-s3-refused");
  form = mira.form("/policies/~new");
  assert.equal(await form.locator('[name="prefix"]').inputValue(), "2026/", "the prefix is kept");
  await mira.fill(form, { bucket: "acme-reports" });
  await press(mira, form, "read-write");
  form = mira.form("/policies/~new");
  for (const [box, ticked] of [["list", true], ["read", true], ["write", true], ["delete", false]]) {
    assert.equal(await form.locator(`[name="${box}"]`).isChecked(), ticked, box);
  }
  await mira.fill(form, { sources: "203.0.113.0/24" });
  await press(mira, form, "review");
  await sound(mira, walk, "policy-review");
  const document = JSON.parse(await mira.page.locator("main pre").innerText());
  assert.ok(document.Statement.some((s) => [].concat(s.Action).includes("s3:PutObject")), "what the review shows is the document");
  await mira.send(mira.form("/policies"));
  assert.ok(mira.path.startsWith(at("view")), `after creating: ${mira.path}`);
  assert.match(await main(mira), /acme-reports/);
  await sound(mira, walk, "policy-made");
}

async function byEditor(mira, walk) {
  await mira.open(at("edit"));
  let form = mira.form(at("edit"));
  assert.equal(await form.locator('button[value="s3"]').count(), 1, "the S3 form is offered for what it made");
  await mira.fill(form, { document: broken });
  if (walk.scripts) await mira.page.locator('#checked a[data-line="5"]').waitFor(); // the remark comes while one types
  assert.equal((await press(mira, form, "review")).status(), 422);
  await sound(mira, walk, "policy-refused");
  form = mira.form(at("edit"));
  assert.equal(await form.locator("textarea").inputValue(), broken, "what was typed is kept");
  assert.match(await mira.page.locator("#document-err").innerText(), walk.language === "en" ? /^Line 5, column 7: / : /^5행 7열: /);
  if (walk.scripts) {
    await mira.page.locator("main a[data-line]").first().click();
    const chosen = await form.locator("textarea").evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd));
    assert.equal(chosen, broken.split("\n")[4], "the remark leads to its line");
  }
  await mira.fill(form, { document: mended });
  assert.equal((await press(mira, form, "check")).status(), 200, "a check");
  await sound(mira, walk, "policy-checked");
  await press(mira, mira.form(at("edit")), "review");
  assert.ok((await mira.page.locator("main del").count()) > 0 && (await mira.page.locator("main ins").count()) > 0, "the review shows what changes");
  await sound(mira, walk, "policy-diff");
  await mira.send(mira.form(at("versions")));
  assert.match(await main(mira), /arn:aws:s3:::logs/);
}

async function versions(mira) {
  await mira.open(`${at("view")}&version=v1`);
  assert.match(await main(mira), /acme-reports/);
  await mira.open(at("view"));
  await mira.send(mira.form(at("versions/default")));
  assert.match(await main(mira), /acme-reports/, "the older version applies again");
  await mira.open(at("edit") + "&by=s3");
  const form = mira.form(at("edit"));
  assert.equal(await form.locator('[name="bucket"]').inputValue(), "acme-reports", "the S3 form reads what it wrote");
  assert.equal(await form.locator('[name="sources"]').inputValue(), "203.0.113.0/24");
}

async function inline(mira, walk) {
  const own = "/users/developer/inline/~new";
  await mira.open("/users/developer/permissions");
  await mira.page.locator(`main a[href="${own}"]`).click();
  await mira.page.waitForURL(`**${own}`);
  await mira.fill(mira.form(own), { by: "json" });
  await mira.send(mira.form(own));
  const form = mira.form(own);
  await mira.fill(form, { name: "logs", document: mended });
  await press(mira, form, "review");
  await mira.send(mira.form("/users/developer/inline"));
  assert.ok(mira.path.startsWith("/users/developer/inline/logs"), `after saving: ${mira.path}`);
  await sound(mira, walk, "inline-made");
  await mira.open("/users/developer/permissions");
  await sound(mira, walk, "inline-listed");
  await mira.open("/users/developer/inline/logs/delete");
  const ask = mira.form("/users/developer/inline/logs/delete");
  await mira.fill(ask, { confirm: "logs" });
  await mira.send(ask);
  assert.ok(mira.path.startsWith("/users/developer/permissions"), `after deleting: ${mira.path}`);
}

async function end(mira, walk) {
  await mira.open(at("delete"));
  await sound(mira, walk, "policy-delete");
  const form = mira.form(at("delete"));
  await mira.fill(form, { confirm: "reports" });
  await mira.send(form);
  assert.ok(mira.path.startsWith("/policies?did="), `after deleting: ${mira.path}`);
}
