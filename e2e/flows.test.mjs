// The flows of the interface that ask a question: who reaches a bucket (F), what a
// user can do and how that differs from another (G), why (H), and which keys nobody
// uses (I). In both languages, with scripts on and off, on one account.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, endpoint, listen, skipWithout, start } from "./harness.mjs";
import { Operator, arn, password } from "./operator.mjs";
import { iam, s3 } from "./signed.mjs";
import { sounder } from "./sound.mjs";

const sound = sounder("flows-");

const walks = [
  { language: "en", scripts: true },
  { language: "en", scripts: false },
  { language: "ko", scripts: true },
  { language: "ko", scripts: false },
];

const words = {
  en: {
    readers: "Users who read objects here: 2.", group: "By group readers", denied: "Denied, although something allows it",
    differ: "The two differ on 2 of 2 buckets.", columns: "Delete", no: "No. ana cannot delete objects in acme-vault.", decides: "decides", inactive: "Inactive", done: "All changes were made.",
  },
  ko: {
    readers: "객체를 읽을 수 있는 사용자는 2명", group: "그룹을 통해: readers", denied: "허용하는 정책이 있지만 거부됨",
    differ: "두 사용자의 권한이 다른 버킷: 2개 / 비교한 버킷 2개", columns: "삭제", no: "아니요.", decides: "결정", inactive: "비활성", done: "모든 변경을 실행했습니다.",
  },
};

