// Tells how soon the users page and a bare page are first painted: the median of
// seven contexts with empty caches, in turns, in one run.

import { createServer } from "node:http";
import { browse, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";
import { iam } from "./signed.mjs";

const ends = [];
const bench = { after: (end) => ends.unshift(end) };

// painted is the first contentful paint of an address in milliseconds.
async function painted(browser, address, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(address);
  const at = await page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") done(entry.startTime);
    }).observe({ type: "paint", buffered: true });
  }));
  await context.close();
  return at;
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

try {
  const server = await start(bench);
  for (let i = 0; i < 50; i++) await iam(server.sandbox, "CreateUser", { UserName: `developer-${i}` });
  const bare = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<!doctype html><title>bare</title><p>bare"));
  await new Promise((done) => bare.listen(0, "127.0.0.1", done));
  bench.after(() => bare.close());
  const browser = await browse(bench);
  const context = await browser.newContext();
  const operator = new Operator(await context.newPage(), server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });
  await operator.send(operator.page.locator('form[action="/scans"]').first());
  const storageState = await context.storageState();
  const times = { bare: [], users: [] };
  for (let n = 0; n < 7; n++) {
    times.bare.push(await painted(browser, `http://127.0.0.1:${bare.address().port}/`, {}));
    times.users.push(await painted(browser, `${server.base}/users`, { storageState }));
  }
  const [ours, least] = [median(times.users), median(times.bare)];
  console.log(`first paint: users ${ours.toFixed(0)} ms, bare page ${least.toFixed(0)} ms, ratio ${(ours / least).toFixed(2)}`);
} finally {
  for (const end of ends) await end();
}
