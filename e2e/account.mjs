// An account with something of every kind, and the path of every page that shows it.

import assert from "node:assert/strict";
import { arn, code } from "./operator.mjs";
import { iam, s3 } from "./signed.mjs";

const ownPolicy = "arn:aws:iam::123456789012:policy/team/reports";
const heldPolicy = "arn:aws:iam::123456789012:policy/held";

// furnish fills the account: enough users for two pages of the list, groups,
// keys, names that are long or hold every sign that IAM allows.
export async function furnish(endpoint) {
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
  return { user: names[0], active, inactive: AccessKeyId, device: await device(endpoint, names[1]) };
}

// device gives a user an authenticator app and returns its serial number.
async function device(endpoint, UserName) {
  const made = await iam(endpoint, "CreateVirtualMFADevice", { VirtualMFADeviceName: UserName });
  const told = (element) => made.match(new RegExp(`<${element}>([^<]+)<`))[1];
  const seed = Buffer.from(told("Base32StringSeed"), "base64").toString();
  const SerialNumber = told("SerialNumber");
  await iam(endpoint, "EnableMFADevice", { UserName, SerialNumber, AuthenticationCode1: code(seed, -1), AuthenticationCode2: code(seed, 0) });
  return { user: UserName, serial: SerialNumber };
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
export async function mainPages(operator, server, account) {
  const { user, active, inactive, device } = account;
  const fixed = {
    overview: "/", users: "/users", "users-found": "/users?q=developer-1", "users-none": "/users?q=nobody",
    user: `/users/${user}`, "user-permissions": `/users/${user}/permissions`, "user-groups": `/users/${user}/groups`,
    "user-console": `/users/${user}/console`, "user-keys": `/users/${user}/keys`, "user-delete": `/users/${user}/delete`,
    rotations: "/rotations", "demo-none": "/settings/demo", "key-rule": "/settings/keys", "key-rotate": `/users/${user}/keys/${active}/rotate`, "key-lifetime": `/users/${user}/keys/${active}/lifetime`,
    "user-long": `/users/${"a".repeat(64)}`, "user-signs": `/users/${encodeURIComponent("plus+equal=comma,dot.at@under_score-dash")}`,
    "key-use": "/users/developer-09/keys/~new", "key-form": "/users/developer-09/keys/~new?use=cli", "key-delete": `/users/${user}/keys/${inactive}/delete`,
    groups: "/groups", "group-new": "/groups/~new", group: "/groups/Developers", "group-delete": "/groups/Developers/delete",
    "user-activity": `/users/${user}/activity`, "user-boundary": `/users/${user}/boundary`, "user-copy": `/users/${user}/copy`, "user-rename": `/users/${user}/rename`,
    "user-tags": `/users/${user}/tags`, "user-mfa": `/users/${device.user}/mfa/delete?serial=${encodeURIComponent(device.serial)}`, "group-rename": "/groups/Developers/rename",
    search: "/search?q=developer", "search-none": "/search?q=nobody",
    policies: "/policies", policy: `/policies/view?arn=${encodeURIComponent(arn("AmazonS3FullAccess"))}`,
    ...policyPages(user), ...accountPages(user), ...bucketPages(user), audit: "/audit", "audit-narrowed": "/audit?actor=kim&from=2026-01-01", "audit-entry": "/audit/1", recovery: "/recovery", me: "/me", sessions: "/me/sessions", invitations: "/invitations", factors: "/me/second-factor", "sign-in-rules": "/settings/sign-in", general: "/settings/general", thresholds: "/settings/rules", "user-new": "/users/~new",
  };
  const draft = await operator.draft("wizard-user");
  await operator.groupInDraft(draft, "Made-here", "AmazonEC2FullAccess");
  await operator.leaveStep(draft, "console");
  await operator.chooseConsole(draft, { console: "custom" });
  const wizard = {
    "draft-who": `${draft}?step=who`, "draft-permissions": `${draft}?step=permissions`, "draft-group": `${draft}/group`,
    "draft-console": `${draft}?step=console`, "draft-review": `${draft}?step=review`, "draft-copy": `${draft}/copy`, "draft-boundary": `${draft}/boundary`,
  };
  return { ...(await madePages(operator, server)), ...fixed, ...wizard };
}

// madePages are those of what is made by using the pages.
async function madePages(operator, server) {
  const { job, selection } = await endedJob(operator);
  await operator.open("/operators");
  const person = await operator.page.locator("td a.name").first().getAttribute("href");
  const ticket = await operator.createKey("developer-10", "other", "for-the-pages");
  const factors = { app: await started(operator, "app"), passkey: await started(operator, "passkeys") }; // first, while the proof is fresh
  const made = { ...factors, job, selection, import: await uploaded(operator), rotation: await rotated(operator, "developer-02"), ticket };
  const stopped = await stoppedPlan(operator, server);
  const request = await requested(operator);
  return { ...made, request, jobs: "/jobs", "jobs-none": "/jobs?show=open", "import-new": "/users/~import", operator: person, "operator-role": `${person}/role?role=viewer`, "operator-state": `${person}/state`, "operator-sessions": `${person}/sessions`, "op-stopped": stopped };
}

// started begins the second factor and returns the page that goes on with it.
async function started(operator, factor) {
  await operator.open("/me/second-factor");
  await operator.send(operator.form(`/me/second-factor/${factor}`));
  return { app: "/me/second-factor/app", passkeys: "/me/second-factor/passkeys/~new" }[factor];
}

// requested asks a second person for a user who has administrator's power, in mode
// guarded, and returns the page of what was asked for.
async function requested(operator) {
  const rails = async (mode) => {
    await operator.open("/settings/guard");
    await operator.fill(operator.form("/settings/guard"), { mode, paths: "/team/" });
    await operator.send(await operator.pick("/settings/guard", "PowerUserAccess"), 'button[name="do"]');
  };
  await rails("guarded");
  const draft = await operator.draft("asked-for");
  await operator.pick(`${draft}?*`, "AdministratorAccess");
  await operator.leaveStep(draft, "console");
  await operator.chooseConsole(draft, { console: "none" });
  await operator.run(draft, { "gate-reason": "for-the-pages" });
  const path = operator.path;
  assert.match(path, /^\/requests\//);
  await rails("open");
  return path;
}

// uploaded is the review of a table of users with a mistake in it.
async function uploaded(operator) {
  await operator.open("/users/~import");
  const buffer = Buffer.from("User name,Access key,Console\r\nnew.one,yes,generated\r\nNEW.ONE,no,\r\n");
  await operator.page.locator('input[type="file"]').setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer });
  await operator.send(operator.form("/users/~import"));
  return operator.path;
}

