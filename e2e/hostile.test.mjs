// Every text of the account means to harm its reader: the browser makes nothing more
// of the pages than with harmless text.

import assert from "node:assert/strict";
import test from "node:test";
import { browse, browserPath, listen, moody, skipWithout, start } from "./harness.mjs";
import { Operator, arn } from "./operator.mjs";
import { iam } from "./signed.mjs";

const turns = [1, 2, 3, 4, 5, 6];
const lists = ["/", "/users", "/groups", "/policies", "/keys", "/access", "/access/findings", "/access/unused", "/credentials", "/audit", "/search?q=a", "/access/report"];

// fill gives the account something in most of its fields.
async function fill(endpoint) {
  for (const UserName of ["ana", "bo", "chris", "dana", "eve", "finn"]) await iam(endpoint, "CreateUser", { UserName, Path: "/team/" });
  await iam(endpoint, "CreateGroup", { GroupName: "ops" });
  await iam(endpoint, "AttachGroupPolicy", { GroupName: "ops", PolicyArn: arn("AmazonS3FullAccess") });
  await iam(endpoint, "AddUserToGroup", { GroupName: "ops", UserName: "ana" });
  await iam(endpoint, "TagUser", { UserName: "ana", "Tags.member.1.Key": "team", "Tags.member.1.Value": "core" });
  await iam(endpoint, "CreateAccessKey", { UserName: "ana" });
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } });
  await iam(endpoint, "CreatePolicy", { PolicyName: "files", Description: "what files need", PolicyDocument });
  await iam(endpoint, "PutUserPolicy", { UserName: "ana", PolicyName: "own", PolicyDocument });
}

// shapes are the elements of a page with the names of their attributes.
const shapes = (page) => page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map((e) => `${e.localName}[${e.getAttributeNames().sort().join(" ")}]`))]);

const links = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((a) => a.getAttribute("href")));

// walk opens the lists and so many of the things on them, and calls see on each page.
async function walk(page, base, most, see) {
  const open = async (path) => {
    const answer = await page.goto(base + path);
    await see(path, answer.status());
  };
  for (const path of lists) {
    await open(path);
    const things = await links(page, "td a.name, th a.name");
    for (const thing of things.slice(0, most)) {
      await open(thing);
      if (path !== "/users") continue;
      for (const tab of await links(page, ".tabs a")) await open(tab);
    }
  }
}

test("hostile text stays text in the browser", { skip: skipWithout(browserPath, "chromium") }, async (t) => {
  const endpoint = await moody(t);
  await fill(endpoint.address);
  const server = await start(t, endpoint.address);
  const browser = await browse(t);
  const page = await (await browser.newContext({ locale: "en-US" })).newPage();
  const complaints = listen(page, server.base);
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const operator = new Operator(page, server.base);
  await operator.setUp(server.setup, { name: "mira", language: "en" });

  const again = async () => {
    await page.goto(server.base + "/users");
    await operator.send(page.locator('form[action="/scans"]').first());
  };
  await again();
  const plain = new Set();
  await walk(page, server.base, 100, async () => (await shapes(page)).forEach((s) => plain.add(s)));
  // An ARN that is none makes a doubt, and a note of what was not checked.
  for (const shape of ["section[aria-labelledby class]", "h2[id]", "div[id]"]) plain.add(shape);
  for (const turn of turns) {
    await t.test(`turn ${turn}`, async () => {
      await endpoint.become("--imitate", `hostile-${turn}`);
      await again();
      let pages = 0;
      await walk(page, server.base, 1, async (path, status) => {
        pages++;
        assert.ok(status === 200 || status === 404, `${path} = ${status}`);
        assert.deepEqual((await shapes(page)).filter((s) => !plain.has(s)), [], `elements that ${path} has with hostile text only`);
      });
      assert.ok(pages >= 15, `${pages} pages were opened`);
      assert.deepEqual(complaints, [], "complaints of the browser");
    });
  }
});
