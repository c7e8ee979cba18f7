// The plan, changing it at the checkout, and the customer portal.

import { api } from "../api.js";
import { PLANS } from "../catalogue.js";
import { config } from "../../config.js";
import { h, icon, toast } from "../dom.js";
import { bytes, compact, planName, plural } from "../format.js";
import { busy, button, loading, pageHead } from "../parts.js";
import { changePlan, session } from "../session.js";

export function billingView({ query, signal }) {
  const returned = query.get("from");
  const head = pageHead({
    title: "Plan and billing",
    lead: "Paid plans are billed monthly by Stripe. A change holds at once.",
    actions: [portalButton()],
  });
  const body = loading(signal, async () => {
    const plan = await planNow(returned === "paid", signal);
    // A reload shows the plan, not the thanks.
    if (returned) history.replaceState(null, "", `${location.pathname}#/billing`);
    if (plan !== session().user.plan) {
      changePlan(plan);
      document.querySelector("[data-plan]").textContent = planName(plan);
    }
    return [notice(returned, plan), plans(plan)];
  });
  return [head, body];
}

/** After a payment the webhook that changes the plan may be a moment behind, so it is waited for. */
async function planNow(paid, signal) {
  const before = session().user.plan;
  for (const pause of paid ? [500, 1000, 2000, 4000] : []) {
    const { plan } = await api.verify(signal);
    if (plan !== before) return plan;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return (await api.verify(signal)).plan;
}

/** What came of the checkout the browser returns from; the webhook that changes the plan may be a moment behind. */
function notice(returned, plan) {
  const texts = {
    paid: `Thank you. You are on the ${plan} plan; a change that is still on its way shows after a reload.`,
    cancelled: "The checkout was left. Nothing has changed.",
  };
  return h("p", { class: "notice", role: "status", hidden: !texts[returned] }, texts[returned]);
}

function portalButton() {
  const open = button("Invoices and payment", () =>
    busy(open, async () => {
      try {
        location.assign((await api.portal()).url);
      } catch (error) {
        if (error.status !== 409) throw error;
        toast("There is nothing to manage yet: choose a paid plan first.");
      }
    }),
  );
  return open;
}

function plans(current) {
  const names = Object.keys(PLANS);
  const rank = names.indexOf(current);
  return h(
    "ul",
    { class: "plans" },
    names.map((name, index) => planCard(name, index, rank)),
    enterpriseCard(current === "enterprise"),
  );
}

function planCard(name, index, rank) {
  const { messages, apiCalls, storageBytes, users } = PLANS[name];
  const points = [
    `${compact(apiCalls)} API calls a month`,
    plural(users, "member"),
    `${bytes(storageBytes)} of storage`,
    ["Cheapest model", "Cheapest model", "Default model, with fallback", "Your preferred model"][index],
  ];
  return card(name, index === rank, [
    h("p", { class: "figure" }, compact(messages), h("small", {}, " messages a month")),
    h("ul", {}, points.map((point) => h("li", {}, icon("check"), point))),
    action(name, index, rank),
  ]);
}

function card(name, current, content) {
  return h(
    "li",
    { class: `card plan${current ? " current" : ""}`, "data-plan-card": name },
    h("h2", {}, name, current && h("span", { class: "badge good" }, "Current")),
    content,
  );
}

function action(name, index, rank) {
  if (index === rank) return h("p", { class: "hint" }, "You are on this plan.");
  if (index === 0) return h("p", { class: "hint" }, "Cancel under “Invoices and payment”.");
  const choose = button(
    index > rank ? `Upgrade to ${name}` : `Change to ${name}`,
    () => busy(choose, async () => location.assign((await api.checkout(name)).url)),
    { kind: index > rank ? "primary" : "" },
  );
  return choose;
}

function enterpriseCard(current) {
  const points = ["Limits by contract", "Tables of your own", "Your preferred model"];
  return card("enterprise", current, [
    h("p", { class: "figure" }, "Custom"),
    h("ul", {}, points.map((point) => h("li", {}, icon("check"), point))),
    h("a", { class: "button", href: `mailto:${config.salesEmail}` }, "Talk to us"),
  ]);
}
