// Elements without a framework. Children become text nodes, so nothing that was typed is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. Properties named `on…` are listeners, `true` and `false` are boolean attributes, the rest attributes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Stroked paths on a 24 by 24 grid. */
const ICONS = {
  agents: "M5 6.5A2.5 2.5 0 0 1 7.5 4h9A2.5 2.5 0 0 1 19 6.5v7a2.5 2.5 0 0 1-2.5 2.5H12l-4.5 4v-4A2.5 2.5 0 0 1 5 13.5zM9 9h6M9 12h4",
  keys: "M14.5 14.5a5 5 0 1 0-4.6-3L4 17.4V20h3v-2h2v-2h2zM15.5 8.5h.01",
  members: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.9-6 6.5-6s6.5 2.5 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2.1.9 3.5 2.9 3.5 5.5",
  usage: "M4 20V4M4 20h16M8.5 16v-4M12.5 16V8M16.5 16v-6",
  billing: "M3.5 7.5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2zM3.5 10h17M7 15h3",
  plus: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 8v5M12 16.5h.01M12 3.5l9 16H3z",
  lead: "M4 6.5h16v11H4zM4 7l8 6 8-6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  restart: "M4.5 12a7.5 7.5 0 1 0 2.5-5.6M4.5 4v4h4",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  sort: "M8 10l4-4 4 4M8 14l4 4 4-4",
};

/** A decorative icon, hidden from screen readers. */
export function icon(name) {
  return svg(path(ICONS[name]));
}

/** The brand's mark: three bricks. */
export function mark() {
  const bricks = ["M2 13h9v8H2z", "M13 13h9v8h-9z", "M7.5 3h9v8h-9z"].map(path);
  const drawn = svg(...bricks);
  drawn.setAttribute("fill", "currentColor");
  drawn.setAttribute("stroke", "none");
  return drawn;
}

function path(d) {
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", d);
  return drawn;
}

function svg(...children) {
  const drawn = document.createElementNS(SVG, "svg");
  const attributes = {
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.8",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  };
  for (const [name, value] of Object.entries(attributes)) drawn.setAttribute(name, value);
  drawn.append(...children);
  return drawn;
}

let ids = 0;

/** An id that no other element has. */
export const uniqueId = (prefix) => `${prefix}-${++ids}`;

/** Says something in passing, to eyes and to screen readers; not for what must be acted on. */
export function toast(text) {
  const box = document.getElementById("toasts");
  const shown = h("p", { class: "toast" }, text);
  box.append(shown);
  setTimeout(() => shown.remove(), 6000);
}
