// Contact details that visitors left.

import { api } from "../api.js";
import { h } from "../dom.js";
import { ago, dateTime } from "../format.js";
import { emptyState, linkButton, pagedList } from "../parts.js";

export function leadList(agentId, signal) {
  return pagedList(signal, {
    fetchPage: (cursor) => api.leads(agentId, cursor, signal),
    list: h("ul", { class: "card flush rows" }),
    row: (lead) => row(agentId, lead),
    empty: emptyState("lead", "No leads yet", "When a visitor leaves an e-mail address or a telephone number in the chat, it is kept here."),
  });
}

function row(agentId, { email, phone, conversationId, at }) {
  const contacts = [
    email && h("a", { href: `mailto:${encodeURIComponent(email)}` }, email),
    phone && h("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone),
  ].filter(Boolean);
  return h(
    "li",
    {},
    h(
      "div",
      { class: "row-main" },
      h("p", { class: "row-title" }, contacts),
      h("p", { class: "meta" }, h("span", { title: dateTime(at) }, ago(at))),
    ),
    linkButton("Read conversation", `#/agents/${agentId}/conversations/${conversationId}`),
  );
}
