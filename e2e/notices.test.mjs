// Reminders: a webhook that does not take a test and then does, a kind that is
// switched off, and what the page says of it; in both languages, with scripts on
// and off.

import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { browse, browserPath, listen, scratch, skipWithout, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";
import { findings, layout, picture } from "./sound.mjs";

const notices = "/settings/notices";

const walks = [
  { language: "en", scripts: true, failed: "The test did not arrive: 503 Service Unavailable", sent: "204 No Content", off: "Off" },
  { language: "ko", scripts: true, failed: "테스트가 도착하지 않았습니다: 503 Service Unavailable", sent: "204 No Content", off: "꺼짐" },
  { language: "en", scripts: false, failed: "The test did not arrive: 503 Service Unavailable", sent: "204 No Content", off: "Off" },
];

// receiver is a webhook that answers each request with the next status, and the
// last of them for ever.
async function receiver(t, statuses) {
  const seen = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      seen.push({ headers: request.headers, body });
      response.writeHead(statuses[Math.min(seen.length, statuses.length) - 1]).end();
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => new Promise((done) => server.close(done)));
  return { address: `http://127.0.0.1:${server.address().port}/hooks/hidden`, seen };
}

for (const { language, scripts, failed, sent, off } of walks) {
  const name = `reminders in ${language} with scripts ${scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const key = randomBytes(32);
    const file = join(scratch(t), "webhook.key");
    writeFileSync(file, `whsec_${key.toString("base64")}\n`);
    const hook = await receiver(t, [503, 204]);
    const server = await start(t, undefined, ["--webhook-url", hook.address, "--webhook-key-file", file]);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language });

    await mira.open(notices);
    const before = complaints.length;
    const attempt = () => Promise.all([page.waitForNavigation(), page.locator(`form[action="${notices}/test"] button`).click()]);
    await attempt();
    assert.match(await page.locator("main").innerText(), new RegExp(failed));
    complaints.length = before; // the browser notes the status 502
    await mira.open(notices);
    await attempt();
    assert.match(mira.path, /^\/settings\/notices\?did=/);
    assert.match(await page.locator("main .flash").innerText(), new RegExp(sent));
    assert.equal(hook.seen.length, 2);
    for (const { headers, body } of hook.seen) {
      const mac = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
      assert.equal(headers["webhook-signature"], `v1,${mac}`, "the signature as Standard Webhooks says");
    }

    await Promise.all([page.waitForNavigation(), page.locator('button[name="off"][value="rotation-due"]').click()]);
    assert.equal(await page.locator('button[name="on"][value="rotation-due"]').count(), 1, "what is off can be switched on");
    assert.match(await page.locator("tr", { has: page.locator('button[name="on"]') }).innerText(), new RegExp(off));
    assert.equal(await page.locator("main").innerText().then((text) => text.includes("hidden")), false, "the path of a webhook is not shown");
    await layout(page, "notices");
    await picture(page, `notices-used-${language}-${scripts ? "scripts" : "bare"}`);
    assert.deepEqual(complaints, [], "complaints of the browser");
    if (scripts) assert.deepEqual(await findings(page), []); // axe is a script
  });
}
