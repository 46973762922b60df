// A dangerous change in mode guarded: asked for, approved by a second person, carried
// out by who asked, who alone opens the ticket.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { Operator, password } from "./operator.mjs";
import { sounder } from "./sound.mjs";

const sound = sounder("approvals-");

// person opens a browser of its own.
async function person(browser, server, scripts) {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  page.on("dialog", (dialog) => dialog.accept()); // leaving a page with a secret asks
  return { operator: new Operator(page, server.base), page, complaints: listen(page, server.base) };
}

for (const walk of [{ language: "en", scripts: true }, { language: "ko", scripts: false }]) {
  const { language, scripts } = walk;
  test(`an approval in ${language} with scripts ${scripts ? "on" : "off"}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const browser = await browse(t);
    const asks = await person(browser, server, scripts);
    const mira = asks.operator;
    await mira.setUp(server.setup, { name: "mira", language });

    const draft = await mira.draft("ana"); // while she is alone, in mode open
    await mira.pick(`${draft}?*`, "AdministratorAccess");
    await mira.leaveStep(draft, "console");
    await mira.chooseConsole(draft, { console: "none" });
    await mira.run(draft);

    await mira.open("/invitations");
    const invite = mira.form("/invitations");
    await mira.fill(invite, { name: "boss", role: "approver" });
    await mira.send(invite);
    const link = await asks.page.locator("#invitation").innerText();
    const decides = await person(browser, server, scripts);
    const boss = decides.operator;
    await boss.open(link);
    const joining = boss.form("/setup/*");
    await boss.fill(joining, { language, password, repeat: password });
    await boss.send(joining);
    await mira.open("/settings/guard");
    const rails = mira.form("/settings/guard");
    await mira.fill(rails, { mode: "guarded", paths: "/team/" });
    await mira.send(rails, 'button[name="do"]');
    const adopt = mira.form("/settings/guard/adopted");
    await mira.fill(adopt, { kind: "user", name: "ana" });
    await mira.send(adopt);

    let request;
    await t.test("a key of a powerful user becomes a request", async () => {
      await mira.open("/users/ana/keys/~new");
      const use = mira.form("/users/ana/keys/~new");
      await mira.fill(use, { use: "other" });
      await mira.send(use);
      const answer = await mira.send(mira.form("/users/ana/keys"));
      assert.equal(answer.status(), 403);
      assert.equal(await asks.page.getAttribute("html", "lang"), language);
      await sound(asks, walk, "gate");
      const form = mira.form("/users/ana/keys");
      await mira.fill(form, { "gate-reason": "the old key was lost" });
      await mira.send(form);
      assert.match(mira.path, /^\/requests\/[0-9a-z]{26}$/);
      request = mira.path;
      assert.equal(await mira.form(`${request}/approve`).count(), 0, "who asks cannot approve");
    });

    await t.test("a second person sees what it is and approves", async () => {
      await boss.open("/");
      await boss.open("/requests");
      await sound(decides, walk, "requests");
      await decides.page.locator(`main a[href="${request}"]`).click();
      await decides.page.waitForURL(`**${request}`);
      assert.match(await decides.page.locator("main").innerText(), /the old key was lost/);
      await sound(decides, walk, "request");
      const form = boss.form(`${request}/approve`);
      await boss.fill(form, { word: "checked by telephone" });
      await boss.send(form, 'button[type="submit"]:not([formaction])');
      assert.equal(await boss.form("/users/ana/keys").count(), 0, "who approves cannot carry it out");
    });

    await t.test("who asked carries it out and opens the ticket", async () => {
      await mira.open("/requests");
      await mira.open(request);
      await sound(asks, walk, "approved");
      await mira.send(mira.form("/users/ana/keys"));
      const ticket = mira.ticket();
      const shown = await mira.reveal(ticket);
      assert.match(Object.values(shown).join(" "), /AKIA/);
      const other = await decides.page.goto(server.base + ticket);
      assert.ok(!(await decides.page.content()).includes(Object.values(shown)[1]), "the secret is not the approver's");
      assert.ok(other.status() < 500);
      await mira.open(request);
      assert.equal(await mira.form("/users/ana/keys").count(), 0, "an approval is used up");
    });

    assert.deepEqual([asks.complaints, decides.complaints], [[], []], "complaints of the browser");
  });
}
