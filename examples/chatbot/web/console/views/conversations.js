// What visitors and an agent said.

import { api } from "../api.js";
import { h, icon } from "../dom.js";
import { ago, dateTime, modelName, plural } from "../format.js";
import { messageView } from "../messages.js";
import { emptyState, pageHead, pagedList } from "../parts.js";

export function conversationList(agentId, signal) {
  return pagedList(signal, {
    fetchPage: (cursor) => api.conversations(agentId, cursor, signal),
    list: h("ul", { class: "card flush rows links" }),
    row: (found) => row(agentId, found),
    empty: emptyState("agents", "No conversations yet", "What visitors ask, and what the agent answers, is kept here for 90 days."),
  });
}

function row(agentId, found) {
  return h(
    "li",
    {},
    h(
      "a",
      { href: `#/agents/${agentId}/conversations/${found.conversationId}` },
      h(
        "span",
        { class: "row-main" },
        h("span", { class: "row-title" }, dateTime(found.startedAt)),
        h("span", { class: "meta" }, h("span", {}, plural(found.exchanges, "exchange")), h("span", {}, `last ${ago(found.lastAt)}`)),
      ),
      icon("next"),
    ),
  );
}

/** One conversation, newest exchange first, as the pages of the contract. */
export function conversationView({ parameters: [agentId, id], signal }) {
  const list = h("ol", { class: "stack" });
  return [
    pageHead({
      title: "Conversation",
      crumb: { href: `#/agents/${agentId}/conversations`, text: "Conversations" },
      lead: "Newest exchange first.",
    }),
    h(
      "section",
      { class: "card", "aria-label": "Exchanges" },
      pagedList(signal, {
        fetchPage: (cursor) => api.conversation(id, cursor, signal),
        list,
        row: exchange,
        empty: h("p", { class: "lead" }, "Nothing was said."),
      }),
    ),
  ];
}

function exchange(found) {
  const tokens = found.usage && plural(found.usage.inputTokens + found.usage.outputTokens, "token");
  return h(
    "li",
    { class: "stack tight" },
    messageView("visitor", found.user, [dateTime(found.at)]),
    messageView("agent", found.assistant, [modelName(found), tokens]),
  );
}
