// Requests to the sandbox, signed by a key. Signature Version 4 as in AWS's
// "Create a signed AWS API request", with nothing but the standard library.

import { createHash, createHmac } from "node:crypto";
import { rootKey } from "./harness.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

// signed sends a request for a service and returns the response.
export async function signed(endpoint, service, { method = "GET", path = "/", query = {}, body = "", headers = {}, key = rootKey }) {
  const { host } = new URL(endpoint);
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${time.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const all = { ...headers, host, "x-amz-content-sha256": sha256(body), "x-amz-date": time };
  const names = Object.keys(all).sort();
  const search = Object.keys(query).sort().map((name) => `${encode(name)}=${encode(query[name])}`).join("&");
  const canonical = [method, path, search, ...names.map((name) => `${name}:${all[name]}`), "", names.join(";"), sha256(body)].join("\n");
  const signing = scope.split("/").reduce(hmac, `AWS4${key.secret}`);
  const signature = createHmac("sha256", signing).update(["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).digest("hex");
  const { host: _, ...sent } = all;
  return fetch(`${endpoint}${path}${search && `?${search}`}`, {
    method, body: body || undefined,
    headers: { ...sent, authorization: `AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}` },
  });
}

async function told(what, response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${response.status} ${text}`);
  return text;
}

// iam calls one action as the root and returns the XML of its answer.
export async function iam(endpoint, action, params = {}) {
  const body = new URLSearchParams({ Action: action, Version: "2010-05-08", ...params }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  return told(action, await signed(endpoint, "iam", { method: "POST", body, headers }));
}

// s3 sends one request as the root, on a bucket or an object of it, and returns
// the answer's body. The query has the sub-resource, such as { policy: "" }.
export async function s3(endpoint, method, path, { query, body } = {}) {
  return told(`${method} ${path}`, await signed(endpoint, "s3", { method, path, query, body }));
}
