// How a message looks, in the live chat and in a transcript.

import { h } from "./dom.js";

const SENDERS = { visitor: "Visitor: ", agent: "Agent: " };

/** A message whose sender a screen reader says first; notes are small print below it. */
export function messageView(kind, text, notes = []) {
  const shown = notes.filter(Boolean);
  return h(
    "div",
    { class: `message ${kind}` },
    h("p", { class: "bubble" }, h("span", { class: "visually-hidden" }, SENDERS[kind]), text),
    shown.length > 0 && h("p", { class: "meta" }, shown.map((note) => h("span", {}, note))),
  );
}
