// All agents of the tenant, and making a new one.

import { api } from "../api.js";
import { agentFields, profileOf } from "../agent-form.js";
import { h, toast } from "../dom.js";
import { ago, initial } from "../format.js";
import { button, dialog, emptyState, form, pageHead, pagedList } from "../parts.js";

export function agentsView({ signal }) {
  const create = () => button("New agent", newAgent, { kind: "primary", iconName: "plus" });
  return [
    pageHead({
      title: "Agents",
      lead: "Each agent answers for one business, from what you tell it.",
      actions: [create()],
    }),
    pagedList(signal, {
      fetchPage: (cursor) => api.agents(cursor, signal),
      list: h("ul", { class: "tiles" }),
      row: tile,
      empty: emptyState(
        "agents",
        "Create your first agent",
        "Give it a name and what it may tell: opening hours, prices, policies. Then talk to it as a visitor would.",
        create(),
      ),
    }),
  ];
}

function tile(agent) {
  return h(
    "li",
    {},
    h(
      "article",
      { class: "card agent-card" },
      h(
        "div",
        { class: "agent-top" },
        h("span", { class: "avatar", "aria-hidden": "true", "data-tint": tint(agent.agentId) }, initial(agent.name)),
        h(
          "div",
          {},
          h("h2", { class: "truncate" }, h("a", { href: `#/agents/${agent.agentId}/chat` }, agent.name)),
          h("p", { class: "hint truncate" }, agent.businessName),
        ),
      ),
      h("p", { class: "hint clamp" }, agent.role || agent.businessInfo || "No business information yet."),
      h("p", { class: "hint push-down" }, `Updated ${ago(agent.updatedAt)}`),
    ),
  );
}

/** One of five colours, the same for an agent every time. */
const tint = (id) => [...id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 5;

function newAgent() {
  // The same key however often the form is sent: a retry after a lost answer makes no second agent.
  const key = crypto.randomUUID();
  dialog("New agent", (close) =>
    form(agentFields({}), {
      submit: "Create agent",
      extra: [button("Cancel", close)],
      async onsubmit(entered) {
        const agent = await api.createAgent(profileOf(entered), key);
        close();
        toast(`${agent.name} is ready`);
        location.hash = `#/agents/${agent.agentId}/chat`;
      },
    }),
  );
}
