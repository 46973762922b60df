// A change of many rows: its page follows it, with scripts by events and without
// by asking again; it is cancelled, and the rest tried again.

import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { readFileSync } from "node:fs";
import test from "node:test";
import { browse, browserPath, lesser, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator } from "./operator.mjs";
import { sounder } from "./sound.mjs";


const walks = [
  { language: "en", locale: "en-US", scripts: true, width: 1280 },
  { language: "en", locale: "en-US", scripts: false, width: 390 },
  { language: "ko", locale: "ko-KR", scripts: true, width: 390 },
  { language: "ko", locale: "ko-KR", scripts: false, width: 1280 },
];

const words = {
  en: { cancelled: "The job was cancelled.", done: "All changes were made." },
  ko: { cancelled: "작업을 취소했습니다.", done: "모든 변경을 실행했습니다." },
};

const users = 130;

// gate stands before an endpoint and lets through as many AddUserToGroup as it is
// told to; everything else passes.
async function gate(t, endpoint) {
  const { hostname, port } = new URL(endpoint);
  let allowed = 0;
  const waiting = [];
  const server = createServer((from, to) => {
    const body = [];
    from.on("data", (chunk) => body.push(chunk));
    from.on("end", async () => {
      const sent = Buffer.concat(body);
      if (sent.includes("Action=AddUserToGroup&") && allowed-- <= 0) await new Promise((go) => waiting.push(go));
      // The host stays as it was signed.
      const ask = request({ hostname, port, method: from.method, path: from.url, headers: from.headers }, (answer) => {
        to.writeHead(answer.statusCode, answer.headers);
        answer.pipe(to);
      });
      ask.on("error", () => to.destroy());
      ask.end(sent);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => { server.closeAllConnections(); server.close(); });
  const pass = (n) => {
    allowed = Math.max(allowed, 0) + n;
    while (allowed > 0 && waiting.length > 0) { allowed--; waiting.shift()(); }
  };
  return { url: `http://127.0.0.1:${server.address().port}`, pass };
}

async function fill(sandbox) {
  await iam(sandbox, "CreateGroup", { GroupName: "team" });
  for (let i = 1; i <= users; i++) await iam(sandbox, "CreateUser", { UserName: `user-${String(i).padStart(4, "0")}` });
}

const sound = sounder("jobs-");

// begin puts all users into the group, up to the page of the job.
async function begin(mira) {
  await mira.open("/users");
  let form = mira.form("/users/~selection");
  await mira.fill(form, { all: true, do: "users.group.add" });
  await mira.send(form);
  const review = mira.path;
  form = mira.form(review);
  await mira.fill(form, { group: "team" });
  await mira.send(form);
  await mira.send(mira.form(`${review}/run`));
  assert.match(mira.path, /^\/jobs\/[0-9a-z]{26}$/);
  return mira.path;
}

const done = (page) => page.locator("#job progress").evaluate((e) => e.value);

for (const walk of walks) {
  test(`a job in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const endpoint = await lesser(t);
    await fill(endpoint);
    const calls = await gate(t, endpoint);
    const server = await start(t, calls.url);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: walk.width, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    await mira.send(page.locator('form[action="/scans"]').first());

    const job = await begin(mira);
    const main = page.locator("main");
    await t.test("its progress moves without anybody's doing", async () => {
      let loads = 0;
      page.on("load", () => loads++);
      assert.equal(await done(page), 0);
      calls.pass(5);
      await page.locator('#job progress[value="5"]').waitFor({ timeout: 20_000 });
      if (walk.scripts) assert.equal(loads, 0, "the page was loaded anew although scripts follow it");
    });

    await t.test("it is cancelled and its rest tried again", async () => {
      await sound(mira, walk, "running");
      await mira.send(mira.form(`${job}/cancel`));
      await page.locator('#job progress[value="5"]').waitFor();
      calls.pass(1); // the row at work
      await main.getByText(words[walk.language].cancelled).waitFor({ timeout: 20_000 });
      assert.equal(await done(page), 6);
      await sound(mira, walk, "cancelled");
      const [, file] = await Promise.all([
        main.locator(`a[href^="${job}/rows.csv"]`).click(),
        page.waitForEvent("download"),
      ]);
      assert.match(readFileSync(await file.path(), "utf8"), /user\.group\.add,user-0130,team,AddUserToGroup,todo/);
      calls.pass(users);
      await mira.send(mira.form(`${job}/retry`));
      await main.getByText(words[walk.language].done).waitFor({ timeout: 60_000 });
      assert.equal(await done(page), users);
      await sound(mira, walk, "done");
    });

    await t.test("the list has it, and every user is a member", async () => {
      await mira.open("/jobs");
      await main.locator(`a[href="${job}"]`).waitFor();
      await sound(mira, walk, "list");
      const group = await iam(endpoint, "GetGroup", { GroupName: "team", MaxItems: "1000" });
      assert.equal(group.match(/<UserName>/g).length, users);
    });
    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}
