// Draws the pictures of the README from the running product: a small team,
// one page with a secret that ends with this process.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browse, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator, arn } from "./operator.mjs";

const images = fileURLToPath(new URL("../docs/images", import.meta.url));
mkdirSync(images, { recursive: true });

const ends = [];
const bench = { after: (end) => ends.unshift(end) };

async function furnish(endpoint) {
  const groups = { Administrators: "AdministratorAccess", Backend: "AmazonS3FullAccess", Data: "AmazonAthenaFullAccess", Auditors: "SecurityAudit" };
  for (const [GroupName, policy] of Object.entries(groups)) {
    await iam(endpoint, "CreateGroup", { GroupName });
    await iam(endpoint, "AttachGroupPolicy", { GroupName, PolicyArn: arn(policy) });
  }
  await iam(endpoint, "CreateAccountAlias", { AccountAlias: "acme" });
  const people = {
    Administrator: ["Administrators"], "ana.lopez": ["Backend"], "dohyun.kim": ["Backend", "Data"], "jisoo.park": ["Data"],
    "li.wei": ["Backend"], "noor.haddad": ["Auditors"], "svc-billing": [], "svc-upload": [],
  };
  for (const [UserName, memberships] of Object.entries(people)) {
    await iam(endpoint, "CreateUser", { UserName });
    for (const GroupName of memberships) await iam(endpoint, "AddUserToGroup", { UserName, GroupName });
  }
  await iam(endpoint, "CreateLoginProfile", { UserName: "Administrator", Password: "Correct-horse-7" });
  for (const UserName of ["ana.lopez", "dohyun.kim", "li.wei", "svc-billing"]) await iam(endpoint, "CreateAccessKey", { UserName });
  await iam(endpoint, "AttachUserPolicy", { UserName: "svc-upload", PolicyArn: arn("AmazonS3FullAccess") });
  await iam(endpoint, "AttachUserPolicy", { UserName: "svc-billing", PolicyArn: arn("AWSBillingReadOnlyAccess") });
}

try {
  const server = await start(bench);
  await furnish(server.sandbox);
  const browser = await browse(bench);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("dialog", (dialog) => dialog.accept());
  const operator = new Operator(page, server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });
  await operator.send(page.locator('form[action="/scans"]').first());
  for (const [language, ending] of [["en", ""], ["ko", "-ko"]]) {
    await operator.setLook(language, "light");
    await operator.open("/");
    await page.screenshot({ path: join(images, `overview${ending}.png`) });
    await operator.open("/users");
    await page.screenshot({ path: join(images, `users${ending}.png`) });
    await operator.reveal(await operator.createKey("svc-upload", "other", "upload service"));
    await page.screenshot({ path: join(images, `ticket${ending}.png`) });
  }
} finally {
  for (const end of ends) await end();
}
