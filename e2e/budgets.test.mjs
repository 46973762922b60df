// What a visit costs: bytes and requests of the first one, requests of a later one,
// and the files of styles and scripts.

import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { browse, browserPath, skipWithout, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";
import { iam } from "./signed.mjs";

// Budgets in bytes, and in requests.
const budget = { first: 25 << 10, requests: 5, later: 1, css: 6 << 10, js: 4 << 10 };

// visit opens a page and returns what came over the wire.
async function visit(page, address) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const seen = { bytes: 0, requests: 0 };
  const cached = new Set();
  devtools.on("Network.requestServedFromCache", ({ requestId }) => cached.add(requestId));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (cached.has(requestId) || encodedDataLength === 0) return;
    seen.bytes += encodedDataLength;
    seen.requests++;
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await devtools.detach();
  return seen;
}

test("visits are within their budgets", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const server = await start(t);
  for (let i = 0; i < 50; i++) await iam(server.sandbox, "CreateUser", { UserName: `developer-${i}` });
  const browser = await browse(t);
  const first = await browser.newContext();
  const operator = new Operator(await first.newPage(), server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });
  await operator.send(operator.page.locator('form[action="/scans"]').first());
  const storageState = await first.storageState();

  for (const path of ["/", "/users", "/access", "/sign-in"]) {
    await t.test(path, async (t) => {
      const context = await browser.newContext(path === "/sign-in" ? {} : { storageState }); // with an empty cache
      const page = await context.newPage();
      const cold = await visit(page, server.base + path);
      t.diagnostic(`${path}: ${cold.bytes} bytes in ${cold.requests} requests`);
      assert.ok(cold.bytes > 0 && cold.bytes <= budget.first, `${cold.bytes} bytes at the first visit`);
      assert.ok(cold.requests <= budget.requests, `${cold.requests} requests at the first visit`);
      const warm = await visit(page, server.base + path);
      assert.equal(warm.requests, budget.later, "requests at a later visit");
    });
  }

  await t.test("styles and script", async () => {
    await operator.open("/users");
    const files = await operator.page.$$eval('link[rel="stylesheet"], script[src]', (all) => all.map((e) => e.href || e.src));
    for (const [ending, most] of [[".css", budget.css], [".js", budget.js]]) {
      let bytes = 0;
      for (const file of files.filter((f) => f.endsWith(ending))) {
        bytes += gzipSync(await (await operator.page.request.get(file)).body(), { level: 9 }).length;
      }
      assert.ok(bytes > 0 && bytes <= most, `${ending}: ${bytes} bytes compressed`);
    }
  });

  await t.test("a chosen theme wins over the system's", async () => {
    const colour = () => operator.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await operator.page.emulateMedia({ colorScheme: "light" });
    await operator.setLook("en", "dark");
    const dark = await colour();
    await operator.setLook("en", "light");
    assert.notEqual(await colour(), dark);
  });
});
