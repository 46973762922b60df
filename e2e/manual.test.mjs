// The walk of the manual, on the demo account: every page that it has a picture of.
// With KEYPORTER_MANUAL=1 it draws the pictures anew; without, it only looks.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";
import { layout } from "./sound.mjs";

const docs = fileURLToPath(new URL("../docs", import.meta.url));
const pictures = join(docs, "images", "manual");
const draws = process.env.KEYPORTER_MANUAL === "1";

// The people and things of the demo account that the manual shows.
const shown = { user: "svc-terraform", bounded: "haeun.nam", bucket: "haneul-web-assets", developer: { en: "jiwoo.jang", ko: "dahye.yoon" }, group: "data-engineers" };

// table is what somebody pastes from a spreadsheet, with a row that cannot be.
const table = (language) => ["User name\tGroups\tAccess key", `mina.seo.${language}\tdata-engineers\tno`, `svc-invoices-${language}\tfinance-engineers\tyes`, `${shown.developer.en}\tweb-engineers\tno`, "bad name!\t\tno", ""].join("\n");

// keyOf is the id of the first active key of a user.
async function keyOf(operator, user) {
  await operator.open(`/users/${user}/keys`);
  const link = await operator.page.locator('main a[href$="/rotate"]').first().getAttribute("href");
  return link.split("/").at(-2);
}

// review goes to the last page of the wizard, for a new administrator.
async function review(operator, name) {
  const draft = await operator.draft(name);
  await operator.groupInDraft(draft, `${name}-team`, "AdministratorAccess");
  await operator.leaveStep(draft, "console");
  await operator.chooseConsole(draft, { console: "generated" });
}

// imported pastes a table, leaves its review on screen, and runs the good rows.
async function imported(operator, language, shoot) {
  await operator.open("/users/~import");
  const form = operator.form("/users/~import");
  await operator.fill(form, { table: table(language) });
  await operator.send(form);
  await shoot("import");
  const path = new URL(operator.page.url()).pathname;
  await operator.send(operator.form(`${path}/run`));
  await operator.page.locator("#job:not([data-events])").waitFor();
  await shoot("job");
}

// whatIf asks what a policy of the whole of S3 would change.
async function whatIf(operator) {
  await operator.open("/access/what-if");
  const form = operator.page.locator("main form").first();
  await operator.fill(form, { kind: "add", holder: `group:${shown.group}`, policy: "AmazonS3FullAccess" });
  await operator.send(form);
}

// walk visits what the manual shows, in its order.
async function walk(operator, language, shoot) {
  const open = async (name, path) => {
    await operator.open(path);
    await shoot(name);
  };
  await open("overview", "/");
  await review(operator, `dana-${language}`);
  await shoot("review");
  await operator.reveal(await operator.createKey(shown.developer[language], "other", `upload service ${language}`));
  await shoot("ticket");
  await open("users", "/users?f=group%3Adata-engineers&f=keys%3Aactive");
  await open("delete", `/users/${shown.user}/delete`);
  await open("key-use", "/users/hyunwoo.han/keys/~new");
  await open("rotate", `/users/${shown.user}/keys/${await keyOf(operator, shown.user)}/rotate`);
  await open("access", "/access");
  await open("why", `/access/explain?who=${shown.bounded}&can=s3%3ADeleteObject&on=${shown.bucket}`);
  await whatIf(operator);
  await shoot("what-if");
  await open("findings", "/access/findings");
  await imported(operator, language, shoot);
  await open("roles", "/roles");
  await open("guard", "/settings/guard");
  await open("audit", "/audit");
  await open("rights", "/settings/rights");
}

test("the manual shows what is there", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const server = await start(t, undefined, ["--demo"]);
  const browser = await browse(t);
  const context = await browser.newContext({ viewport: { width: 1180, height: 760 }, locale: "en-US" });
  const page = await context.newPage();
  page.on("dialog", (dialog) => dialog.accept());
  const complaints = listen(page, server.base);
  const operator = new Operator(page, server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });
  if (draws) mkdirSync(pictures, { recursive: true });
  for (const [language, ending] of [["en", ""], ["ko", "-ko"]]) {
    await operator.setLook(language, "light");
    await walk(operator, language, async (name) => {
      assert.equal(await page.getAttribute("html", "lang"), language, name);
      await layout(page, name);
      if (draws) await page.screenshot({ path: join(pictures, `${name}${ending}.png`) });
    });
  }
  assert.deepEqual(complaints, [], "complaints of the browser");
});

test("each picture of the manual is there, and is used", () => {
  const chapters = ["manual", "manual/ko"].flatMap((dir) => readdirSync(join(docs, dir)).filter((f) => f.endsWith(".md")).map((f) => join(docs, dir, f)));
  const used = new Set(chapters.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/images\/manual\/([\w-]+\.png)/g)].map((m) => m[1])));
  assert.ok(used.size > 0);
  assert.deepEqual([...used].filter((name) => !existsSync(join(pictures, name))), [], "pictures that are not there");
  assert.deepEqual(readdirSync(pictures).filter((name) => !used.has(name)), [], "pictures that no chapter shows");
});
