// The bench of the browser checks: it starts the binary on free ports with an
// empty data folder, and Chromium without anything that calls home.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { after } from "node:test";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "..");

// out is where pictures are left.
export const out = join(here, "out");

// insist is set where nothing may be skipped.
export const insist = process.env.KEYPORTER_TEST_ALL === "1";

// programs lists the files of that name in PATH.
function programs(name) {
  return (process.env.PATH ?? "").split(delimiter).map((dir) => join(dir, name)).filter(existsSync);
}

// browserPath is the system's Chromium, or undefined: the one without windows before
// the whole, because it has the same engine and takes a third less time.
export const browserPath = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].flatMap(programs)[0];

// awsPath is the first aws-cli in PATH that has "configure import", which came
// with version 2; or undefined.
export const awsPath = programs("aws").find((path) => {
  const told = spawnSync(path, ["--version"], { encoding: "utf8" });
  return told.status === 0 && told.stdout.startsWith("aws-cli/2");
});

// skipWithout is the skip option of a test that needs a program.
export function skipWithout(path, name) {
  if (path || insist) return false; // where all is insisted on, its absence fails
  return `${name} is not in PATH`;
}

// scratch makes a folder that lasts until the test ends.
export function scratch(t) {
  const dir = mkdtempSync(join(tmpdir(), "keyporter-e2e-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

let built;

function binary() {
  if (process.env.KEYPORTER_E2E_BINARY) return resolve(process.env.KEYPORTER_E2E_BINARY);
  if (!built) {
    const dir = mkdtempSync(join(tmpdir(), "keyporter-bin-"));
    process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
    built = join(dir, "keyporter");
    execFileSync("go", ["build", "-o", built, "./cmd/keyporter"], { cwd: root, stdio: "inherit" });
  }
  return built;
}

// rootKey signs as the root of the sandbox.
export const rootKey = { id: "AKIAE2EROOTE2EROOT00", secret: "e2e/root/secret/e2e/root/secret/e2e/root" };

// lesser runs an endpoint that is less than AWS until the test ends, and returns
// its address.
export const lesser = (t) => endpoint(t, ["--imitate", "lesser"]);

// endpoint runs a sandbox of its own until the test ends, and returns its address: an
// account that can be filled before the dashboard reads it for the first time.
export async function endpoint(t, more = []) {
  const { address, become } = await moody(t);
  if (more.length) await become(...more);
  return address;
}

// moody runs such a sandbox, and returns its address and what makes it run with other
// options.
export async function moody(t) {
  const dir = mkdtempSync(join(tmpdir(), "keyporter-e2e-"));
  let { address, stop } = await serve(dir, "127.0.0.1:0", []);
  t.after(async () => {
    await stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    address,
    async become(...more) {
      await stop();
      ({ stop } = await serve(dir, new URL(address).host, more));
    },
  };
}

// serve runs the endpoint alone.
async function serve(dir, listen, more) {
  const child = spawn(binary(), ["sandbox", ...more, "--listen", listen, "--data", dir], {
    env: {
      PATH: process.env.PATH,
      KEYPORTER_SANDBOX_ACCESS_KEY_ID: rootKey.id,
      KEYPORTER_SANDBOX_SECRET_ACCESS_KEY: rootKey.secret,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => child.on("exit", done));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  const address = await new Promise((done, fail) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      const at = (printed += chunk).match(/http:\/\/\S+/);
      if (at) done(at[0]);
    });
    child.on("exit", (code) => fail(new Error(`keyporter sandbox ended with ${code}`)));
  });
  return { address, stop };
}

// start runs the dashboard until the test ends: on its own sandbox, or on the
// endpoint; with more options, if any. setup is the printed link.
export async function start(t, endpoint, more = []) {
  const dir = mkdtempSync(join(tmpdir(), "keyporter-e2e-"));
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const where = endpoint ? ["--iam-endpoint", endpoint, "--second-factor", "offered", "--drain-time", "0s"] : ["--sandbox-listen", `127.0.0.1:${sandboxPort}`];
  const key = endpoint
    ? { AWS_ACCESS_KEY_ID: rootKey.id, AWS_SECRET_ACCESS_KEY: rootKey.secret, AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" }
    : { KEYPORTER_SANDBOX_ACCESS_KEY_ID: rootKey.id, KEYPORTER_SANDBOX_SECRET_ACCESS_KEY: rootKey.secret };
  const child = spawn(binary(), ["--listen", `127.0.0.1:${port}`, ...where, "--data", dir, ...more], {
    env: { PATH: process.env.PATH, ...key },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const server = { base: `http://127.0.0.1:${port}`, sandbox: `http://127.0.0.1:${sandboxPort}`, dir, log: "", setup: "" };
  const ended = new Promise((done) => child.on("exit", done));
  t.after(async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  });
  child.stderr.on("data", (chunk) => (server.log += chunk));
  server.setup = await new Promise((done, fail) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      const link = printed.match(/http:\/\/\S+\/setup\/\S+/);
      if (link) done(link[0]);
    });
    child.on("exit", (code) => fail(new Error(`keyporter ended with ${code}:\n${printed}${server.log}`)));
  });
  return server;
}

// named is the dashboard at a name: browsers use passkeys at no address of numbers.
export const named = (url) => url.replace("127.0.0.1", "localhost");

async function launch() {
  if (!browserPath) throw new Error("no chromium in PATH");
  return chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

// Under the test runner, all tests of a file share one Chromium.
let shared;
const runner = process.env.NODE_TEST_CONTEXT !== undefined;
if (runner) after(async () => (await shared)?.close());

// browse gives Chromium, whose contexts last until the test ends.
export async function browse(t) {
  const browser = await (shared ??= launch());
  if (!runner) t.after(() => browser.close());
  return {
    async newContext(options) {
      const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1366, height: 900 }, ...options });
      t.after(() => context.close());
      return context;
    },
  };
}

