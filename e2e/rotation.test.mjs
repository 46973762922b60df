// A key is rotated, undone, cancelled and given a lifetime. In both languages,
// with scripts on and off.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator } from "./operator.mjs";
import { sounder } from "./sound.mjs";


const walks = [
  { language: "en", locale: "en-US", scripts: true, theme: "light", width: 1366 },
  { language: "en", locale: "en-US", scripts: false, theme: "dark", width: 390 },
  { language: "ko", locale: "ko-KR", scripts: true, theme: "dark", width: 1366 },
  { language: "ko", locale: "ko-KR", scripts: false, theme: "light", width: 390 },
];

const sound = sounder("rotation-");

// follow clicks the first link of the page whose address begins so.
async function follow(mira, path) {
  await Promise.all([mira.page.waitForNavigation(), mira.page.locator(`main a[href^="${path}"]`).first().click()]);
}

// createKey makes a key behind the dashboard's back.
async function createKey(server, UserName) {
  const made = await iam(server.sandbox, "CreateAccessKey", { UserName });
  return made.match(/<AccessKeyId>(\w+)</)[1];
}

// states tells the states of a user's keys, by id.
async function states(server, UserName) {
  const listed = await iam(server.sandbox, "ListAccessKeys", { UserName });
  return Object.fromEntries([...listed.matchAll(/<member>.*?<\/member>/gs)].map(([m]) => [m.match(/<AccessKeyId>(\w+)</)[1], m.match(/<Status>(\w+)</)[1]]));
}

