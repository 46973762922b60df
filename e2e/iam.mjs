// A caller of the sandbox's IAM API, signed by the root key: for filling an
// account quickly. Signature Version 4 as in AWS's "Create a signed AWS API
// request", with nothing but the standard library.

import { createHash, createHmac } from "node:crypto";
import { rootKey } from "./harness.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

// iam calls one action and returns the XML of its answer.
export async function iam(endpoint, action, params = {}) {
  const { host } = new URL(endpoint);
  const body = new URLSearchParams({ Action: action, Version: "2010-05-08", ...params }).toString();
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${time.slice(0, 8)}/us-east-1/iam/aws4_request`;
  const type = "application/x-www-form-urlencoded; charset=utf-8";
  const signed = "content-type;host;x-amz-date";
  const canonical = ["POST", "/", "", `content-type:${type}`, `host:${host}`, `x-amz-date:${time}`, "", signed, sha256(body)].join("\n");
  const key = scope.split("/").reduce(hmac, `AWS4${rootKey.secret}`);
  const signature = createHmac("sha256", key).update(["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).digest("hex");
  const response = await fetch(endpoint, {
    method: "POST", body,
    headers: {
      "Content-Type": type, "X-Amz-Date": time,
      Authorization: `AWS4-HMAC-SHA256 Credential=${rootKey.id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    },
  });
  const xml = await response.text();
  if (!response.ok) throw new Error(`${action}: ${response.status} ${xml}`);
  return xml;
}
