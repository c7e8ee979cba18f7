// A shop embeds the widget by one script tag with its agent's id. This page takes the id from its address, so that one
// file shows any agent: shop.html?agent=AGENT_ID&name=TITLE.

import { config } from "./config.js";

const query = new URLSearchParams(location.search);
const agent = query.get("agent");

if (agent) {
  const tag = document.createElement("script");
  tag.src = "widget.js";
  tag.dataset.agent = agent;
  tag.dataset.title = query.get("name") ?? "Ask Rye & Co";
  tag.dataset.greeting = "Hello! Ask me about our bread, prices or opening hours.";
  tag.dataset.accent = "#8a3d17";
  if (config.apiUrl) tag.dataset.api = config.apiUrl;
  document.body.append(tag);
  const link = document.getElementById("console");
  link.href = `./#/agents/${encodeURIComponent(agent)}/conversations`;
} else {
  document.getElementById("banner").prepend("No agent is chosen: open this page from the Embed tab of one. ");
}
