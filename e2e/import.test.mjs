// Users from a table: a file is uploaded, its review read, the good rows run, and
// the results taken once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { browse, browserPath, listen, skipWithout, start } from "./harness.mjs";
import { Operator } from "./operator.mjs";
import { sounder } from "./sound.mjs";


const walks = [
  { language: "en", locale: "en-US", scripts: true, width: 1280 },
  { language: "en", locale: "en-US", scripts: false, width: 390 },
  { language: "ko", locale: "ko-KR", scripts: true, width: 390 },
  { language: "ko", locale: "ko-KR", scripts: false, width: 1280 },
];

const words = {
  en: { broken: "Line 2 has the same user name.", taken: "were handed over in a file", none: "Nothing is left to hand over here." },
  ko: { broken: "2번째 줄에 같은 사용자 이름이 있습니다.", taken: "파일로 전달했습니다", none: "여기에서 받을 결과가 남아 있지 않습니다." },
};

// A file as Excel saves it in Korean: CP949, of which the letters here are the heads.
const cp949 = Buffer.from("bbe7bfebc0da20c0ccb8a72cbed7bcbcbdba20c5b02cc4dcbcd6", "hex"); // 사용자 이름,액세스 키,콘솔
const table = Buffer.concat([cp949, Buffer.from("\r\nana,yes,generated\r\nANA,no,\r\nbo,yes,\r\n")]);

const sound = sounder("import-");

for (const walk of walks) {
  test(`an import in ${walk.language} with scripts ${walk.scripts ? "on" : "off"}`, { skip: skipWithout(browserPath, "chromium") }, async (t) => {
    const server = await start(t);
    const browser = await browse(t);
    const context = await browser.newContext({ reducedMotion: "reduce", javaScriptEnabled: walk.scripts, locale: walk.locale, viewport: { width: walk.width, height: 900 } });
    const page = await context.newPage();
    const complaints = listen(page, server.base);
    const mira = new Operator(page, server.base);
    await mira.setUp(server.setup, { name: "mira", language: walk.language });
    const say = words[walk.language];

    await mira.open("/users");
    await Promise.all([page.waitForNavigation(), page.locator('main a[href="/users/~import"]').first().click()]);
    await sound(mira, walk, "form");
    await page.locator('input[type="file"]').setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: table });
    await mira.send(mira.form("/users/~import"));
    const review = new URL(page.url()).pathname;
    assert.match(review, /^\/users\/~import\/[0-9a-z]{26}$/);
    await sound(mira, walk, "review");
    const told = await page.locator("main").innerText();
    assert.ok(told.includes("CP949") && told.includes(say.broken), told);

    await mira.send(mira.form(`${review}/run`));
    await page.locator("#job:not([data-events])").waitFor();
    const job = new URL(page.url()).pathname;
    await page.locator(`form[action="${job}/results"]`).waitFor();
    await sound(mira, walk, "job");
    const [download] = await Promise.all([page.waitForEvent("download"), mira.form(`${job}/results`).locator("button").click()]);
    const lines = readFileSync(await download.path(), "utf8").split("\r\n");
    assert.equal(lines[0], "User name,Password,Access key ID,Secret access key,Console login link");
    assert.deepEqual(lines.slice(1).map((l) => l.split(",")[0]), ["ana", "bo", ""]);
    await mira.open(job);
    assert.ok((await page.locator("main").innerText()).includes(say.taken));
    assert.equal(await mira.form(`${job}/results`).count(), 0, "the file can be taken again");
    await mira.send(mira.form(`${job}/results/done`));
    assert.ok((await page.locator("main").innerText()).includes(say.none));
    assert.deepEqual(complaints, []);
  });
}
