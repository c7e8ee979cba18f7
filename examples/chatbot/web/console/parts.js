// What views have in common: heads, states, lists that load page by page, fields, dialogs.

import { h, icon, toast, uniqueId } from "./dom.js";

export function pageHead({ title, lead, crumb, actions = [] }) {
  return h(
    "header",
    { class: "page-head" },
    h(
      "div",
      {},
      crumb && h("a", { class: "crumb", href: crumb.href }, icon("back"), crumb.text),
      h("h1", { tabindex: "-1" }, title),
      lead && h("p", { class: "lead" }, lead),
    ),
    actions.length > 0 && h("div", { class: "actions" }, actions),
  );
}

export function button(text, onclick, { kind = "", iconName, ...attributes } = {}) {
  const properties = { class: `button ${kind}`.trim(), type: "button", ...attributes };
  if (onclick) properties.onclick = onclick;
  return h("button", properties, iconName && icon(iconName), text);
}

export function linkButton(text, href, { kind = "", iconName } = {}) {
  return h("a", { class: `button ${kind}`.trim(), href }, iconName && icon(iconName), text);
}

// --- states

function skeleton() {
  return h(
    "div",
    { class: "skeleton" },
    h("p", { class: "visually-hidden" }, "Loading"),
    h("i"),
    h("i"),
    h("i"),
  );
}

export function emptyState(iconName, title, text, action) {
  return h("div", { class: "state" }, icon(iconName), h("h2", {}, title), h("p", {}, text), action);
}

function errorState(problem, retry) {
  return h(
    "div",
    { class: "state bad", role: "alert" },
    icon("alert"),
    h("h2", {}, problem.status === 404 ? "There is nothing here" : "This could not be loaded"),
    h("p", {}, problem.message),
    problem.status !== 404 && button("Try again", retry),
  );
}

/** A place that shows a skeleton until `load` has made its content, and what went wrong if it could not. */
export function loading(signal, load) {
  const place = h("div", { "aria-busy": "true" });
  async function run() {
    place.setAttribute("aria-busy", "true");
    place.replaceChildren(skeleton());
    try {
      place.replaceChildren(...[await load()].flat());
    } catch (error) {
      if (signal.aborted) return;
      place.replaceChildren(errorState(error, run));
    }
    place.setAttribute("aria-busy", "false");
  }
  run();
  return place;
}

/** A list that grows by a page at a time. `fetchPage(cursor)` as in the contract, `row` makes an item. */
export function pagedList(signal, { fetchPage, row, list, empty }) {
  return loading(signal, async () => {
    const first = await fetchPage();
    if (first.items.length === 0) return empty;
    list.replaceChildren(...first.items.map(row));
    let cursor = first.cursor;
    const more = button("Show more", async () => {
      await busy(more, async () => {
        const page = await fetchPage(cursor);
        const rows = page.items.map(row);
        list.append(...rows);
        cursor = page.cursor;
        // The button may go away: the keyboard continues where the new rows begin.
        rows[0]?.querySelector("a, button")?.focus();
      });
      more.parentElement.hidden = !cursor;
    });
    return [list, h("div", { class: "more", hidden: !cursor }, more)];
  });
}

/** Runs an action of a button once at a time; what goes wrong is said in passing. */
export async function busy(source, action) {
  if (source.getAttribute("aria-disabled") === "true") return false;
  source.setAttribute("aria-disabled", "true");
  try {
    await action();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  } finally {
    source.removeAttribute("aria-disabled");
  }
}

// --- forms

/** A labelled control with its hint and the place of its error. */
export function field(label, control, { hint, optional = false } = {}) {
  const id = uniqueId("field");
  const error = h("p", { class: "error", id: `${id}-error`, hidden: true });
  control.id = id;
  control.classList.add("input");
  control.setAttribute("aria-describedby", hint ? `${id}-hint ${id}-error` : `${id}-error`);
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label, optional && h("span", { class: "optional" }, " optional")),
    control,
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    error,
  );
}

export function select(name, options, value) {
  const control = h(
    "select",
    { name },
    options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
  );
  control.value = value;
  return control;
}

/** Shows a problem at the fields it names, or above the form's buttons; an empty one clears what was shown. */
function showProblem(form, { fields = {}, message = "" } = {}) {
  const controls = [...form.querySelectorAll(".input")];
  for (const control of controls) {
    const text = fields[control.name];
    const place = document.getElementById(`${control.id}-error`);
    place.hidden = !text;
    place.textContent = text ?? "";
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  const first = controls.find((control) => fields[control.name]);
  const general = form.querySelector("[data-general]");
  general.hidden = Boolean(first) || !message;
  general.textContent = general.hidden ? "" : message;
  first?.focus();
}

/** A form that submits once at a time and shows what the backend refuses. */
export function form(fields, { submit, onsubmit, extra = [], wide = false }) {
  const send = h("button", { class: `button primary${wide ? " wide" : ""}`, type: "submit" }, submit);
  const made = h(
    "form",
    { class: "form", novalidate: true },
    fields,
    h("p", { class: "notice bad", role: "alert", "data-general": true, hidden: true }),
    h("div", { class: "actions end" }, extra, send),
  );
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    const missing = [...made.querySelectorAll(".input")].find((control) => !control.checkValidity());
    showProblem(made, missing && { fields: { [missing.name]: missing.validationMessage } });
    if (missing) return;
    send.setAttribute("aria-disabled", "true");
    try {
      await onsubmit(values(made), made);
    } catch (error) {
      showProblem(made, error);
    } finally {
      send.removeAttribute("aria-disabled");
    }
  });
  return made;
}

/** What was entered; blank texts are left out. */
function values(made) {
  const entered = new FormData(made);
  return Object.fromEntries([...entered].filter(([, value]) => value.trim() !== ""));
}

// --- dialogs

/** A modal dialog. `content(close)` makes what is in it; the browser keeps and returns the focus. */
export function dialog(title, content, { closable = true } = {}) {
  const id = uniqueId("dialog");
  const made = h("dialog", { "aria-labelledby": id });
  const close = () => made.close();
  made.append(h("div", { class: "dialog" }, h("h2", { id }, title), ...[content(close)].flat()));
  made.addEventListener("close", () => made.remove());
  if (!closable) made.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(made);
  made.showModal();
  return made;
}

/** Asks before something that cannot be undone. */
export function confirmation({ title, text, action, onconfirm }) {
  dialog(title, (close) => {
    const go = button(
      action,
      async () => {
        if (await busy(go, onconfirm)) close();
      },
      { kind: "danger" },
    );
    return [
      h("p", { class: "lead" }, text),
      h("div", { class: "actions end" }, button("Cancel", close, { autofocus: true }), go),
    ];
  });
}

/** Puts a text on the clipboard, which browsers refuse on pages without TLS. */
export function copyButton(caption, label, text, kind = "") {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast(`${label} copied`),
      () => toast("The browser does not let this page copy. Select the text instead."),
    );
  return button(caption, copy, { kind, iconName: "copy" });
}

/** A text to take along, with a button that copies it. */
export function copyable(label, text) {
  const id = uniqueId("copy");
  const input = h("input", { class: "input", id, readonly: true, value: text, spellcheck: "false", onfocus: () => input.select() });
  const copy = copyButton("Copy", label, text);
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("div", { class: "copyable" }, input, copy),
  );
}