// rotated begins the rotation of a user's only key and returns its page.
async function rotated(operator, user) {
  await operator.open(`/users/${user}/keys`);
  const plan = await operator.page.locator('main a[href$="/rotate"]').first().getAttribute("href");
  await operator.open(plan);
  await operator.send(operator.form(plan));
  await operator.open(plan);
  return operator.page.locator('main a[href^="/rotations/"]').first().getAttribute("href");
}

// endedJob tags two users by a job, and waits for its end.
async function endedJob(operator) {
  await operator.open("/users?q=developer-1");
  let form = operator.form("/users/~selection");
  await operator.fill(form, { do: "users.tag", u: "developer-11" });
  await operator.fill(form, { u: "developer-12" });
  await operator.send(form);
  const selection = operator.path;
  form = operator.form(selection);
  await operator.fill(form, { key: "team", value: "core" });
  await operator.send(form);
  await operator.send(operator.form(`${selection}/run`));
  await operator.page.locator("#job:not([data-events])").waitFor();
  return { job: operator.path, selection };
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
    "inline-group": "/groups/Developers/inline/team-inline", "inline-group-edit": "/groups/Developers/inline/team-inline/edit",
    "inline-group-delete": "/groups/Developers/inline/team-inline/delete", "inline-group-new": "/groups/Developers/inline/~new",
  };
}

// accountPages are the lists of the whole account and its own settings.
function accountPages(user) {
  return {
    "users-chosen": "/users?f=group%3ADevelopers&f=keys%3Anone&c=groups&c=mfa&c=console", "users-misread": "/users?f=age%3Anow",
    keys: "/keys", "keys-chosen": "/keys?f=status%3Aactive&f=never%3Ayes", "key-owner": "/keys/~owner?id=AKIAIOSFODNN7EXAMPLE",
    credentials: "/credentials", "credentials-found": "/credentials?q=developer", account: "/settings/account", rights: "/settings/rights", guard: "/settings/guard", "guard-safe": "/settings/guard/safe", "guard-pin": "/settings/guard/safe?policy=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAmazonS3FullAccess", notices: "/settings/notices", requests: "/requests",
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

