// What a person does on the pages, by forms and their fields rather than by
// words, so that one walk serves both languages.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

// password of every operator here.
export const password = "correct horse battery staple";

export const arn = (policy) => `arn:aws:iam::aws:policy/${policy}`;

// code is that of RFC 6238 for a seed in base32, some periods from now.
export function code(seed, periods) {
  const bits = [...seed].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periods));
  const hash = createHmac("sha1", key).update(count).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// Operator is a person with one page open.
export class Operator {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  // open goes to a page and returns the answer.
  async open(path) {
    const response = await this.page.goto(path.startsWith("http") ? path : this.base + path);
    assert.equal(response.status(), 200, `GET ${path} = ${response.status()}`);
    return response;
  }

  get path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  // form is the form of the main part that posts to the action, or to a path
  // that begins with it when it ends with "*".
  form(action) {
    const match = action.endsWith("*") ? `[action^="${action.slice(0, -1)}"]` : `[action="${action}"]`;
    return this.page.locator(`main form${match}`).first();
  }

  // fill fills fields by name: text, true or false for a tick, and for several
  // ticks or one choice of radio buttons its value.
  async fill(form, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = form.locator(`[name="${name}"]`);
      const [tag, type] = await field.first().evaluate((e) => [e.tagName, e.type]);
      if (type === "radio" || (type === "checkbox" && typeof value === "string")) {
        await form.locator(`[name="${name}"][value="${value}"]`).setChecked(true);
      } else if (tag === "SELECT") {
        await field.first().selectOption(value);
      } else if (typeof value === "boolean") {
        await field.first().setChecked(value);
      } else {
        await field.first().fill(value);
      }
    }
  }

  // send presses a button of the form, its last one unless told otherwise, and
  // returns the answer of the page that follows.
  async send(form, button = 'button[type="submit"]:not([name])') {
    const [response] = await Promise.all([
      this.page.waitForNavigation(),
      form.locator(button).last().click(),
    ]);
    return response;
  }

  // setUp becomes the first operator.
  async setUp(link, { name, language }) {
    await this.open(link);
    const form = this.form("/setup/*");
    await this.fill(form, { language, name, password, repeat: password });
    await this.send(form);
    assert.equal(this.path, "/", "after set-up");
  }

  // setLook chooses language and theme.
  async setLook(language, theme) {
    await this.open("/me");
    const form = this.form("/me");
    await this.fill(form, { language, theme });
    await this.send(form);
  }

  // pick searches a policy in the block of the form and ticks it.
  async pick(action, policy) {
    let form = this.form(action);
    await this.fill(form, { q: policy });
    await this.send(form, '[name="q"] ~ button');
    form = this.form(action);
    await this.fill(form, { policy: arn(policy) });
    return form;
  }

  // draft begins the wizard and returns its path, at the permissions.
  async draft(name) {
    await this.open("/users/~new");
    const form = this.form("/drafts");
    await this.fill(form, { name });
    await this.send(form);
    assert.match(this.path, /^\/drafts\/[0-9a-z]{26}\?step=permissions$/);
    return new URL(this.page.url()).pathname;
  }

  // groupInDraft makes a group inside the wizard; it comes back ticked.
  async groupInDraft(draft, name, policy) {
    await this.send(this.form(`${draft}?*`), 'button[name="make"]');
    assert.equal(this.path, `${draft}/group`);
    await this.fill(this.form(`${draft}/group`), { name });
    const form = await this.pick(`${draft}/group`, policy);
    assert.equal(await form.locator('[name="name"]').inputValue(), name, "the name is kept over the search");
    await this.send(form);
    assert.equal(this.path, `${draft}?step=permissions`);
    assert.ok(await this.page.locator(`[name="new_group"][value="${name}"]`).isChecked(), "the new group is ticked");
  }

  // leaveStep presses Continue on a step of the wizard.
  async leaveStep(draft, next) {
    await this.send(this.form(`${draft}?*`));
    assert.equal(this.path, `${draft}?step=${next}`);
  }

  // chooseConsole answers the step of console access and goes to the review.
  async chooseConsole(draft, values) {
    await this.fill(this.form(`${draft}?*`), values);
    await this.leaveStep(draft, "review");
  }

  // run presses Create on the review.
  async run(draft, values = {}) {
    const form = this.form(`${draft}/run`);
    await this.fill(form, values);
    return this.send(form);
  }

  // createKey walks the wizard of access keys, up to the ticket.
  async createKey(user, use, description) {
    await this.open(`/users/${user}/keys/~new`);
    const ask = this.form(`/users/${user}/keys/~new`);
    await this.fill(ask, { use });
    await this.send(ask);
    const form = this.form(`/users/${user}/keys`);
    await this.fill(form, { description });
    if (use !== "other") await this.fill(form, { confirm: true });
    await this.send(form);
    return this.ticket();
  }

  // ticket is the path of the ticket that the last act led to.
  ticket() {
    assert.match(this.path, /^\/tickets\/[0-9a-z]{26}/);
    return new URL(this.page.url()).pathname;
  }

  // reveal opens the ticket and returns what the page shows, by the ids of the
  // elements that its copy buttons copy.
  async reveal(ticket) {
    const response = await this.send(this.form(`${ticket}/open`));
    assert.equal(response.status(), 200);
    assert.match(response.headers()["cache-control"], /no-store/);
    assert.equal(response.headers()["content-encoding"], undefined, "a page with a secret is not compressed");
    return this.page.$$eval("[data-copy]", (buttons) =>
      Object.fromEntries(buttons.map((b) => [b.dataset.copy, document.getElementById(b.dataset.copy).textContent])));
  }

  // take downloads the ticket's file.
  async take(ticket, as) {
    const form = this.form(`${ticket}/download`);
    if (await form.locator('[name="as"]:not([type="hidden"])').count()) await this.fill(form, { as });
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      form.locator('button[type="submit"]').last().click(),
    ]);
    return { name: download.suggestedFilename(), body: readFileSync(await download.path(), "utf8") };
  }

  // again sends a request like the form's from the page and returns its status.
  async again(path, fields = {}) {
    const response = await this.page.request.post(this.base + path, {
      form: fields, headers: { Origin: this.base, "Sec-Fetch-Site": "same-origin" }, maxRedirects: 0,
    });
    return response.status();
  }
}
