// Draws the pictures of the README from the running product: a small team,
// one page with a secret that ends with this process.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browse, start } from "./harness.mjs";
import { iam, s3 } from "./signed.mjs";
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
  await stock(endpoint);
}

// stock makes buckets that not everybody reaches alike.
async function stock(endpoint) {
  for (const name of ["acme-billing", "acme-data", "acme-images", "acme-logs", "acme-site"]) await s3(endpoint, "PUT", `/${name}`);
  const statement = (more) => JSON.stringify({ Version: "2012-10-17", Statement: [more] });
  const both = (name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const office = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  const grants = {
    "svc-billing": { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetObject"], Resource: both("acme-billing") },
    "jisoo.park": { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetObject"], Resource: both("acme-data"), Condition: office },
    "noor.haddad": { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-logs/*" },
  };
  for (const [UserName, grant] of Object.entries(grants)) {
    await iam(endpoint, "PutUserPolicy", { UserName, PolicyName: "buckets", PolicyDocument: statement(grant) });
  }
  const finance = { StringNotLike: { "aws:PrincipalArn": ["*:user/svc-billing", "*:user/Administrator", "*:root"] } };
  const shut = { Sid: "OnlyFinance", Effect: "Deny", Principal: "*", Action: ["s3:ListBucket", "s3:GetBucketPolicy", "s3:Put*", "s3:*Object*", "s3:DeleteBucket"], Resource: both("acme-billing"), Condition: finance };
  const keep = { Sid: "KeepLogs", Effect: "Deny", Principal: "*", Action: ["s3:Delete*", "s3:PutObject*"], Resource: both("acme-logs") };
  await s3(endpoint, "PUT", "/acme-billing", { query: { policy: "" }, body: statement(shut) });
  await s3(endpoint, "PUT", "/acme-logs", { query: { policy: "" }, body: statement(keep) });
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
    await operator.open("/access");
    await page.screenshot({ path: join(images, `access${ending}.png`) });
    await operator.open("/access/explain?who=ana.lopez&can=s3%3AGetObject&on=acme-billing");
    await page.screenshot({ path: join(images, `why${ending}.png`) });
    await operator.reveal(await operator.createKey("svc-upload", "other", "upload service"));
    await page.screenshot({ path: join(images, `ticket${ending}.png`) });
  }
} finally {
  for (const end of ends) await end();
}
