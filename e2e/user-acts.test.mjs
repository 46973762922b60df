// What is changed of a user and a group beside policies, members and credentials:
// name and path, tags, permissions boundary, permissions of another user; and the
// wizard with all of them. In both languages, with scripts on and off.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { arn, Operator } from "./operator.mjs";
import { sounder } from "./sound.mjs";


const walks = [
  { language: "en", locale: "en-US", scripts: true, theme: "light", width: 1366 },
  { language: "en", locale: "en-US", scripts: false, theme: "dark", width: 390 },
  { language: "ko", locale: "ko-KR", scripts: true, theme: "dark", width: 1366 },
  { language: "ko", locale: "ko-KR", scripts: false, theme: "light", width: 390 },
];

const document = (resource) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Own", Effect: "Allow", Action: "iam:GetUser", Resource: resource }] });

const press = (mira, form, button) => mira.send(form, `button[name="do"][value="${button}"]`);

const main = (mira) => mira.page.locator("main").innerText();

const sound = sounder("acts-");

async function fill(sandbox) {
  const call = (action, params) => iam(sandbox, action, params);
  for (const user of ["ana", "bo"]) await call("CreateUser", { UserName: user });
  for (const group of ["developers", "ops"]) await call("CreateGroup", { GroupName: group });
  await call("AddUserToGroup", { GroupName: "developers", UserName: "ana" });
  await call("AttachUserPolicy", { UserName: "ana", PolicyArn: arn("AmazonS3ReadOnlyAccess") });
  await call("PutUserPolicy", { UserName: "ana", PolicyName: "logs", PolicyDocument: document("arn:aws:iam::123456789012:user/ana") });
  await call("PutGroupPolicy", { GroupName: "developers", PolicyName: "team", PolicyDocument: document("arn:aws:iam::123456789012:group/developers") });
  await call("CreatePolicy", { PolicyName: "watch", PolicyDocument: document("arn:aws:iam::*:user/an?") });
}