// The pages to which nobody listens at the moment.
const deaf = new WeakSet();

// deafen stops listening to a page until what it returns is called.
export function deafen(page) {
  deaf.add(page);
  return () => deaf.delete(page);
}

// listen collects what a page complains about: script errors, violations of the
// content security policy, requests that left for another host.
// Answers of 4xx are the page's business: Chromium reports each as an error.
export function listen(page, base) {
  const complaints = [];
  const note = (complaint) => deaf.has(page) || complaints.push(complaint);
  page.on("pageerror", (error) => note(`script: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/the server responded with a status of 4\d\d/.test(text)) note(`console: ${text}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) note(`foreign request: ${request.url()}`);
  });
  return complaints;
}

// post submits the form with that action by its button, and waits for the next page.
export async function post(page, action, button = 'button:not([type="button"])') {
  const form = page.locator(`form[action="${action}"]`).first();
  await Promise.all([page.waitForNavigation(), form.locator(button).first().click()]);
}

// aws runs aws-cli with settings of its own in the folder dir.
export function aws(dir, key, endpoint, ...args) {
  const env = {
    PATH: process.env.PATH, HOME: dir,
    AWS_CONFIG_FILE: join(dir, "config"), AWS_SHARED_CREDENTIALS_FILE: join(dir, "credentials"),
    AWS_EC2_METADATA_DISABLED: "true", AWS_PAGER: "", AWS_DEFAULT_REGION: "ap-northeast-2", AWS_MAX_ATTEMPTS: "2",
  };
  if (key) Object.assign(env, { AWS_ACCESS_KEY_ID: key.id, AWS_SECRET_ACCESS_KEY: key.secret });
  const all = endpoint ? ["--endpoint-url", endpoint, ...args] : args;
  const done = spawnSync(awsPath, all, { env, encoding: "utf8", timeout: 60_000 });
  return { status: done.status, out: done.stdout, err: done.stderr };
}
