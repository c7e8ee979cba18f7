// The backend's HTTP contract: JSON in, JSON or a problem out.

import { config } from "../config.js";
import { session } from "./session.js";

/** What the backend refused, or that it could not be reached (status 0). */
export class Problem extends Error {
  constructor(status, body = {}, retryAfter = 0) {
    super(body.detail ?? body.message ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.type = String(body.type ?? "").replace(/^.*\//, "");
    this.retryAfter = retryAfter;
    // A member's problem by the member's name: "/name" is the pointer of the contract.
    this.fields = Object.fromEntries((body.errors ?? []).map((e) => [e.pointer.slice(1).split("/")[0], e.detail]));
  }
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body, Number(response.headers.get("retry-after") ?? 0));
}

/** The response if it is a good one. A session that is refused ends here, wherever it is noticed. */
export async function request(method, path, { body, headers = {}, signal, base = config.apiUrl } = {}) {
  const sent = { ...headers };
  if (body !== undefined) sent["content-type"] = "application/json";
  if (session()) sent.authorization = `Bearer ${session().token}`;
  let response;
  try {
    // Outputs of the deployment end with a slash or do not.
    response = await fetch(base.replace(/\/$/, "") + path, { method, headers: sent, body: body && JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { detail: "The server cannot be reached. Check your connection and try again." });
  }
  if (response.ok) return response;
  if (response.status === 401 && session()) dispatchEvent(new Event("session-refused"));
  throw await problemOf(response);
}

async function json(method, path, options) {
  const response = await request(method, path, options);
  return response.status === 204 ? null : response.json();
}

const segment = encodeURIComponent;

function page(path, cursor, signal) {
  const query = new URLSearchParams({ limit: "20", ...(cursor && { cursor }) });
  return json("GET", `${path}?${query}`, { signal });
}

export const api = {
  localCredential: (email, name) =>
    json("GET", `/_local/google/credential?${new URLSearchParams({ email, name })}`),
  signIn: (credential) => json("POST", "/auth/google", { body: { credential } }),
  verify: (signal) => json("GET", "/auth/verify", { signal }),
  signOut: () => json("POST", "/auth/logout"),

  agents: (cursor, signal) => page("/agents", cursor, signal),
  async agent(id, signal) {
    const response = await request("GET", `/agents/${segment(id)}`, { signal });
    return { agent: await response.json(), etag: response.headers.get("etag") };
  },
  createAgent: (body, key) => json("POST", "/agents", { body, headers: { "idempotency-key": key } }),
  async updateAgent(id, body, etag) {
    const response = await request("PUT", `/agents/${segment(id)}`, { body, headers: { "if-match": etag } });
    return { agent: await response.json(), etag: response.headers.get("etag") };
  },
  deleteAgent: (id) => json("DELETE", `/agents/${segment(id)}`),
  conversations: (id, cursor, signal) => page(`/agents/${segment(id)}/conversations`, cursor, signal),
  leads: (id, cursor, signal) => page(`/agents/${segment(id)}/leads`, cursor, signal),
  conversation: (id, cursor, signal) => page(`/conversations/${segment(id)}`, cursor, signal),

  members: (signal) => json("GET", "/users", { signal }),
  invite: (body) => json("POST", "/users", { body }),
  removeMember: (id) => json("DELETE", `/users/${segment(id)}`),

  keys: (cursor, signal) => page("/keys", cursor, signal),
  createKey: (body) => json("POST", "/keys", { body }),
  rotateKey: (id, graceSeconds) => json("POST", `/keys/${segment(id)}/rotate`, { body: { graceSeconds } }),
  revokeKey: (id) => json("DELETE", `/keys/${segment(id)}`),

  usage: (query, signal) => json("GET", `/usage?${new URLSearchParams(query)}`, { signal }),
  checkout: (plan) => json("POST", "/billing/checkout", { body: { plan } }),
  portal: () => json("GET", "/billing/portal"),
};
