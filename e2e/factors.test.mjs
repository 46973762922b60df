// Second factors and fresh proofs: an authenticator app by forms alone, and a passkey
// of Chromium's virtual authenticator.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { browse, browserPath, listen, named, skipWithout, start } from "./harness.mjs";
import { Operator, code, password } from "./operator.mjs";
import { findings, picture } from "./sound.mjs";

// age makes all proofs old, as five minutes would.
function age(server) {
  const change = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=10); db.execute('UPDATE session SET proved_at = 1'); db.commit()";
  execFileSync("python3", ["-c", change, join(server.dir, "keyporter.db")]);
}

// signIn gives name and password.
async function signIn(operator) {
  await operator.open("/sign-in");
  const form = operator.form("/sign-in*");
  await operator.fill(form, { name: "mira", password });
  await operator.send(form);
  assert.equal(operator.path, "/sign-in/second-step");
}

async function signOut(operator) {
  await operator.open("/me");
  await operator.send(operator.form("/sign-out"));
}

// staleTicket issues a key and opens its ticket when the proof is old.
async function staleTicket(operator, server, user) {
  const draft = await operator.draft(user);
  await operator.leaveStep(draft, "console");
  await operator.chooseConsole(draft, { console: "none" });
  await operator.run(draft);
  const ticket = await operator.createKey(user, "other", "for a proof");
  age(server);
  const answer = await operator.send(operator.form(`${ticket}/open`));
  assert.equal(answer.status(), 403, "a secret without a fresh proof");
  assert.ok(!(await operator.page.content()).includes("AKIA"), "the page that asks holds no key");
  return ticket;
}

for (const language of ["en", "ko"]) {
  test(`an authenticator app without scripts, ${language}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: false });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language });

    await mira.open("/me/second-factor");
    await mira.send(mira.form("/me/second-factor/app"));
    const seed = (await page.locator("#seed").innerText()).replaceAll(" ", "");
    await picture(page, `app-seed-${language}`);
    let form = mira.form("/me/second-factor/app/confirm");
    await mira.fill(form, { code: code(seed, -1) });
    await mira.send(form);
    const codes = (await page.locator("#codes").innerText()).split(/\s+/);
    assert.equal(codes.length, 10);

    await signOut(mira);
    await signIn(mira);
    form = mira.form("/sign-in/second-step*");
    await mira.fill(form, { prove: code(seed, 0) });
    await mira.send(form);
    assert.equal(mira.path, "/");

    const ticket = await staleTicket(mira, server, "ana");
    form = mira.form(`${ticket}/open`);
    await mira.fill(form, { prove: codes[3] });
    assert.equal((await mira.send(form)).status(), 200);
    assert.match(await page.locator("main").innerText(), /AKIA/);
    assert.deepEqual(complaints, [], "complaints of the browser");
  });

  test(`a passkey, ${language}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    page.on("dialog", (dialog) => dialog.accept()); // leaving a page with a secret asks
    const complaints = listen(page, named(server.base));
    const mira = new Operator(page, named(server.base));
    const devtools = await context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    await mira.setUp(named(server.setup), { name: "mira", language });

    await t.test("is added", async () => {
      await mira.open("/me/second-factor");
      await mira.send(mira.form("/me/second-factor/passkeys"));
      assert.equal(mira.path, "/me/second-factor/passkeys/~new");
      assert.deepEqual(await findings(page), []);
      const form = mira.form("/me/second-factor/passkeys/~new");
      await mira.fill(form, { name: "this laptop" });
      await mira.send(form);
      assert.equal((await page.locator("#codes").innerText()).split(/\s+/).length, 10);
      assert.deepEqual(await findings(page), []);
      await mira.open("/me/second-factor");
      assert.match(await page.locator("main").innerText(), /this laptop/);
      assert.deepEqual(await findings(page), []);
      await picture(page, `passkeys-${language}`);
    });

    await t.test("signs in", async () => {
      await signOut(mira);
      await signIn(mira);
      await picture(page, `second-step-${language}`);
      await mira.send(page.locator('form[data-passkey="get"]'));
      assert.equal(mira.path, "/");
    });

    await t.test("is a fresh proof, and the form goes on", async () => {
      await staleTicket(mira, server, "ana");
      assert.equal(await page.getAttribute("html", "lang"), language);
      await picture(page, `step-up-${language}`);
      const answer = await mira.send(page.locator('form[data-passkey="get"]'));
      assert.equal(answer.status(), 200);
      assert.match(await page.locator("main").innerText(), /AKIA/);
    });

    assert.deepEqual(complaints, [], "complaints of the browser");
  });
}
