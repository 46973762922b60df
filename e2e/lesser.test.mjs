// The dashboard on a server that is less than AWS: the story as far as it goes
// there, and the sentences in place of what is not offered; in both languages,
// with scripts on and off.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, lesser, listen, skipWithout, start } from "./harness.mjs";
import { iam } from "./signed.mjs";
import { Operator } from "./operator.mjs";
import { findings, layout, picture } from "./sound.mjs";

const files = "arn:aws:iam:::policy/files";
const document = JSON.stringify({
  Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::files/*"] }],
});

const walks = [
  { language: "en", locale: "en-US", scripts: true, missing: "Not offered here:", unknown: "Not known" },
  { language: "ko", locale: "ko-KR", scripts: false, missing: "여기에서 제공하지 않는 항목:", unknown: "알 수 없음" },
];

for (const walk of walks) {
  const name = `a lesser server in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`;
  test(name, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const endpoint = await lesser(t);
    await iam(endpoint, "CreatePolicy", { PolicyName: "files", PolicyDocument: document });
    const server = await start(t, endpoint);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: 1366, height: 900 } });
    const page = await context.newPage();
    const noise = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    const link = `main a[href="/policies/view?arn=${encodeURIComponent(files)}"]`;
    const until = Date.now() + 20_000;
    do { // the first reading waits for what the server is asked about itself
      await mira.open("/policies");
    } while (!(await page.locator(link).count()) && Date.now() < until);

    await mira.open("/users/~new");
    await mira.fill(mira.form("/drafts"), { name: "dev" });
    await mira.send(mira.form("/drafts"));
    const draft = new URL(page.url()).pathname;
    await mira.fill(mira.form(`${draft}?*`), { policy: files });
    await mira.leaveStep(draft, "console");
    await sees(page, walk, "GetLoginProfile", "lesser-wizard");
    await mira.leaveStep(draft, "review");
    await mira.run(draft);
    assert.equal(mira.path.split("?")[0], "/users/dev", "after the wizard");
    await sees(page, walk, "ListUserTags", "lesser-user");
    assert.equal(await page.locator('main a[href="/users/dev/console"]').count(), 0, "links to console access");
    const facts = await page.locator("main dl.facts").last().innerText();
    assert.equal(facts.split(walk.unknown).length - 1, 4, `ARN, id, path and date are not told:\n${facts}`);

    await mira.open("/groups/~new");
    await mira.fill(mira.form("/groups"), { name: "ops" });
    await mira.send(mira.form("/groups"));
    await mira.fill(mira.form("/groups/ops/members"), { user: "dev" });
    await mira.send(mira.form("/groups/ops/members"));

    await mira.open("/users/dev/keys/~new?use=other");
    await mira.send(mira.form("/users/dev/keys"));
    assert.match(mira.path, /^\/tickets\//, "after the key form");
    const ticket = mira.ticket();
    assert.match((await mira.reveal(ticket))["key-id"], /^AKIA/, "the key id");
    await mira.send(mira.form(`${ticket}/done`));

    for (const [path, action] of [
      ["/users/dev/keys", "GetAccessKeyLastUsed"],
      ["/users/dev/console", "GetLoginProfile"],
      ["/keys", "GetCredentialReport"],
      ["/credentials", "GetCredentialReport"],
      ["/settings/account", "GetAccountPasswordPolicy"],
      [`/policies/view?arn=${encodeURIComponent(files)}`, "ListPolicyVersions"],
      ["/", "GetLoginProfile"],
    ]) {
      await mira.open(path);
      await sees(page, walk, action, `lesser${path.split("?")[0].replaceAll("/", "-")}`);
    }

    await mira.open("/users/dev/delete");
    assert.match(await page.locator("main").innerText(), /ListMFADevices/, "what could not be asked before the deletion");
    await picture(page, `lesser-delete-${walk.language}-1366`);
    await mira.fill(mira.form("/users/dev/delete"), { confirm: "dev" });
    await mira.send(mira.form("/users/dev/delete"));
    await mira.open("/users");
    assert.equal(await page.locator('main a[href="/users/dev"]').count(), 0, "the user after its deletion");
    assert.deepEqual(noise, []);
  });
}

// sees looks for the sentence that names a missing call, and at the page as a
// whole.
async function sees(page, walk, action, name) {
  const said = await page.locator("main").innerText();
  assert.ok(said.includes(walk.missing) && said.includes(action), `${name} does not say that ${action} is missing:\n${said}`);
  for (const width of [390, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    await layout(page, `${name} at ${width}`);
    await picture(page, `${name}-${walk.language}-${width}`);
  }
  if (walk.scripts) assert.deepEqual(await findings(page), [], name); // axe is a script
}
