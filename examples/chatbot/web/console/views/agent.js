// One agent: talk to it, change it, read what visitors wrote, put it on a site.

import { api } from "../api.js";
import { agentFields, profileOf } from "../agent-form.js";
import { chatPanel } from "../chat.js";
import { config } from "../../config.js";
import { h, toast } from "../dom.js";
import { ago, dateTime } from "../format.js";
import { button, confirmation, copyable, copyButton, form, linkButton, loading, pageHead } from "../parts.js";
import { conversationList } from "./conversations.js";
import { leadList } from "./leads.js";

const TABS = {
  chat: "Chat",
  settings: "Settings",
  conversations: "Conversations",
  leads: "Leads",
  embed: "Embed",
};

export function agentView({ parameters: [id, tab = "chat"], signal }) {
  const head = pageHead({ title: TABS[tab], crumb: { href: "#/agents", text: "Agents" } });
  const body = loading(signal, async () => {
    const found = await api.agent(id, signal);
    const title = head.querySelector("h1");
    title.textContent = found.agent.name;
    title.after(h("p", { class: "lead" }, found.agent.businessName));
    document.title = `${found.agent.name}: ${TABS[tab]} · Saasbricks`;
    return [tabs(id, tab), CONTENT[tab](found, signal)];
  });
  return [head, body];
}

function tabs(id, current) {
  return h(
    "nav",
    { class: "tabs", "aria-label": "Agent" },
    Object.entries(TABS).map(([tab, name]) =>
      h("a", { href: `#/agents/${id}/${tab}`, ...(tab === current && { "aria-current": "page" }) }, name),
    ),
  );
}

const CONTENT = {
  chat: ({ agent }) => chatPanel(agent),
  settings,
  conversations: ({ agent }, signal) => conversationList(agent.agentId, signal),
  leads: ({ agent }, signal) => leadList(agent.agentId, signal),
  embed,
};

// --- settings

function settings({ agent, etag }) {
  const place = h("div", { class: "stack" });
  show(agent, etag);
  return place;

  function show(current, version, entered = current) {
    let match = version;
    const conflict = h("div", { class: "bare", role: "alert" });
    const edit = form([h("div", { class: "form two" }, agentFields(entered, { all: true }))], {
      submit: "Save changes",
      async onsubmit(values) {
        try {
          const saved = await api.updateAgent(agent.agentId, profileOf(values), match);
          toast("Changes saved");
          document.querySelector("h1").textContent = saved.agent.name;
          show(saved.agent, saved.etag);
        } catch (error) {
          if (error.status !== 412) throw error;
          const theirs = await api.agent(agent.agentId);
          match = theirs.etag;
          conflict.replaceChildren(conflictNotice(theirs, profileOf(values), show));
          conflict.querySelector("button").focus();
        }
      },
    });
    place.replaceChildren(
      h("section", { class: "card stack", "aria-label": "Settings" }, conflict, edit),
      dangerZone(agent),
    );
  }
}

/** Somebody else saved first. Says what differs, and lets the person keep either. */
function conflictNotice(theirs, mine, show) {
  const differing = Object.keys({ ...theirs.agent, ...mine }).filter(
    // As texts: a list without sites is the same as none.
    (name) => LABELS[name] && String(theirs.agent[name] ?? "") !== String(mine[name] ?? ""),
  );
  return h(
    "div",
    { class: "notice" },
    h(
      "p",
      {},
      h("strong", {}, "Somebody else changed this agent while you were editing."),
      `Saved ${ago(theirs.agent.updatedAt)}. `,
      differing.length > 0
        ? `Different from yours: ${differing.map((name) => LABELS[name]).join(", ")}. `
        : "Both versions say the same. ",
      "Save again to keep yours.",
    ),
    h(
      "div",
      { class: "actions" },
      button("Show their version", () => show(theirs.agent, theirs.etag)),
    ),
  );
}

const LABELS = {
  name: "name",
  businessName: "business",
  role: "role",
  personality: "personality",
  businessInfo: "what it may tell",
  preferredModel: "preferred model",
  allowedOrigins: "sites",
};

function dangerZone(agent) {
  const remove = button(
    "Delete agent",
    () =>
      confirmation({
        title: `Delete ${agent.name}?`,
        text: "It stops answering at once, also on sites that embed it. This cannot be undone.",
        action: "Delete agent",
        async onconfirm() {
          await api.deleteAgent(agent.agentId);
          toast(`${agent.name} is deleted`);
          location.hash = "#/agents";
        },
      }),
    { kind: "plain warn" },
  );
  return h(
    "section",
    { class: "card", "aria-label": "Delete" },
    h(
      "div",
      { class: "card-head" },
      h(
        "div",
        {},
        h("h2", {}, "Delete this agent"),
        h("p", { class: "hint" }, `Created ${dateTime(agent.createdAt)}. Deleting cannot be undone.`),
      ),
      remove,
    ),
  );
}

// --- embed

function embed({ agent }) {
  const here = new URL(".", location.href);
  const api = config.apiUrl && config.apiUrl !== here.origin ? ` data-api="${config.apiUrl}"` : "";
  const tag = `<script async src="${new URL("widget.js", here)}" data-agent="${agent.agentId}"${api} data-title="${agent.name.replaceAll('"', "&quot;")}"></script>`;
  return h(
    "div",
    { class: "stack" },
    h(
      "section",
      { class: "card stack tight", "aria-labelledby": "embed-title" },
      h("h2", { id: "embed-title" }, "Put it on your site"),
      h("p", { class: "lead" }, "One script tag before the end of the body. The page holds no key."),
      h("pre", { class: "snippet" }, h("code", {}, tag)),
      h("div", { class: "actions" }, ...copyActions(tag, agent)),
    ),
    h(
      "section",
      { class: "card stack tight", "aria-labelledby": "id-title" },
      h("h2", { id: "id-title" }, "By API"),
      h("p", { class: "lead" }, "With an API key of scope “chat”: POST /agents/{agentId}/chat."),
      copyable("Agent id", agent.agentId),
    ),
  );
}

function copyActions(tag, agent) {
  const query = new URLSearchParams({ agent: agent.agentId, name: agent.name });
  return [
    copyButton("Copy tag", "Tag", tag, "primary"),
    linkButton("Try it in the demo shop", `shop.html?${query}`),
  ];
}
