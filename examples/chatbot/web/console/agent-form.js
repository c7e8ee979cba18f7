// The fields of an agent, for creating and for editing.

import { MODELS } from "./catalogue.js";
import { h } from "./dom.js";
import { field, select } from "./parts.js";

/** Essentials for a new agent; everything for one that exists. */
export function agentFields(agent, { all = false } = {}) {
  const text = (name, properties) => h("input", { name, value: agent[name] ?? "", ...properties });
  const fields = [
    field("Name", text("name", { required: true, maxlength: "100", placeholder: "Ada" }), {
      hint: all ? undefined : "What visitors call it.",
    }),
    field("Business", text("businessName", { required: true, maxlength: "100", placeholder: "Rye & Co" })),
    field("Role", text("role", { maxlength: "500", placeholder: "Friendly host of a bakery" }), { optional: true }),
  ];
  if (all) {
    fields.push(
      field("Personality", text("personality", { maxlength: "500", placeholder: "Warm, brief, a little dry" }), {
        optional: true,
      }),
    );
  }
  const info = h("textarea", {
    name: "businessInfo",
    maxlength: "20000",
    rows: all ? "10" : "5",
    placeholder: "Open Tuesday to Saturday, 7:00 to 18:00.\nA sourdough loaf costs 5.50 EUR.",
    value: agent.businessInfo ?? "",
  });
  fields.push(
    full(field("What it may tell", info, { optional: true, hint: "Opening hours, prices, policies: plain sentences, one a line." })),
  );
  if (all) fields.push(...advanced(agent));
  return fields;
}

function advanced(agent) {
  const origins = h("textarea", {
    name: "allowedOrigins",
    rows: "3",
    placeholder: "https://www.example.com",
    value: (agent.allowedOrigins ?? []).join("\n"),
    spellcheck: "false",
  });
  const models = new Set([...MODELS, ...(agent.preferredModel ? [agent.preferredModel] : [])]);
  const model = select(
    "preferredModel",
    [["", "Whichever suits the plan"], ...[...models].map((name) => [name, name])],
    agent.preferredModel ?? "",
  );
  return [
    full(
      field("Preferred model", model, { hint: "Business and enterprise plans answer with it whenever it is available." }),
    ),
    full(
      field("Sites that may embed it", origins, {
        optional: true,
        hint: "One origin a line, such as https://www.example.com. Empty means any site.",
      }),
    ),
  ];
}

const full = (made) => {
  made.classList.add("full");
  return made;
};

/** The request body for what was entered. */
export function profileOf(entered) {
  const { allowedOrigins = "", ...profile } = entered;
  const origins = allowedOrigins.split(/\s+/).filter(Boolean);
  return origins.length > 0 ? { ...profile, allowedOrigins: origins } : profile;
}
