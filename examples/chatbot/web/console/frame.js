// The frame around every view: navigation and the account menu.

import { button } from "./parts.js";
import { h, icon, mark } from "./dom.js";
import { initial, planName } from "./format.js";
import { session } from "./session.js";

const PLACES = [
  ["agents", "Agents"],
  ["keys", "API keys"],
  ["members", "Members"],
  ["usage", "Usage"],
  ["billing", "Billing"],
];

export function frame(main, signOut) {
  return h(
    "div",
    { class: "shell" },
    skipLink(main),
    h(
      "header",
      { class: "sidebar" },
      h("a", { class: "brand", href: "#/agents" }, mark(), "Saasbricks"),
      h(
        "nav",
        { class: "nav", "aria-label": "Console" },
        h("ul", {}, PLACES.map(([place, name]) => h("li", {}, link(place, name)))),
      ),
      account(signOut),
    ),
    main,
  );
}

/** Moves the focus itself: the address after the # belongs to the views. */
function skipLink(main) {
  const skip = (event) => {
    event.preventDefault();
    main.querySelector("h1").focus();
  };
  return h("a", { class: "skip", href: "#main", onclick: skip }, "Skip to content");
}

function link(place, name) {
  return h("a", { href: `#/${place}`, "data-place": place }, icon(place), name);
}

export function markCurrent(place) {
  for (const found of document.querySelectorAll("[data-place]")) {
    if (found.dataset.place === place) found.setAttribute("aria-current", "page");
    else found.removeAttribute("aria-current");
  }
  const plan = document.querySelector("[data-plan]");
  plan.textContent = planName(session().user.plan);
}

function account(signOut) {
  const { user } = session();
  const name = user.name || user.email;
  const menu = h(
    "div",
    { class: "account-menu", id: "account-menu", hidden: true },
    h("p", { class: "hint" }, "Signed in as ", h("br"), user.email),
    themeChoice(),
    button("Sign out", signOut, { kind: "plain" }),
  );
  const open = h(
    "button",
    { class: "account-button", type: "button", "aria-expanded": "false", "aria-controls": menu.id },
    h("span", { class: "avatar round", "aria-hidden": "true" }, initial(name)),
    h("span", { class: "visually-hidden" }, "Account: "),
    h("span", { class: "account-text" }, h("strong", {}, name), h("span", { "data-plan": "" })),
    icon("sort"),
  );
  const place = h("div", { class: "account" }, open, menu);
  disclose(place, open, menu);
  return place;
}

/** Opens and closes what a button controls; Escape and a click or focus elsewhere close it. */
function disclose(place, open, menu) {
  const set = (expanded) => {
    open.setAttribute("aria-expanded", String(expanded));
    menu.hidden = !expanded;
  };
  open.addEventListener("click", () => set(menu.hidden));
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    set(false);
    open.focus();
  });
  place.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !place.contains(event.relatedTarget)) set(false);
  });
  document.addEventListener("pointerdown", (event) => !place.contains(event.target) && set(false));
}

function themeChoice() {
  const chosen = localStorage.getItem("theme") ?? "system";
  const choice = (value, text) =>
    h(
      "label",
      {},
      h("input", { type: "radio", name: "theme", value, checked: value === chosen, onchange: () => choose(value) }),
      text,
    );
  return h(
    "fieldset",
    { class: "theme" },
    h("legend", { class: "visually-hidden" }, "Theme"),
    h("div", { class: "segments" }, choice("system", "System"), choice("light", "Light"), choice("dark", "Dark")),
  );
}

function choose(theme) {
  if (theme === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
  dispatchEvent(new Event("theme-changed"));
}