// furnish makes two people who read, one of whom may do all but delete in the vault,
// and a key that nobody has used.
async function furnish(endpoint) {
  for (const UserName of ["ana", "bo"]) await iam(endpoint, "CreateUser", { UserName });
  await iam(endpoint, "CreateGroup", { GroupName: "readers" });
  await iam(endpoint, "AttachGroupPolicy", { GroupName: "readers", PolicyArn: arn("AmazonS3ReadOnlyAccess") });
  await iam(endpoint, "AddUserToGroup", { GroupName: "readers", UserName: "bo" });
  await iam(endpoint, "AttachUserPolicy", { UserName: "ana", PolicyArn: arn("AmazonS3FullAccess") });
  for (const bucket of ["acme-in", "acme-vault"]) await s3(endpoint, "PUT", `/${bucket}`);
  const keep = { Sid: "Keep", Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::acme-vault/*" };
  await s3(endpoint, "PUT", "/acme-vault", { query: { policy: "" }, body: JSON.stringify({ Version: "2012-10-17", Statement: [keep] }) });
  const made = await iam(endpoint, "CreateAccessKey", { UserName: "bo" });
  return made.match(/<AccessKeyId>(\w+)</)[1];
}

const main = (mira) => mira.page.locator("main").innerText();

const follow = (mira, selector) => Promise.all([mira.page.waitForNavigation(), mira.page.locator(selector).first().click()]);

// whoReaches is flow F: the sentence first, then the ways, narrowed to a question and
// to a person, and on to the reason.
async function whoReaches(mira, walk, say) {
  await mira.open("/buckets/acme-vault");
  const told = await main(mira);
  for (const sentence of [say.readers, say.group]) assert.ok(told.includes(sentence), `${sentence}:\n${told}`);
  await follow(mira, 'main nav a[href*="can=s3%3ADeleteObject"]');
  assert.ok((await main(mira)).includes(say.denied), await main(mira));
  await sound(mira, walk, "bucket");
  const form = mira.form("/buckets/acme-vault");
  await mira.fill(form, { q: "an" });
  if (walk.scripts) await mira.page.waitForURL(/q=an/);
  else await mira.send(form);
  const names = await mira.page.locator("#who a[translate=no]").allInnerTexts();
  assert.deepEqual(names, ["ana"], "who is left by the filter");
  await follow(mira, "#who a[translate=no]");
  assert.ok((await main(mira)).includes(say.no), await main(mira));
}

// why is flow H, on the page that flow F led to: the verdict, the step that decides,
// what would change it, and all of it as text.
async function why(mira, walk, say) {
  const told = await main(mira);
  assert.ok(told.includes(say.decides) && told.includes("Keep"), told);
  await sound(mira, walk, "why");
  await mira.page.locator("details.act summary").last().click();
  const text = await mira.page.locator("#why").innerText();
  for (const part of ["ana", "acme-vault", "s3:DeleteObject", "Keep"]) assert.ok(text.includes(part), `${part} in the text:\n${text}`);
  await follow(mira, 'main a[href^="/buckets/acme-vault#document-"]');
  assert.equal(await mira.page.locator(".policy .l:target").count(), 1, "the line of the statement is marked");
}

// whatCan is flow G: a user's buckets, and those of another beside them.
async function whatCan(mira, walk, say) {
  await mira.open("/users/ana/access");
  assert.equal(await mira.page.locator("#list tbody tr").count(), 2);
  const form = mira.form("/users/ana/access");
  await mira.fill(form, { with: "bo" });
  if (walk.scripts) await mira.page.waitForURL(/with=bo/);
  else await mira.send(form);
  const told = await main(mira);
  assert.ok(told.includes(say.differ) && told.includes(say.columns), told);
  assert.equal(await mira.page.locator("#list thead th[translate=no]").count(), 2, "a column for each of the two");
  await sound(mira, walk, "compared");
  await follow(mira, '#list tbody a[href="/access/explain?on=acme-vault&who=bo"]');
}

// unused is flow I: a key that was never used is ticked, stopped, and started again.
async function unused(mira, walk, say, { key, sandbox }) {
  const box = mira.page.locator(`input[name="u"][value="bo ${key}"]`);
  const until = Date.now() + 20_000;
  do { // keys are read in the background
    await mira.open("/access/unused?of=never");
  } while (!(await box.count()) && Date.now() < until);
  await box.check();
  await sound(mira, walk, "unused");
  const list = mira.form("/keys/~selection");
  await mira.fill(list, { do: "keys.deactivate" });
  await mira.send(list);
  await mira.send(mira.form(`${mira.path}/run`));
  await mira.page.locator("main").getByText(say.done).waitFor({ timeout: 20_000 });
  const status = async () => (await iam(sandbox, "ListAccessKeys", { UserName: "bo" })).match(/<Status>(\w+)</)[1];
  assert.equal(await status(), "Inactive");
  await mira.open("/users/bo/keys");
  assert.ok((await main(mira)).includes(say.inactive));
  await mira.send(mira.form(`/users/bo/keys/${key}/activate`));
  assert.equal(await status(), "Active", "the key after the undoing");
}

test("what is asked is answered", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const sandbox = await endpoint(t); // filled before its first credential report
  const key = await furnish(sandbox);
  const server = await start(t, sandbox, ["--s3-endpoint", sandbox, "--sts-endpoint", sandbox]);
  const browser = await browse(t);
  for (const [n, walk] of walks.entries()) {
    await t.test(`in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`, async (t) => {
      const page = await (await browser.newContext({ javaScriptEnabled: walk.scripts })).newPage();
      const complaints = listen(page, server.base);
      const mira = new Operator(page, server.base);
      const say = words[walk.language];
      if (n === 0) {
        await mira.setUp(server.setup, { name: "mira", language: walk.language });
        await mira.send(page.locator('form[action="/scans"]').first());
      } else {
        await mira.open("/sign-in");
        await mira.fill(mira.form("/sign-in*"), { name: "mira", password });
        await mira.send(mira.form("/sign-in*"));
        await mira.setLook(walk.language, "");
      }
      await t.test("who can access a bucket", () => whoReaches(mira, walk, say));
      await t.test("why", () => why(mira, walk, say));
      await t.test("what a user can do, beside another", () => whatCan(mira, walk, say));
      await t.test("which keys are unused", () => unused(mira, walk, say, { key, sandbox }));
      assert.deepEqual(complaints, [], "complaints of the browser");
    });
  }
});
