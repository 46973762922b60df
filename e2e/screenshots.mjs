// Draws the pictures of the README from the demo account: what there is to find,
// who reaches what and why, and one page with a secret that ends with this process.
// Where pngquant is in PATH it makes the files a third as large.

import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browse, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";

const most = 120 * 1024; // bytes of one picture

const images = fileURLToPath(new URL("../docs/images", import.meta.url));
mkdirSync(images, { recursive: true });

const ends = [];
const bench = { after: (end) => ends.unshift(end) };

// picture draws what is seen of the page.
async function picture(page, name) {
  const path = join(images, `${name}.png`);
  await page.screenshot({ path });
  spawnSync("pngquant", ["--force", "--skip-if-larger", "--strip", "--output", path, "64", path]);
  const { size } = statSync(path);
  if (size > most) throw new Error(`${name}.png has ${size} bytes, want ${most} at most`);
}

try {
  const server = await start(bench, undefined, ["--demo"]);
  const browser = await browse(bench);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("dialog", (dialog) => dialog.accept());
  const operator = new Operator(page, server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });
  await operator.send(page.locator('form[action="/scans"]').first());
  for (const [language, ending, user] of [["en", "", "svc-upload"], ["ko", "-ko", "svc-mailer"]]) {
    await operator.setLook(language, "light");
    for (const [name, path] of Object.entries({
      overview: "/", users: "/users", access: "/access?b=media&only=holding",
      why: "/access/explain?who=haeun.nam&can=s3%3AGetObject&on=haneul-data-logs",
    })) {
      await operator.open(path);
      if (name === "why") await page.locator("main h2").first().evaluate((e) => e.scrollIntoView()); // to the answer, past the question
      await picture(page, name + ending);
    }
    await operator.reveal(await operator.createKey(user, "other", "upload service"));
    await picture(page, `ticket${ending}`);
  }
} finally {
  for (const end of ends) await end();
}
