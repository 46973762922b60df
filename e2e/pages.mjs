// Every page in one language: both themes, the widths of a desk, of a telephone, of
// a window at 200 and at 400 %, spread text, longer words, and the keyboard alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { furnish, mainPages } from "./account.mjs";
import { browse, browserPath, listen, named, skipWithout, start } from "./harness.mjs";
import { keyboard, shift, stretch } from "./looks.mjs";
import { Operator, code, password } from "./operator.mjs";
import { findings, layout, picture } from "./sound.mjs";

// Budgets in bytes, as the page is and compressed, and in elements: of lists at fifty
// rows, of the matrix, and of every other page.
const list = { raw: 60 << 10, gzip: 8 << 10, elements: 2500 };
const other = { raw: 30 << 10, gzip: 6 << 10, elements: 2500 };
const budgets = {
  users: list, groups: list, policies: list, keys: list, credentials: list, audit: list, unused: list, findings: list, buckets: list, rotations: list, jobs: list,
  access: { ...list, elements: 4000 },
};

// budget is that of a path.
function budget(path) {
  const parts = new URL(path, "http://x").pathname.split("/");
  const last = parts.at(-1);
  if (parts.length === 2) return budgets[last] ?? other;
  return parts[1] === "access" && budgets[last] ? budgets[last] : other;
}

// foreignWords finds runs of three English words on a Korean page, outside of
// what is data: names, documents, and what is marked as English.
function foreignWords(page) {
  return page.evaluate(() => {
    const exempt = 'pre, code, script, style, title, [lang="en"], [translate="no"]';
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.textContent.trim();
      if (/[가-힣]/.test(text) || !/[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){2,}/.test(text)) continue;
      if (!node.parentElement.closest(exempt)) found.push(text);
    }
    return found;
  });
}

// What stays English on Korean pages: AWS's and products' own names.
const names = [/^Command Line Interface\(CLI\)$/];

// look is what is checked of a page that is open, at every width and in both themes;
// the page is loaded once, since neither changes what is sent.
async function look(page, name, language) {
  assert.equal(await page.getAttribute("html", "lang"), language, `${name}: language of the page`);
  if (language === "ko") {
    const english = (await foreignWords(page)).filter((text) => !names.some((n) => n.test(text)));
    assert.deepEqual(english, [], "English left");
  }
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await layout(page, `${name} at ${width}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-${language}-${colorScheme}-${width}`);
      assert.deepEqual(await findings(page, colorScheme === "light" ? "all" : "colours"), [], `${colorScheme} at ${width}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
  for (const width of [683, 320]) { // 1366 at 200 %, and 1280 at 400 %
    await page.setViewportSize({ width, height: 900 });
    await layout(page, `${name} at ${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 900 });
}

// weigh holds a page to its budgets.
function weigh(name, path, body, elements) {
  const most = budget(path);
  const weight = { raw: body.length, gzip: gzipSync(body, { level: 2 }).length, elements };
  for (const unit of Object.keys(weight)) {
    assert.ok(weight[unit] <= most[unit], `${name}: ${weight[unit]} ${unit}, want at most ${most[unit]}`);
  }
}

// routes are the patterns of the pages, which a test in web compares with the router.
function routes() {
  return readFileSync(new URL("routes.txt", import.meta.url), "utf8").split("\n").filter(Boolean);
}

// unseen are the patterns that none of the paths belongs to.
function unseen(paths) {
  const seen = paths.map((path) => new URL(path, "http://x").pathname.split("/"));
  const fits = (pattern, path) => {
    const parts = pattern.split("/");
    return parts.length === path.length && parts.every((part, i) => part === path[i] || (part.startsWith("{") && !path[i].startsWith("~")));
  };
  return routes().filter((pattern) => !seen.some((path) => fits(pattern, path)));
}

// signInAgain signs out and in, and returns the page that this led to.
async function signInAgain(operator) {
  await operator.open("/me");
  await operator.send(operator.form("/sign-out"));
  await operator.open("/sign-in");
  const form = operator.form("/sign-in*");
  await operator.fill(form, { name: "mira", password });
  await operator.send(form);
  return operator.path;
}

// secondStep takes an authenticator app into use, and returns the page that asks for
// its code.
async function secondStep(operator) {
  await signInAgain(operator); // the proof may be old by now
  await operator.open("/me/second-factor");
  await operator.send(operator.form("/me/second-factor/app"));
  const seed = (await operator.page.locator("#seed").innerText()).replaceAll(" ", "");
  const form = operator.form("/me/second-factor/app/confirm");
  await operator.fill(form, { code: code(seed, 0) });
  await operator.send(form);
  return signInAgain(operator);
}

// everyPage looks at every page in a language.
export function everyPage(language) {
  const only = process.env.KEYPORTER_E2E_PAGES ? new RegExp(process.env.KEYPORTER_E2E_PAGES) : /(?:)/;
  test(`every page is sound in ${language}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    Object.assign(server, { base: named(server.base), setup: named(server.setup) });
    const account = await furnish(server.sandbox);
    const browser = await browse(t);
    const page = await (await browser.newContext({ locale: { en: "en-US", ko: "ko-KR" }[language] })).newPage();
    const complaints = listen(page, server.base);
    const operator = new Operator(page, server.base);
    const longest = { task: 0, name: "" };

    const check = (name, path) => only.test(name) && t.test(`${name} ${language}`, async () => {
      complaints.length = 0;
      const response = await operator.open(path);
      weigh(name, path, await response.body(), await page.evaluate(() => document.querySelectorAll("*").length));
      const { shifted, task } = await shift(page);
      assert.ok(shifted <= 0.02, `${name}: layout shift of ${shifted}`);
      if (task > longest.task) Object.assign(longest, { task, name });
      if (language === "en") await keyboard(page, name);
      await look(page, name, language);
      if (language === "en") await stretch(page, name);
      assert.deepEqual(complaints, [], "complaints of the browser");
    });

    const outside = { setup: server.setup.replace(server.base, "") + `?lang=${language}`, "sign-in": `/sign-in?lang=${language}` };
    for (const [name, path] of Object.entries(outside)) await check(name, path);

    await operator.setUp(server.setup, { name: "mira", language });
    await operator.send(page.locator('form[action="/scans"]').first());
    const pages = await mainPages(operator, server, account);
    assert.deepEqual(complaints, [], "complaints of the browser on the way");
    await operator.setLook(language, "");
    for (const [name, path] of Object.entries(pages)) await check(name, path);
    const second = await secondStep(operator);
    await check("second-step", second);
    t.diagnostic(`the longest task after loading: ${longest.task} ms, of ${longest.name}`);
    await t.test("no page of the router is left out", () => {
      assert.deepEqual(unseen([...Object.values(outside), ...Object.values(pages), second]), []);
    });
  });
}
