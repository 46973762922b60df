// Looks at a page that no rule of axe has: where the focus goes, what text that is
// spread or longer does to it, and what moves while it loads.

import assert from "node:assert/strict";

// shift is how far a page moved while it was loaded, and the longest task since then
// in milliseconds.
export function shift(page) {
  return page.evaluate(async () => {
    const sum = { shifted: 0, task: 0 };
    const watch = (type, add) => new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true });
    watch("layout-shift", (e) => { if (!e.hadRecentInput) sum.shifted += e.value; });
    watch("longtask", (e) => { sum.task = Math.max(sum.task, Math.round(e.duration)); });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return sum;
  });
}

// keyboard goes through a page by the Tab key, up to its last stop: each shows that
// it has the focus, lies within the window, and is covered by nothing.
export async function keyboard(page, name) {
  const stops = await page.evaluate(() => {
    const seen = (e) => {
      const s = getComputedStyle(e);
      return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
    };
    globalThis.bare = [];
    globalThis.stops = 0;
    globalThis.look = () => { // at where the focus has come to rest
      const e = document.activeElement;
      if (e === document.body) return;
      const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1);
      const top = document.elementFromPoint(x, y);
      const clear = top && (e.contains(top) || top.contains(e) || e.closest("label")?.contains(top));
      const why = !(seen(e) || seen(e.parentElement)) ? "no sign of the focus" : box.bottom < 1 || box.top > innerHeight - 1 ? "out of sight" : !clear ? `covered by ${top?.outerHTML.slice(0, 60)}` : "";
      if (why) globalThis.bare.push(`${why}: ${e.outerHTML.slice(0, 120)}`);
      globalThis.stops++;
    };
    addEventListener("keydown", globalThis.look, true);
    const offered = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    return offered.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled).length;
  });
  for (let rest = Math.min(stops, 60); rest > 0; rest -= 20) {
    await Promise.all(Array.from({ length: Math.min(rest, 20) }, () => page.keyboard.press("Tab")));
  }
  const { bare, seen } = await page.evaluate(() => {
    globalThis.look();
    removeEventListener("keydown", globalThis.look, true);
    document.activeElement.blur();
    scrollTo(0, 0);
    return { bare: globalThis.bare, seen: globalThis.stops };
  });
  assert.deepEqual(bare, [], `${name}: stops of the Tab key`);
  assert.ok(seen > 0, `${name}: the Tab key reaches nothing`);
}

// stretch spreads the text of an open page as WCAG 1.4.12 says, and makes its words
// longer by four tenths, as other languages do: nothing may be cut or stand out.
export async function stretch(page, name) {
  const apply = (css, longer) => page.evaluate(({ css, longer }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    if (!longer) return;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.textContent.trim();
      if (text && !node.parentElement.closest("script, style, pre, textarea, code")) node.textContent += ` ${text.slice(0, Math.ceil(text.length * 0.4))}`;
    }
  }, { css, longer });
  const cut = () => page.evaluate(() => {
    const hidden = [...document.querySelectorAll("body *")].filter((e) => {
      const s = getComputedStyle(e);
      return s.overflowY !== "visible" && s.overflowY !== "auto" && s.overflowY !== "scroll" && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 1 && e.textContent.trim() && !e.closest(".vh");
    });
    return {
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      hidden: hidden.map((e) => e.outerHTML.slice(0, 120)),
    };
  });
  const spread = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";
  for (const [how, css, longer] of [["spread", spread, false], ["longer", "", true]]) {
    await apply(css, longer);
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await cut(), { sideways: 0, hidden: [] }, `${name}, text ${how}, at ${width}`);
    }
  }
  await page.setViewportSize({ width: 1366, height: 900 });
}
