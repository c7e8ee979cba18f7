// Who belongs to the tenant, and inviting more.

import { api } from "../api.js";
import { PLANS } from "../catalogue.js";
import { h, toast } from "../dom.js";
import { date, initial, number, plural } from "../format.js";
import { button, confirmation, dialog, field, form, linkButton, loading, pageHead, select } from "../parts.js";
import { session } from "../session.js";

const ROLES = [
  ["member", "Member"],
  ["admin", "Admin"],
];

export function membersView({ signal }) {
  const place = h("div");
  const refresh = () => place.replaceChildren(list(signal, refresh));
  refresh();
  return [
    pageHead({
      title: "Members",
      lead: "Invited people join at their first Google sign-in with that address.",
      actions: [button("Invite", () => invite(refresh), { kind: "primary", iconName: "plus" })],
    }),
    place,
  ];
}

function list(signal, refresh) {
  return loading(signal, async () => {
    const { items } = await api.members(signal);
    return h(
      "div",
      { class: "stack" },
      seats(items.length),
      h("ul", { class: "card flush rows" }, items.map((member) => row(member, refresh))),
    );
  });
}

function seats(used) {
  const { plan } = session().user;
  const limit = PLANS[plan]?.users;
  const text = limit ? `${number(used)} of ${plural(limit, "seat")}` : plural(used, "seat");
  return h(
    "section",
    { class: "card", "aria-label": "Seats" },
    h(
      "div",
      { class: "card-head" },
      h("div", {}, h("h2", {}, text), h("p", { class: "hint" }, `On the ${plan} plan. Invitations count.`)),
      limit && used >= limit && linkButton("Get more seats", "#/billing"),
    ),
    limit && h("div", { class: `bar${used >= limit ? " warn" : ""}`, "aria-hidden": "true" }, filled(used / limit)),
  );
}

function filled(share) {
  const made = h("i");
  made.style.width = `${Math.min(100, share * 100)}%`;
  return made;
}

function row(member, refresh) {
  const { email } = member;
  const self = email === session().user.email.toLowerCase();
  return h(
    "li",
    {},
    h(
      "div",
      { class: "agent-top row-main" },
      h("span", { class: "avatar round", "aria-hidden": "true" }, initial(email)),
      h(
        "div",
        {},
        h(
          "p",
          { class: "row-title" },
          email,
          self && h("span", { class: "badge" }, "You"),
          member.status === "invited" && h("span", { class: "badge warn" }, "Invited"),
        ),
        h("p", { class: "meta" }, h("span", {}, capital(member.role)), h("span", {}, `since ${date(member.since)}`)),
      ),
    ),
    // An account keeps its owner.
    !self && member.role !== "owner" && removal(member, refresh),
  );
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function removal({ userId, email }, refresh) {
  const open = () =>
    confirmation({
      title: `Remove ${email}?`,
      text: "They lose access at once, and their seat is free again.",
      action: "Remove",
      async onconfirm() {
        await api.removeMember(userId);
        toast(`${email} is removed`);
        refresh();
      },
    });
  return button("Remove", open, { kind: "plain warn", "aria-label": `Remove ${email}` });
}

function invite(refresh) {
  const fields = [
    field("E-mail", h("input", { type: "email", name: "email", required: true, autocomplete: "off", placeholder: "bea@example.com" })),
    field("Role", select("role", ROLES, "member")),
  ];
  dialog("Invite somebody", (close) =>
    form(fields, {
      submit: "Invite",
      extra: [button("Cancel", close)],
      async onsubmit(entered) {
        await api.invite(entered);
        close();
        toast(`${entered.email} is invited`);
        refresh();
      },
    }),
  );
}
