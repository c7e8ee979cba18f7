// API keys: made and shown once, rotated with a grace period, revoked.

import { api } from "../api.js";
import { SCOPES } from "../catalogue.js";
import { h, toast } from "../dom.js";
import { ago, date, dateTime } from "../format.js";
import { button, confirmation, copyable, dialog, emptyState, field, form, pagedList, pageHead, select } from "../parts.js";

const LIFETIMES = [
  ["", "Never"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
];
const GRACE = [
  ["0", "At once"],
  ["3600", "After an hour"],
  ["86400", "After a day"],
  ["604800", "After a week"],
];
const DAY = 86_400_000;

export function keysView({ signal }) {
  const place = h("div");
  const refresh = () => place.replaceChildren(list(signal, refresh, create));
  const create = () => button("New key", () => newKey(refresh), { kind: "primary", iconName: "plus" });
  refresh();
  return [
    pageHead({
      title: "API keys",
      lead: "For your own servers. A key is shown once, and only its hash is kept.",
      actions: [create()],
    }),
    place,
  ];
}

function list(signal, refresh, create) {
  return pagedList(signal, {
    fetchPage: (cursor) => api.keys(cursor, signal),
    list: h("ul", { class: "card flush rows" }),
    row: (key) => row(key, refresh),
    empty: emptyState(
      "keys",
      "No keys yet",
      "Make one to call the API from a server. Never put a key on a web page: the widget needs none.",
      create(),
    ),
  });
}

function row(key, refresh) {
  const active = key.status.toLowerCase() === "active";
  return h(
    "li",
    {},
    h(
      "div",
      { class: "row-main" },
      h("p", { class: "row-title" }, key.name, h("span", { class: `badge ${active ? "good" : "bad"}` }, key.status.toLowerCase())),
      h(
        "p",
        { class: "meta" },
        h("code", {}, `${key.hint}…`),
        h("span", {}, key.scopes.join(", ")),
        h("span", {}, key.lastUsedAt ? `used ${ago(key.lastUsedAt)}` : "never used"),
        h("span", { title: dateTime(key.createdAt) }, `created ${ago(key.createdAt)}`),
        key.expiresAt && h("span", {}, `ends ${date(key.expiresAt)}`),
      ),
    ),
    active && h("div", { class: "actions" }, rotateButton(key, refresh), revokeButton(key, refresh)),
  );
}

// --- making

function newKey(refresh) {
  const scopes = h(
    "fieldset",
    {},
    h("legend", {}, "May"),
    h(
      "div",
      { class: "choices" },
      Object.entries(SCOPES).map(([scope, text]) =>
        h("label", { class: "choice" }, h("input", { type: "checkbox", name: `scope ${scope}`, checked: scope === "chat" }), text),
      ),
    ),
  );
  const fields = [
    field("Name", h("input", { name: "name", required: true, maxlength: "100", placeholder: "Website backend" })),
    field("Environment", select("environment", [["live", "Live"], ["test", "Test"]], "live")),
    field("Ends", select("days", LIFETIMES, "")),
    scopes,
  ];
  dialog("New API key", (close) =>
    form(fields, {
      submit: "Create key",
      extra: [button("Cancel", close)],
      async onsubmit(entered) {
        const created = await api.createKey(keyOf(entered));
        close();
        reveal("Your new key", created.key, [h("p", { class: "lead" }, `“${entered.name}” works at once.`)]);
        refresh();
      },
    }),
  );
}

function keyOf({ name, environment, days, ...checked }) {
  const scopes = Object.keys(SCOPES).filter((scope) => checked[`scope ${scope}`]);
  if (scopes.length === 0) throw new Error("Choose what the key may do.");
  const expiresAt = days && new Date(Date.now() + Number(days) * DAY).toISOString();
  return { name, environment, scopes, ...(expiresAt && { expiresAt }) };
}

/** The one moment in which a key can be copied; closes only by its button, so that it is not lost to a stray key. */
function reveal(title, key, more) {
  dialog(
    title,
    (close) => [
      ...more,
      copyable("Key", key),
      h("p", { class: "notice" }, "This is the only time it is shown. Put it where your server keeps its secrets."),
      h("div", { class: "actions end" }, button("I have stored it", close, { kind: "primary" })),
    ],
    { closable: false },
  );
}

// --- rotating and revoking

function rotateButton(key, refresh) {
  const open = () => {
    const grace = select("graceSeconds", GRACE, "86400");
    dialog(`Rotate “${key.name}”`, (close) =>
      form([field("The old key ends", grace, { hint: "Until then both work, so that nothing stops while you switch." })], {
        submit: "Rotate key",
        extra: [button("Cancel", close)],
        async onsubmit({ graceSeconds }) {
          const rotated = await api.rotateKey(key.keyId, Number(graceSeconds));
          close();
          reveal("The successor", rotated.key, [
            h("p", { class: "lead" }, `The old key works until ${dateTime(rotated.predecessor.validUntil)}.`),
          ]);
          refresh();
        },
      }),
    );
  };
  return button("Rotate", open, { "aria-label": `Rotate ${key.name}` });
}

function revokeButton(key, refresh) {
  const open = () =>
    confirmation({
      title: `Revoke “${key.name}”?`,
      text: "It is refused everywhere within 5 seconds, for good.",
      action: "Revoke key",
      async onconfirm() {
        await api.revokeKey(key.keyId);
        toast(`${key.name} is revoked`);
        refresh();
      },
    });
  return button("Revoke", open, { kind: "plain warn", "aria-label": `Revoke ${key.name}` });
}
