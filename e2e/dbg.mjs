import { browse, start, listen } from "./harness.mjs";
import { Operator } from "./operator.mjs";
const ends=[]; const bench={after:(f)=>ends.unshift(f)};
try {
const server = await start(bench); const b = await browse(bench);
const page = await (await b.newContext({locale:"en-US"})).newPage();
const c = listen(page, server.base);
const o = new Operator(page, server.base);
await o.setUp(server.setup,{name:"mira",language:"en"});
const draft = await o.draft("Administrator");
await o.send(o.form(`${draft}?*`), 'button[name="make"]');
console.log(o.path);
await o.fill(o.form(`${draft}/group`), { name:"Administrators" });
await o.fill(o.form(`${draft}/group`), { q:"AdministratorAccess" });
page.on("request", r=>console.log("REQ", r.method(), r.url()));
await o.form(`${draft}/group`).locator('button[name="find"]').last().click();
await page.waitForTimeout(1500);
console.log(page.url(), c);
await page.screenshot({path:"/tmp/tooling/dbg.png", fullPage:true});
console.log(server.log.split("\n").slice(-5).join("\n"));
} finally { for (const e of ends) await e(); }
