// What every page must be: its layout, what axe finds on it, and pictures of it
// where they are asked for.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deafen, out } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Rules that look at colours: what alone differs between two themes.
const colours = ["color-contrast", "link-in-text-block"];

// findings of axe, each with the first element it is about. With look "colours"
// only those rules run that another theme can change.
export async function findings(page, look = "all") {
  const hear = deafen(page); // axe breaks the page's rules for scripts
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate(async (runOnly) => {
    const found = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} (${v.nodes.length}) ${v.nodes[0].any[0]?.message ?? ""}`);
  }, look === "colours" ? { type: "rule", values: colours } : { type: "tag", values: tags });
  hear();
  return violations;
}

// picture keeps what a page looks like, where KEYPORTER_E2E_PICTURES asks for it.
export async function picture(page, name) {
  if (process.env.KEYPORTER_E2E_PICTURES !== "1") return;
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
}

// layout is one heading of the first rank, a title, and nothing that is wider than
// the window; on a wide window no table is, either, unless it may.
export async function layout(page, name, { tables = true } = {}) {
  const seen = await page.evaluate(() => ({
    h1: document.querySelectorAll("h1").length,
    title: document.title.trim(),
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: Math.max(0, ...[...document.querySelectorAll(".scroll")].map((box) => box.scrollWidth - box.clientWidth)),
    wide: innerWidth >= 1280,
    out: [...document.querySelectorAll("main *")].filter((e) => !e.closest(".scroll") && e.getBoundingClientRect().right > innerWidth).at(-1)?.outerHTML.slice(0, 160),
  }));
  assert.equal(seen.h1, 1, `${name}: headings of the first rank`);
  assert.notEqual(seen.title, "", `${name}: title`);
  assert.ok(seen.sideways <= 0, `${name}: ${seen.sideways} px wider than the window: ${seen.out}`);
  if (seen.wide && tables) assert.equal(seen.cut, 0, `${name}: pixels of a table that are out of sight`);
}

// sounder is the look at the pages of a walk, whose pictures begin with the prefix.
export function sounder(prefix) {
  return async ({ page }, walk, name) => {
    await layout(page, name);
    await picture(page, `${prefix}${name}-${walk.language}-${walk.width ?? (walk.scripts ? "scripts" : "bare")}`);
    if (walk.scripts) assert.deepEqual(await findings(page), [], name); // axe is a script
  };
}