for (const walk of walks) {
  test(`acts on users in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    await fill(server.sandbox);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: walk.width, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    await mira.setLook(walk.language, walk.theme);
    await mira.open("/users");
    await mira.send(page.locator('form[action="/scans"]').first(), "button");

    await t.test("tags are added, refused and changed", () => tags(mira, walk));
    await t.test("permissions are copied", () => copy(mira, walk));
    await t.test("a boundary is set and removed", () => boundary(mira, walk));
    await t.test("a user gets another name and path", () => rename(mira, walk));
    await t.test("a group gets another name", () => renameGroup(mira, walk));
    await t.test("the wizard makes a user with everything", () => wizard(mira, walk));
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}

// follow clicks a link of the page.
async function follow(mira, path) {
  await Promise.all([mira.page.waitForNavigation(), mira.page.locator(`main a[href="${path}"]`).first().click()]);
  assert.equal(mira.path, path);
}

async function tags(mira, walk) {
  const at = "/users/bo/tags";
  await mira.open("/users/bo");
  await follow(mira, at);
  await sound(mira, walk, "tags");
  await mira.fill(mira.form(at), { key0: "team", value0: "core", key1: "TEAM", value1: "x", key2: "aws:x", value2: "a, b" });
  assert.equal((await press(mira, mira.form(at), "review")).status(), 422);
  await sound(mira, walk, "tags-wrong");
  await mira.fill(mira.form(at), { key1: "owner", value1: "김민수", key2: "", value2: "" });
  await press(mira, mira.form(at), "more");
  assert.equal(await mira.form(at).locator('[name="value1"]').inputValue(), "김민수", "what was typed is kept");
  await press(mira, mira.form(at), "review");
  await sound(mira, walk, "tags-review");
  await press(mira, mira.form(at), "save");
  assert.ok(mira.path.startsWith("/users/bo?did="), `after saving: ${mira.path}`);
  assert.match(await main(mira), /김민수/);
  await sound(mira, walk, "user");
}

async function copy(mira, walk) {
  const at = "/users/bo/copy";
  await mira.open("/users/bo/permissions");
  await sound(mira, walk, "permissions");
  await follow(mira, at);
  await mira.fill(mira.form(at), { u: "an" });
  await mira.send(mira.form(at), '[name="u"] ~ button');
  await sound(mira, walk, "copy");
  await mira.fill(mira.form(at), { from: "ana" });
  await press(mira, mira.form(at), "review");
  await sound(mira, walk, "copy-review");
  await press(mira, mira.form(at), "save");
  assert.ok(mira.path.startsWith("/users/bo/permissions?did="), `after copying: ${mira.path}`);
  assert.match(await main(mira), /AmazonS3ReadOnlyAccess/);
  assert.equal((await press(mira, await again(mira, `${at}?from=ana`, at), "review")).status(), 422, "nothing more to copy");
  await sound(mira, walk, "copy-nothing");
}

async function again(mira, path, action) {
  await mira.open(path);
  return mira.form(action);
}

async function boundary(mira, walk) {
  const at = "/users/bo/boundary";
  await mira.open("/users/bo/permissions");
  await follow(mira, at);
  assert.equal((await press(mira, mira.form(at), "review")).status(), 422, "nothing is chosen");
  const form = await mira.pick(at, "AmazonS3FullAccess");
  await sound(mira, walk, "boundary");
  await press(mira, form, "review");
  await sound(mira, walk, "boundary-review");
  await press(mira, mira.form(at), "save");
  await sound(mira, walk, "permissions-bounded");
  await follow(mira, at);
  await press(mira, mira.form(at), "remove");
  await sound(mira, walk, "boundary-remove");
  await press(mira, mira.form(at), "save");
  assert.ok(mira.path.startsWith("/users/bo/permissions?did="), `after removing: ${mira.path}`);
}

async function rename(mira, walk) {
  const at = "/users/ana/rename";
  await mira.open("/users/ana");
  await follow(mira, at);
  await mira.fill(mira.form(at), { name: "BO", path: "team" });
  assert.equal((await press(mira, mira.form(at), "review")).status(), 422);
  await sound(mira, walk, "rename-wrong");
  await mira.fill(mira.form(at), { name: "anna.kim", path: "/team/" });
  await press(mira, mira.form(at), "review");
  for (const policy of ["watch", "logs"]) assert.ok((await main(mira)).includes(policy), `the review names ${policy}`);
  await sound(mira, walk, "rename-review");
  await press(mira, mira.form(at), "save");
  assert.ok(mira.path.startsWith("/users/anna.kim?did="), `after renaming: ${mira.path}`);
}

async function renameGroup(mira, walk) {
  const at = "/groups/developers/rename";
  await mira.open("/groups/developers");
  await follow(mira, at);
  await mira.fill(mira.form(at), { name: "devs" });
  await press(mira, mira.form(at), "review");
  await sound(mira, walk, "rename-group-review");
  await press(mira, mira.form(at), "save");
  assert.ok(mira.path.startsWith("/groups/devs?did="), `after renaming: ${mira.path}`);
  assert.match(await main(mira), /anna\.kim/);
}

async function wizard(mira, walk) {
  await mira.open("/users/~new");
  await sound(mira, walk, "wizard-name");
  await mira.page.locator("main details summary").first().click();
  await mira.fill(mira.form("/drafts"), { name: "chris", path: "/team/", key0: "team", value0: "core" });
  await sound(mira, walk, "wizard-name-open");
  await mira.send(mira.form("/drafts"));
  const draft = new URL(mira.page.url()).pathname;
  await mira.send(mira.form(`${draft}?*`), 'button[name="copy"]');
  const copyAt = `${draft}/copy`;
  await mira.fill(mira.form(copyAt), { from: "anna.kim" });
  await press(mira, mira.form(copyAt), "review");
  await sound(mira, walk, "wizard-copy");
  await press(mira, mira.form(copyAt), "save");
  assert.equal(mira.path, `${draft}?step=permissions`);
  await mira.send(mira.form(`${draft}?*`), 'button[name="bound"]');
  const form = await mira.pick(`${draft}/boundary`, "AmazonS3FullAccess");
  await press(mira, form, "save");
  await sound(mira, walk, "wizard-permissions");
  await mira.leaveStep(draft, "console");
  await mira.leaveStep(draft, "review");
  await sound(mira, walk, "wizard-review");
  await mira.run(draft);
  assert.ok(mira.path.startsWith("/users/chris?did="), `after creating: ${mira.path}`);
  for (const part of ["/team/", "core", "AmazonS3FullAccess", "logs"]) assert.ok((await main(mira)).includes(part), `the user has ${part}`);
}
