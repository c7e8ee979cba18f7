// One message to an agent: streamed where the front door streams, in one piece where it does not.

import { config } from "../config.js";
import { Problem, request } from "./api.js";

/** Sends the message; `onText` gets each piece of the reply. Returns the answer of the contract. */
export async function talk(agentId, message, { onText, signal }) {
  const response = await request("POST", `/agents/${encodeURIComponent(agentId)}/chat`, {
    base: config.streamUrl || config.apiUrl,
    body: message,
    headers: { accept: "text/event-stream, application/json;q=0.9" },
    signal,
  });
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.json();
  for await (const { event, data } of events(response.body)) {
    if (event === "delta") onText(data.text);
    if (event === "done") return data;
    if (event === "error") throw new Problem(data.status ?? 502, data, data.retryAfter ?? 0);
  }
  throw new Problem(0, { detail: "The answer broke off. Try again." });
}

/** A connection that breaks ends the stream; one that was given up is the caller's affair. */
function ended(error) {
  if (error.name === "AbortError") throw error;
  return { done: true };
}

/** Server-sent events with JSON data, as they arrive in whatever pieces the network makes. */
async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read().catch(ended);
    if (done) return;
    buffer += value;
    const blocks = buffer.split(/\r?\n\r?\n/);
    buffer = blocks.pop();
    for (const block of blocks) {
      const field = (name) =>
        block
          .split(/\r?\n/)
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).replace(/^ /, ""))
          .join("\n");
      if (field("data")) yield { event: field("event"), data: JSON.parse(field("data")) };
    }
  }
}