for (const walk of walks) {
  test(`keys are rotated in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const keys = {};
    for (const user of ["ana", "bo", "chris", "dora", "eli"]) {
      await iam(server.sandbox, "CreateUser", { UserName: user });
      keys[user] = await createKey(server, user);
    }
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: walk.width, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    await mira.setLook(walk.language, walk.theme);
    await mira.open("/rotations");
    await sound(mira, walk, "empty");

    await t.test("a key is replaced, and the change undone", () => replace(mira, walk, server, keys.ana));
    await t.test("a rotation is cancelled before the key is taken", () => cancel(mira, walk, server, keys.bo));
    await t.test("with two keys the plan says which has to go", () => room(mira, walk, server, keys.chris));
    await t.test("keys get a lifetime", () => lifetime(mira, walk, keys.ana));
    await t.test("several keys are rotated at once", () => several(mira, walk, server, keys));
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}

async function replace(mira, walk, server, key) {
  const at = `/users/ana/keys/${key}/rotate`;
  await mira.open("/users/ana/keys");
  await sound(mira, walk, "keys");
  await follow(mira, at);
  await sound(mira, walk, "plan");
  await mira.fill(mira.form(at), { overlap: "1h", in_use: "wait", days: "7" });
  await mira.send(mira.form(at));
  assert.match(mira.path, /^\/tickets\//, `after the plan: ${mira.path}`);
  const ticket = mira.path;
  await mira.open("/rotations");
  await sound(mira, walk, "list-waiting");
  await follow(mira, ticket);
  await mira.send(mira.form(`${ticket}/open`));
  await mira.send(mira.form(`${ticket}/done`));
  assert.match(mira.path, /^\/rotations\//, `after the secret is saved: ${mira.path}`);
  const rotation = new URL(mira.page.url()).pathname;
  await sound(mira, walk, "overlap");
  const stop = mira.form(`${rotation}/stop`);
  if (!walk.scripts) await stop.evaluate((form) => form.setAttribute("novalidate", ""));
  await mira.fill(stop, { sure: true });
  await mira.send(stop);
  await sound(mira, walk, "inactive");
  assert.equal((await states(server, "ana"))[key], "Inactive", "the old key");
  await mira.send(mira.form(`${rotation}/undo`));
  await sound(mira, walk, "undone");
  assert.deepEqual(Object.values(await states(server, "ana")), ["Active", "Active"], "both keys after the undo");
}

async function cancel(mira, walk, server, key) {
  const at = `/users/bo/keys/${key}/rotate`;
  await mira.open(at);
  await mira.send(mira.form(at));
  await mira.open(at);
  await sound(mira, walk, "plan-open");
  await follow(mira, "/rotations/");
  const rotation = new URL(mira.page.url()).pathname;
  await sound(mira, walk, "waiting");
  await mira.send(mira.form(`${rotation}/cancel`));
  await sound(mira, walk, "cancelled");
  assert.deepEqual(await states(server, "bo"), { [key]: "Active" }, "the keys after the cancelling");
}

async function room(mira, walk, server, key) {
  const at = `/users/chris/keys/${key}/rotate`;
  const other = await createKey(server, "chris");
  await mira.open(at);
  await sound(mira, walk, "plan-full");
  assert.equal(await mira.page.locator(`main form[action="${at}"]`).count(), 0, "a key that may be in use is not offered");
  await iam(server.sandbox, "UpdateAccessKey", { UserName: "chris", AccessKeyId: other, Status: "Inactive" });
  await mira.open(at);
  await mira.fill(mira.form(at), { drop: true, leak: true });
  await sound(mira, walk, "plan-spare");
  await mira.send(mira.form(at));
  const left = await states(server, "chris");
  assert.equal(left[key], "Inactive", "the key that leaked");
  assert.equal(left[other], undefined, "the key that made room");
  await mira.open("/rotations");
  await sound(mira, walk, "list");
}

// several rotates the keys of two users from the list of all keys.
async function several(mira, walk, server, keys) {
  const { page } = mira;
  const listed = (user) => page.locator(`input[name="u"][value="${user} ${keys[user]}"]`);
  for (let n = 0; n < 40 && (await listed("eli").count()) + (await listed("dora").count()) < 2; n++) {
    await page.waitForTimeout(250); // keys are read in the background
    await mira.open("/keys");
  }
  const list = mira.form("/keys/~selection");
  await listed("dora").check();
  await listed("eli").check();
  await mira.fill(list, { do: "keys.rotate" });
  await mira.send(list);
  assert.match(mira.path, /^\/selections\//, `after the list: ${mira.path}`);
  const run = mira.form(`${mira.path}/run`);
  await mira.fill(run, { overlap: "7d", days: "0" });
  assert.equal((await mira.send(run)).status(), 422);
  await sound(mira, walk, "several-wrong");
  await mira.fill(run, { days: "14" });
  await sound(mira, walk, "several");
  await mira.send(run);
  assert.match(mira.path, /^\/jobs\//, `after the review: ${mira.path}`);
  const job = mira.path;
  for (let n = 0; n < 40 && (await page.locator('a[href$="/rows.csv"], a[href*="/rows.csv?"]').count()) === 0; n++) {
    await page.waitForTimeout(250);
    await mira.open(job);
  }
  await sound(mira, walk, "several-job");
  for (const user of ["dora", "eli"]) assert.equal(Object.keys(await states(server, user)).length, 2, `keys of ${user}`);
  const results = `${job}/results`;
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`form[action="${results}"] button`).click()]);
  const text = await readFile(await file.path(), "utf8");
  for (const user of ["dora", "eli"]) assert.match(text, new RegExp(`^${user},,AKIA\\w{16},\\S{40},`, "m"), `the file has the new key of ${user}`);
  await mira.open(job);
  await sound(mira, walk, "several-taken");
  await mira.send(mira.form(`${results}/done`));
  await sound(mira, walk, "several-done");
  await follow(mira, "/rotations");
  await sound(mira, walk, "several-list");
}

async function lifetime(mira, walk, key) {
  const at = `/users/ana/keys/${key}/lifetime`;
  await mira.open("/users/ana/keys");
  await follow(mira, at);
  await mira.fill(mira.form(at), { ends: "tomorrow" });
  assert.equal((await mira.send(mira.form(at))).status(), 422);
  await sound(mira, walk, "lifetime-wrong");
  const soon = new Date(Date.now() + 5 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await mira.fill(mira.form(at), { ends: soon });
  await mira.send(mira.form(at));
  assert.ok(mira.path.startsWith("/users/ana/keys?did="), `after saving: ${mira.path}`);
  assert.ok((await mira.page.locator("main").innerText()).includes(soon), "the keys say the end");
  await sound(mira, walk, "keys-ending");
  await mira.open("/settings/keys");
  await mira.fill(mira.form("/settings/keys"), { most: "90", warn: "14" });
  await mira.send(mira.form("/settings/keys"));
  await sound(mira, walk, "rule");
  await mira.open("/keys");
  await sound(mira, walk, "all-keys");
}
