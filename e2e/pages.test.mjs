// Every main page in both languages, both themes and two widths.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { findings } from "./axe.mjs";
import { browse, browserPath, listen, out, skipWithout, start } from "./harness.mjs";
import { iam, s3 } from "./signed.mjs";
import { Operator, arn } from "./operator.mjs";

// Budgets in bytes: pages as they are, styles and script compressed.
const budget = { html: 60 * 1024, css: 6 * 1024, js: 4 * 1024 };

const ownPolicy = "arn:aws:iam::123456789012:policy/team/reports";
const heldPolicy = "arn:aws:iam::123456789012:policy/held";

// furnish fills the account: enough users for two pages of the list, groups,
// keys, names that are long or hold every sign that IAM allows.
async function furnish(endpoint) {
  const names = Array.from({ length: 57 }, (_, i) => `developer-${String(i + 1).padStart(2, "0")}`);
  names.push("a".repeat(64), "plus+equal=comma,dot.at@under_score-dash");
  for (const UserName of names) await iam(endpoint, "CreateUser", { UserName });
  for (const GroupName of ["Administrators", "Developers", "Readers"]) await iam(endpoint, "CreateGroup", { GroupName });
  await iam(endpoint, "AttachGroupPolicy", { GroupName: "Administrators", PolicyArn: arn("AdministratorAccess") });
  await iam(endpoint, "AttachGroupPolicy", { GroupName: "Readers", PolicyArn: arn("ReadOnlyAccess") });
  for (const UserName of names.slice(0, 12)) await iam(endpoint, "AddUserToGroup", { GroupName: "Developers", UserName });
  for (const UserName of names.slice(0, 5)) await iam(endpoint, "AttachUserPolicy", { UserName, PolicyArn: arn("AmazonS3FullAccess") });
  for (const UserName of names.slice(0, 4)) await iam(endpoint, "CreateAccessKey", { UserName });
  const made = await iam(endpoint, "CreateAccessKey", { UserName: names[0] });
  const AccessKeyId = made.match(/<AccessKeyId>(\w+)</)[1];
  await iam(endpoint, "UpdateAccessKey", { UserName: names[0], AccessKeyId, Status: "Inactive" });
  await iam(endpoint, "CreateLoginProfile", { UserName: names[1], Password: "Correct-horse-7" });
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [
    { Sid: "Reports", Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjekt"], Resource: "arn:aws:s3:::acme-reports/*" },
    { Effect: "Allow", Action: "iam:*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } },
  ] });
  await iam(endpoint, "CreatePolicy", { PolicyName: "reports", Path: "/team/", Description: "<script>alert(1)</script>", PolicyDocument });
  for (let i = 0; i < 4; i++) await iam(endpoint, "CreatePolicyVersion", { PolicyArn: ownPolicy, PolicyDocument, SetAsDefault: "true" });
  await iam(endpoint, "CreatePolicy", { PolicyName: "held", PolicyDocument });
  await iam(endpoint, "AttachGroupPolicy", { GroupName: "Readers", PolicyArn: heldPolicy });
  await iam(endpoint, "PutUserPolicy", { UserName: names[0], PolicyName: "own-inline", PolicyDocument });
  await iam(endpoint, "PutGroupPolicy", { GroupName: "Developers", PolicyName: "team-inline", PolicyDocument });
  for (const bucket of ["acme-reports", "acme-logs", "b".repeat(63)]) await s3(endpoint, "PUT", `/${bucket}`);
  const logs = { Sid: "NoDeletes", Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::acme-logs/*" };
  await s3(endpoint, "PUT", "/acme-logs", { query: { policy: "" }, body: JSON.stringify({ Version: "2012-10-17", Statement: [logs] }) });
  const listed = await iam(endpoint, "ListAccessKeys", { UserName: names[0] });
  const active = [...listed.matchAll(/<AccessKeyId>(\w+)</g)].map((m) => m[1]).find((id) => id !== AccessKeyId);
  return { user: names[0], active, inactive: AccessKeyId };
}

// bucketPages are the pages of buckets and of who reaches them.
function bucketPages(user) {
  return {
    buckets: "/buckets", bucket: "/buckets/acme-logs", "bucket-deletes": "/buckets/acme-logs?can=s3%3ADeleteObject", "bucket-long": `/buckets/${"b".repeat(63)}`,
    matrix: "/access", help: "/help", "help-words": "/help/words", "help-keys": "/help/keys", "matrix-groups": "/access?by=group", "matrix-none": "/access?q=nobody", "user-access": `/users/${user}/access?all=1`,
    explain: "/access/explain", "explain-why": `/access/explain?who=${user}&can=s3%3ADeleteObject&on=acme-logs`,
    "explain-if": `/access/explain?who=${user}&can=s3%3AGetObject&on=acme-reports`, "explain-who": "/access/explain?can=s3%3AGetObject&on=acme-reports",
    "explain-what": `/access/explain?who=${user}&on=acme-logs`, "what-if": "/access/what-if",
  };
}

// mainPages walks to every kind of page once and returns their paths. Tickets
// and the stopped plan are made by using the pages.
async function mainPages(operator, server, account) {
  const { user, active, inactive } = account;
  const fixed = {
    overview: "/", users: "/users", "users-found": "/users?q=developer-1", "users-none": "/users?q=nobody",
    user: `/users/${user}`, "user-permissions": `/users/${user}/permissions`, "user-groups": `/users/${user}/groups`,
    "user-console": `/users/${user}/console`, "user-keys": `/users/${user}/keys`, "user-delete": `/users/${user}/delete`,
    rotations: "/rotations", "key-rule": "/settings/keys", "key-rotate": `/users/${user}/keys/${active}/rotate`, "key-lifetime": `/users/${user}/keys/${active}/lifetime`,
    "user-long": `/users/${"a".repeat(64)}`, "user-signs": `/users/${encodeURIComponent("plus+equal=comma,dot.at@under_score-dash")}`,
    "key-use": "/users/developer-09/keys/~new", "key-form": "/users/developer-09/keys/~new?use=cli", "key-delete": `/users/${user}/keys/${inactive}/delete`,
    groups: "/groups", "group-new": "/groups/~new", group: "/groups/Developers", "group-delete": "/groups/Developers/delete",
    policies: "/policies", policy: `/policies/view?arn=${encodeURIComponent(arn("AmazonS3FullAccess"))}`,
    ...policyPages(user), ...accountPages(user), ...bucketPages(user), audit: "/audit", "audit-narrowed": "/audit?actor=kim&from=2026-01-01", "audit-entry": "/audit/1", recovery: "/recovery", me: "/me", sessions: "/me/sessions", invitations: "/invitations", factors: "/me/second-factor", "sign-in-rules": "/settings/sign-in", "user-new": "/users/~new",
  };
  const draft = await operator.draft("wizard-user");
  await operator.groupInDraft(draft, "Made-here", "AmazonEC2FullAccess");
  await operator.leaveStep(draft, "console");
  await operator.chooseConsole(draft, { console: "custom" });
  const wizard = {
    "draft-who": `${draft}?step=who`, "draft-permissions": `${draft}?step=permissions`, "draft-group": `${draft}/group`,
    "draft-console": `${draft}?step=console`, "draft-review": `${draft}?step=review`,
  };
  const job = await endedJob(operator);
  await operator.open("/operators");
  const person = await operator.page.locator("td a.name").first().getAttribute("href");
  const ticket = await operator.createKey("developer-10", "other", "for the pages");
  return { ...fixed, ...wizard, jobs: "/jobs", "jobs-none": "/jobs?show=open", job, import: "/users/~import", operator: person, "operator-role": `${person}/role?role=viewer`, "operator-state": `${person}/state`, ticket, "op-stopped": await stoppedPlan(operator, server) };
}

// endedJob tags two users by a job, and waits for its end.
async function endedJob(operator) {
  await operator.open("/users?q=developer-1");
  let form = operator.form("/users/~selection");
  await operator.fill(form, { do: "users.tag", u: "developer-11" });
  await operator.fill(form, { u: "developer-12" });
  await operator.send(form);
  const review = operator.path;
  form = operator.form(review);
  await operator.fill(form, { key: "team", value: "core" });
  await operator.send(form);
  await operator.send(operator.form(`${review}/run`));
  await operator.page.locator("#job:not([data-events])").waitFor();
  return operator.path;
}

// policyPages are the pages that read and write policies.
function policyPages(user) {
  const of = (path, policy) => `/policies/${path}?arn=${encodeURIComponent(policy)}`;
  return {
    "policy-own": of("view", ownPolicy), "policy-old": `${of("view", ownPolicy)}&version=v1`, "policy-new": "/policies/~new",
    "policy-new-json": "/policies/~new?by=json", "policy-new-s3": "/policies/~new?by=s3", "policy-edit": of("edit", ownPolicy),
    "policy-delete": of("delete", ownPolicy), "policy-held": of("delete", heldPolicy),
    "inline-user": `/users/${user}/inline/own-inline`, "inline-edit": `/users/${user}/inline/own-inline/edit`,
    "inline-delete": `/users/${user}/inline/own-inline/delete`, "inline-new": `/users/${user}/inline/~new?by=s3`,
    "inline-group": "/groups/Developers/inline/team-inline",
  };
}

// accountPages are the lists of the whole account and its own settings.
function accountPages(user) {
  return {
    "users-chosen": "/users?f=group%3ADevelopers&f=keys%3Anone&c=groups&c=mfa&c=console", "users-misread": "/users?f=age%3Anow",
    keys: "/keys", "keys-chosen": "/keys?f=status%3Aactive&f=never%3Ayes", "key-owner": "/keys/~owner?id=AKIAIOSFODNN7EXAMPLE",
    credentials: "/credentials", "credentials-found": "/credentials?q=developer", account: "/settings/account", rights: "/settings/rights", notices: "/settings/notices",
    roles: "/roles", operators: "/operators", "my-keys": "/me/keys",
    "password-policy": "/settings/account/password-policy", "require-mfa": `/users/${user}/require-mfa`,
    "require-mfa-group": "/groups/Developers/require-mfa",
    unused: "/access/unused", "unused-never": "/access/unused?of=never", "unused-users": "/access/unused?of=users&days=1", findings: "/access/findings",
    "findings-kind": "/access/findings?f=kind%3Adirect-policy&age=1", "findings-none": "/access/findings?q=nobody", "access-report": "/access/report",
  };
}

// stoppedPlan lets a plan stop half-way: its group is deleted behind its back.
async function stoppedPlan(operator, server) {
  await iam(server.sandbox, "CreateGroup", { GroupName: "Vanishing" });
  await operator.open("/users");
  await operator.send(operator.page.locator('form[action="/scans"]').first());
  const draft = await operator.draft("half-made");
  await operator.fill(operator.form(`${draft}?*`), { group: "Vanishing" });
  await operator.leaveStep(draft, "console");
  await operator.chooseConsole(draft, { console: "none" });
  await iam(server.sandbox, "DeleteGroup", { GroupName: "Vanishing" });
  await operator.run(draft);
  assert.match(operator.path, /^\/ops\//, "a plan that stopped has a page");
  return operator.path;
}

// inspect is what every page must be, whatever its size and colours.
async function inspect(page, name, language) {
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    h1: document.querySelectorAll("h1").length,
    title: document.title,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: Math.max(0, ...[...document.querySelectorAll(".scroll")].map((box) => box.scrollWidth - box.clientWidth)),
    wide: innerWidth >= 1280,
  }));
  assert.equal(seen.lang, language, `${name}: language of the page`);
  assert.equal(seen.h1, 1, `${name}: headings of the first rank`);
  assert.notEqual(seen.title.trim(), "", `${name}: title`);
  assert.ok(seen.sideways <= 0, `${name}: ${seen.sideways} px wider than the window`);
  if (seen.wide) assert.equal(seen.cut, 0, `${name}: pixels of a table that are out of sight`);
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

test("main pages are sound in both languages, both themes and two widths", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const server = await start(t);
  const account = await furnish(server.sandbox);
  const browser = await browse(t);
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  const complaints = listen(page, server.base);
  const operator = new Operator(page, server.base);

  await t.test("signed out", async (t) => {
    for (const language of ["en", "ko"]) {
      for (const path of [`${server.setup}?lang=${language}`, `${server.base}/sign-in?lang=${language}`]) {
        const name = path.includes("/setup/") ? "setup" : "sign-in";
        await t.test(`${name} ${language}`, async () => {
          await operator.open(path);
          await inspect(page, name, language);
          assert.deepEqual(await findings(page), []);
          await page.screenshot({ path: join(out, `${name}-${language}.png`), fullPage: true });
        });
      }
    }
  });

  await operator.setUp(server.setup, { name: "mira", language: "en" });
  await operator.send(page.locator('form[action="/scans"]').first());
  const pages = await mainPages(operator, server, account);
  assert.deepEqual(complaints, [], "complaints of the browser on the way");

  for (const language of ["en", "ko"]) {
    await operator.setLook(language, "");
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const [name, path] of Object.entries(pages)) {
          await t.test(`${name} ${language} ${colorScheme} ${width}`, async () => {
            const before = complaints.length;
            const response = await operator.open(path);
            const html = (await response.body()).length;
            assert.ok(html <= budget.html, `${name}: ${html} bytes of HTML`);
            await inspect(page, name, language);
            assert.deepEqual(complaints.slice(before), [], "complaints of the browser");
            if (language === "ko") {
              const english = (await foreignWords(page)).filter((text) => !names.some((n) => n.test(text)));
              assert.deepEqual(english, [], "English left");
            }
            await page.screenshot({ path: join(out, `${name}-${language}-${colorScheme}-${width}.png`), fullPage: true });
            if (width === 390 && colorScheme === "dark") return; // its colours and its layout have been looked at
            assert.deepEqual(await findings(page), []);
            complaints.length = before; // axe's own
          });
        }
      }
    }
  }

  await t.test("no page is wider than a window of 320 pixels", async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    for (const [name, path] of Object.entries(pages)) {
      await operator.open(path);
      await inspect(page, `${name} at 320`, "ko");
    }
  });

  await t.test("a chosen theme wins over the system's", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await operator.setLook("en", "dark");
    await operator.open("/users");
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await operator.setLook("en", "light");
    await operator.open("/users");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  });

  await t.test("styles and script are within their budgets", async () => {
    await operator.open("/users");
    const files = await page.$$eval('link[rel="stylesheet"], script[src]', (all) => all.map((e) => e.href || e.src));
    assert.notEqual(files.length, 0);
    for (const [ending, most] of [[".css", budget.css], [".js", budget.js]]) {
      let bytes = 0;
      for (const file of files.filter((f) => f.endsWith(ending))) {
        bytes += gzipSync(await (await page.request.get(file)).body(), { level: 9 }).length;
      }
      assert.ok(bytes > 0 && bytes <= most, `${ending}: ${bytes} bytes compressed`);
    }
  });
});
