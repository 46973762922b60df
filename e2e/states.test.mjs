// Pages with what nobody wishes for: names as long as AWS lets them be and without
// a space, text from right to left, markup for a path, as many tags, groups and
// policies as there may be; an account with nothing; and one that was never read.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, endpoint, listen, skipWithout, start } from "./harness.mjs";
import { Operator, arn } from "./operator.mjs";
import { iam, s3 } from "./signed.mjs";
import { findings, layout, picture } from "./sound.mjs";

const path = "/<script>alert(1)</script>/";
const user = "u".repeat(64);
const group = "g".repeat(128);
const policy = "p".repeat(128);
const bucket = "b".repeat(63);
const own = `arn:aws:iam::123456789012:policy${path}${policy}`;

// crowd fills an account up to AWS's quotas.
async function crowd(sandbox) {
  const call = (action, params) => iam(sandbox, action, params);
  const tags = {};
  for (let i = 1; i <= 50; i++) {
    tags[`Tags.member.${i}.Key`] = i % 2 ? `${"k".repeat(125)}${String(i).padStart(3, "0")}` : `مفتاح${i}`;
    tags[`Tags.member.${i}.Value`] = i % 2 ? "v".repeat(256) : "قيمة طويلة ".repeat(10).trim();
  }
  await call("CreateUser", { UserName: user, Path: path, ...tags });
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "S".repeat(64), Effect: "Allow", Action: ["s3:GetObject", "iam:UpdateAccountPasswordPolicy"], Resource: `arn:aws:s3:::${bucket}/${"o".repeat(300)}*` }] });
  const Description = `${"d".repeat(200)} 🔑 مفتاح <img src=x onerror=alert(1)>`;
  await call("CreatePolicy", { PolicyName: policy, Path: path, Description: Description.replaceAll(/[^\x20-\x7e]/g, ""), PolicyDocument: document });
  await call("AttachUserPolicy", { UserName: user, PolicyArn: own });
  for (let i = 0; i < 10; i++) {
    const [GroupName, PolicyName] = [group.slice(0, 126) + String(i).padStart(2, "0"), policy.slice(0, 126) + String(i).padStart(2, "0")];
    await call("CreateGroup", { GroupName, Path: path });
    await call("AddUserToGroup", { GroupName, UserName: user });
    await call("AttachGroupPolicy", { GroupName, PolicyArn: own });
    await call("CreatePolicy", { PolicyName, PolicyDocument: document });
    if (i < 9) await call("AttachUserPolicy", { UserName: user, PolicyArn: `arn:aws:iam::123456789012:policy/${PolicyName}` });
    await call("PutGroupPolicy", { GroupName, PolicyName, PolicyDocument: document });
  }
  for (let i = 0; i < 2; i++) await call("CreateAccessKey", { UserName: user });
  await call("AttachGroupPolicy", { GroupName: `${group.slice(0, 126)}00`, PolicyArn: arn("AdministratorAccess") });
  await s3(sandbox, "PUT", `/${bucket}`);
}

// lists are the pages that are there whatever the account is like.
const lists = {
  overview: "/", users: "/users", groups: "/groups", policies: "/policies", keys: "/keys", buckets: "/buckets", matrix: "/access", explain: "/access/explain", "what-if": "/access/what-if",
  unused: "/access/unused?of=never", "unused-users": "/access/unused?of=users&days=1", findings: "/access/findings", report: "/access/report", credentials: "/credentials", rotations: "/rotations", jobs: "/jobs",
  audit: "/audit", search: "/search?q=u", account: "/settings/account", rights: "/settings/rights", operators: "/operators", me: "/me", "user-new": "/users/~new", "group-new": "/groups/~new", "policy-new": "/policies/~new?by=s3",
};

const at = `/users/${user}`;
const first = `/groups/${group.slice(0, 126)}00`;

// crowded are the pages of what the crowd is made of.
const crowded = {
  "users-wide": "/users?c=groups&c=mfa&c=console&c=tags&c=path&c=arn", user: at, permissions: `${at}/permissions`, memberships: `${at}/groups`, credentials: `${at}/keys`, console: `${at}/console`,
  activity: `${at}/activity`, access: `${at}/access?all=1`, compared: `${at}/access?with=${user}`, tags: `${at}/tags`, boundary: `${at}/boundary`, copy: `${at}/copy?from=${user}`, rename: `${at}/rename`, delete: `${at}/delete`,
  group: first, "group-rename": `${first}/rename`, "group-delete": `${first}/delete`, "group-mfa": `${first}/require-mfa`,
  policy: `/policies/view?arn=${encodeURIComponent(own)}`, "policy-edit": `/policies/edit?arn=${encodeURIComponent(own)}`, "policy-delete": `/policies/delete?arn=${encodeURIComponent(own)}`,
  bucket: `/buckets/${bucket}`, why: `/access/explain?who=${user}&can=s3%3AGetObject&on=${bucket}`, "matrix-groups": "/access?by=group",
};

// check opens each page, narrow and wide, and lets axe look at the narrow one.
async function check(t, mira, pages, name) {
  const complaints = listen(mira.page, mira.base);
  for (const [page, path] of Object.entries(pages)) {
    await t.test(page, async () => {
      complaints.length = 0;
      await mira.page.setViewportSize({ width: 1366, height: 900 });
      await mira.open(path);
      await picture(mira.page, `state-${name}-${page}-1366`);
      for (const width of [1366, 390, 320]) {
        await mira.page.setViewportSize({ width, height: 900 });
        await layout(mira.page, `${page} at ${width}`, { tables: false }); // those scroll in their boxes
      }
      await picture(mira.page, `state-${name}-${page}-320`);
      assert.deepEqual(await findings(mira.page), []);
      assert.deepEqual(complaints, [], "complaints of the browser");
    });
  }
}

// signedUp is the first operator of a dashboard on an endpoint.
async function signedUp(t, address, language) {
  const server = await start(t, address, ["--s3-endpoint", address, "--sts-endpoint", address]);
  const page = await (await (await browse(t)).newContext()).newPage();
  const mira = new Operator(page, server.base);
  await mira.setUp(server.setup, { name: "mira", language });
  return mira;
}

test("an account at its quotas", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const sandbox = await endpoint(t);
  await crowd(sandbox);
  const mira = await signedUp(t, sandbox, "en");
  await mira.send(mira.page.locator('form[action="/scans"]').first());
  await check(t, mira, { ...lists, ...crowded }, "crowded");
});

test("an account with nothing in it", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const mira = await signedUp(t, await endpoint(t), "ko");
  await mira.send(mira.page.locator('form[action="/scans"]').first());
  await check(t, mira, lists, "empty");
});

test("an account that was never read", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const mira = await signedUp(t, "http://127.0.0.1:1", "ko");
  await check(t, mira, lists, "unread");
});
