/*
 * The chat of an agent on any web page:
 *
 *   <script async src="https://console.example.com/widget.js" data-agent="AGENT_ID"></script>
 *
 * data-api        where the API is, if not where this file is
 * data-title      the heading, "Chat with us" by default
 * data-greeting   the first message
 * data-accent     a CSS colour on which white can be read
 *
 * The page holds no key: the API knows the agent's owner and limits each visitor. Styles are constructed and no text
 * becomes markup, so a strict content security policy needs only script-src for this file and connect-src for the API.
 * A screen reader hears each message once: a reply grows outside the log and enters it when it is finished.
 */
(() => {
  "use strict";
  const script = document.currentScript;
  const HOME = script ? new URL(script.src).origin : location.origin;
  const KEPT = 50;

  const STYLES = `
    :host { all: initial; color-scheme: inherit; --accent: #0c6b5e; --on-accent: #fff; position: fixed; right: 20px; bottom: 20px;
      z-index: 2147483000; font: 15px/1.5 system-ui, sans-serif;
      --paper: light-dark(#fff, #191d1b); --soft: light-dark(#f1efea, #262c29); --ink: light-dark(#1d1b17, #ecefec);
      --muted: light-dark(#645f55, #a9b2ad); --line: light-dark(#e0dcd3, #353c38);
      --edge: light-dark(#8b857a, #7c8781); --bad: light-dark(#b3123d, #ff9aac); }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button, textarea { font: inherit; }
    button { cursor: pointer; border: 0; }
    svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round;
      stroke-linejoin: round; }
    :focus-visible { outline: 3px solid light-dark(var(--accent), #8fe3d0); outline-offset: 2px; }
    .launch { display: grid; place-items: center; width: 60px; height: 60px; border-radius: 50%; color: var(--on-accent);
      background: var(--accent); box-shadow: 0 6px 24px rgb(0 0 0 / 28%); transition: transform 150ms; }
    .launch:hover { transform: scale(1.05); }
    .launch:focus-visible { outline-color: var(--ink); box-shadow: 0 0 0 3px var(--paper); }
    .panel { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; overflow: hidden; width: 380px;
      max-width: calc(100vw - 40px); height: 580px; max-height: calc(100dvh - 40px); border: 1px solid var(--line);
      border-radius: 18px; background: var(--paper); color: var(--ink); box-shadow: 0 18px 60px rgb(0 0 0 / 30%);
      animation: rise 180ms ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    .head { display: flex; align-items: center; justify-content: space-between; padding: 10px 10px 10px 20px;
      background: var(--accent); color: var(--on-accent); }
    h2 { margin: 0; overflow: hidden; font-size: 16px; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
    .close { display: grid; place-items: center; flex: none; width: 44px; height: 44px; border-radius: 12px;
      background: none; color: inherit; }
    .close:hover { background: rgb(255 255 255 / 15%); }
    .close:focus-visible { outline-color: currentColor; outline-offset: -3px; }
    .scroll { display: flex; flex-direction: column; gap: 12px; overflow-y: auto; overscroll-behavior: contain;
      padding: 20px; }
    .scroll:focus-visible { outline-offset: -3px; }
    .log { display: grid; gap: 12px; }
    .log:empty { display: none; }
    p { margin: 0; }
    .said { width: fit-content; max-width: 85%; padding: 9px 14px; border-radius: 16px 16px 16px 4px;
      background: var(--soft); overflow-wrap: anywhere; white-space: pre-wrap; }
    .visitor { justify-self: end; border-radius: 16px 16px 4px; background: var(--accent); color: var(--on-accent); }
    .notice { display: grid; gap: 8px; justify-items: start; padding: 10px 14px; border: 1px solid currentColor;
      border-radius: 12px; color: var(--bad); font-size: 14px; }
    .notice button { min-height: 44px; padding: 0 16px; border: 1px solid currentColor; border-radius: 10px;
      background: none; color: inherit; }
    .live { display: contents; }
    form { display: flex; gap: 8px; align-items: flex-end; padding: 12px; border-top: 1px solid var(--line); }
    textarea { flex: 1; min-width: 0; min-height: 44px; max-height: 120px; padding: 9px 12px; resize: none;
      field-sizing: content; border: 1px solid var(--edge); border-radius: 12px; background: var(--paper);
      color: var(--ink); }
    textarea::placeholder { color: var(--muted); opacity: 1; }
    .send { display: grid; place-items: center; flex: none; width: 44px; height: 44px; border-radius: 12px;
      background: var(--accent); color: var(--on-accent); }
    .send[aria-disabled=true] { background: var(--soft); color: var(--muted); cursor: default; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .dots { display: inline-flex; gap: 4px; padding: 7px 0; }
    .dots i { width: 6px; height: 6px; border-radius: 50%; background: var(--muted); animation: blink 1s infinite; }
    .dots i:nth-child(2) { animation-delay: 150ms; }
    .dots i:nth-child(3) { animation-delay: 300ms; }
    @keyframes blink { 50% { opacity: 0.3; } }
    @media (max-width: 480px) {
      :host([open]) { inset: 0; }
      .panel { width: 100vw; max-width: none; height: 100dvh; max-height: none; border: 0; border-radius: 0; }
    }
    @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }`;

  const ICONS = {
    chat: "M5 6.5a2.5 2.5 0 0 1 2.5-2.5h9A2.5 2.5 0 0 1 19 6.5v7a2.5 2.5 0 0 1-2.5 2.5H12l-4.5 4v-4A2.5 2.5 0 0 1 5 13.5z",
    close: "M6 6l12 12M18 6L6 18",
    send: "M12 19V5M6 11l6-6 6 6",
  };

  function h(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  /** A refusal of the API, or a connection that broke (status 0). */
  class Refusal extends Error {
    constructor(status, detail, retryAfter) {
      super(detail);
      this.status = status;
      this.retryAfter = retryAfter;
    }
  }

  /** Sends a message, gives each piece of the reply to `onText`, and returns the answer of the API. */
  async function talk(api, message, onText, signal) {
    const response = await fetch(`${api}/widget/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream, application/json;q=0.9" },
      body: JSON.stringify(message),
      credentials: "omit",
      signal,
    }).catch(() => {
      throw new Refusal(0, "No connection. Your message was not lost.", 0);
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      const seconds = Number(response.headers.get("retry-after")) || 0;
      throw new Refusal(response.status, problem.detail || "Something went wrong.", seconds);
    }
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.json();
    return streamed(response.body, onText);
  }

  async function streamed(body, onText) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ done: true }));
      if (done) throw new Refusal(0, "The answer broke off.", 0);
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) {
        const event = /^event: ?(.*)$/m.exec(block)?.[1];
        const data = [...block.matchAll(/^data: ?(.*)$/gm)].map(([, line]) => line).join("\n");
        if (event === "delta") onText(JSON.parse(data).text);
        if (event === "done") return JSON.parse(data);
        if (event === "error") {
          const problem = JSON.parse(data);
          throw new Refusal(problem.status || 502, problem.detail || "Something went wrong.", problem.retryAfter || 0);
        }
      }
    }
  }

  /** When a limit ends, as people say it. */
  function later(seconds) {
    if (seconds < 90) return `in ${seconds} seconds`;
    if (seconds < 5400) return `in ${Math.ceil(seconds / 60)} minutes`;
    const at = new Date(Date.now() + seconds * 1000);
    return new Intl.DateTimeFormat(undefined, { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(at);
  }

  class SaasbricksChat extends HTMLElement {
    #parts;
    #kept;
    #stop = null;
    #timer = 0;
    #away;

    connectedCallback() {
      if (!this.#parts) this.#render();
      this.#away = new AbortController();
      const { signal } = this.#away;
      addEventListener("offline", () => this.#connection(), { signal });
      addEventListener("online", () => this.#connection(), { signal });
      this.#connection();
    }

    #render() {
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
      root.adoptedStyleSheets = [sheet];
      // A landmark, so that a screen reader finds the chat from anywhere on the page.
      this.role = "complementary";
      this.ariaLabel = "Chat";
      if (this.dataset.accent) this.style.setProperty("--accent", this.dataset.accent);
      this.#kept = this.#read();
      this.#parts = this.#build();
      root.append(this.#parts.launch, this.#parts.panel);
      this.#kept.messages.forEach(([kind, text]) => this.#say(kind, text));
    }

    disconnectedCallback() {
      this.#away.abort();
      this.#stop?.abort();
    }

    #build() {
      const title = this.dataset.title || "Chat with us";
      const parts = {
        launch: h("button", { class: "launch", type: "button", "aria-label": `Open chat: ${title}`, onclick: () => this.open() }, icon("chat")),
        log: h("div", { class: "log", role: "log", "aria-label": "Messages" }),
        pending: h("div", { "aria-hidden": "true", hidden: true }),
        trouble: h("div", { class: "live", role: "alert" }),
        offline: h("div", { class: "live", role: "status" }),
        status: h("p", { class: "unseen", role: "status" }),
        input: h("textarea", { rows: "1", maxlength: "4000", placeholder: "Write a message", "aria-label": "Message" }),
        send: h("button", { class: "send", type: "submit", "aria-label": "Send" }, icon("send")),
      };
      const close = h("button", { class: "close", type: "button", "aria-label": "Close chat", onclick: () => this.close() }, icon("close"));
      parts.scroll = h(
        "div",
        { class: "scroll", role: "region", "aria-label": "Conversation", tabindex: "0" },
        h("p", { class: "said" }, this.dataset.greeting || "Hello! How can I help you?"),
        parts.log,
        parts.pending,
        parts.trouble,
        parts.offline,
      );
      const form = h("form", { onsubmit: (event) => this.#submit(event) }, parts.status, parts.input, parts.send);
      parts.panel = h("section", { class: "panel", role: "dialog", "aria-label": title, hidden: true }, h("div", { class: "head" }, h("h2", {}, title), close), parts.scroll, form);
      parts.panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.close();
      });
      parts.input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      });
      return parts;
    }

    /** Shows the conversation and puts the keyboard where one writes. */
    open() {
      this.#parts.launch.hidden = true;
      this.#parts.panel.hidden = false;
      this.toggleAttribute("open", true);
      this.#scrollDown();
      this.#parts.input.focus();
    }

    /** Hides the conversation, which goes on, and gives the keyboard back to the button. */
    close() {
      this.#parts.panel.hidden = true;
      this.#parts.launch.hidden = false;
      this.toggleAttribute("open", false);
      this.#parts.launch.focus();
    }

    #submit(event) {
      event.preventDefault();
      const text = this.#parts.input.value.trim();
      if (!text || this.#parts.send.getAttribute("aria-disabled") === "true") return;
      this.#parts.input.value = "";
      this.#say("visitor", text);
      this.#keep("visitor", text);
      this.#exchange({ agentId: this.dataset.agent, message: text, messageId: this.#newId(), conversationId: this.#kept.conversationId });
    }

    /** Pages without TLS have no randomUUID. */
    #newId() {
      return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }

    /** Repeating a message keeps its id, by which the API answers and counts it once. */
    async #exchange(message) {
      const { trouble, status } = this.#parts;
      const api = this.dataset.api?.replace(/\/$/, "") ?? HOME;
      this.#stop = new AbortController();
      trouble.replaceChildren();
      status.textContent = "Typing";
      this.#allowSending(false);
      this.#grow("");
      let text = "";
      try {
        const answer = await talk(api, message, (piece) => this.#grow((text += piece)), this.#stop.signal);
        this.#kept.conversationId = answer.conversationId;
        this.#say("agent", answer.reply);
        this.#keep("agent", answer.reply);
        this.#allowSending(true);
      } catch (refusal) {
        this.#refuse(refusal, message);
      }
      status.textContent = "";
      this.#parts.pending.hidden = true;
      this.#scrollDown();
    }

    #refuse(refusal, message) {
      const again = h("button", { type: "button", onclick: () => this.#exchange(message) }, "Try again");
      if (refusal.status !== 429) {
        this.#parts.trouble.replaceChildren(h("div", { class: "notice" }, h("p", {}, refusal.message), again));
        this.#allowSending(true);
        return;
      }
      const seconds = Math.max(1, refusal.retryAfter);
      const text = `${refusal.message} You can write again ${later(seconds)}.`;
      again.hidden = true;
      this.#parts.trouble.replaceChildren(h("div", { class: "notice" }, h("p", {}, text), again));
      const until = Date.now() + seconds * 1000;
      clearInterval(this.#timer);
      this.#timer = setInterval(() => {
        if (Date.now() < until) return;
        clearInterval(this.#timer);
        again.hidden = false;
        this.#allowSending(true);
      }, 500);
    }

    #allowSending(allowed) {
      this.#parts.send.setAttribute("aria-disabled", String(!allowed));
    }

    #connection() {
      const text = "You are offline. Messages can be sent when you are back.";
      this.#parts.offline.replaceChildren(...(navigator.onLine ? [] : [h("p", { class: "notice" }, text)]));
      this.#scrollDown();
    }

    #say(kind, text) {
      const sender = h("span", { class: "unseen" }, kind === "visitor" ? "You: " : "Reply: ");
      this.#parts.log.append(h("p", { class: `said ${kind}` }, sender, text));
      this.#scrollDown();
    }

    #grow(text) {
      const dots = h("span", { class: "dots" }, h("i", {}), h("i", {}), h("i", {}));
      this.#parts.pending.replaceChildren(h("p", { class: "said" }, text || dots));
      this.#parts.pending.hidden = false;
      this.#scrollDown();
    }

    #scrollDown() {
      this.#parts.scroll.scrollTop = this.#parts.scroll.scrollHeight;
    }

    // --- the conversation goes on when the visitor opens another page of the site in this tab

    #key() {
      return `saasbricks-chat ${this.dataset.agent}`;
    }

    #read() {
      try {
        return JSON.parse(sessionStorage.getItem(this.#key())) ?? { messages: [] };
      } catch {
        // Storage may be blocked; then the conversation ends with the page.
        return { messages: [] };
      }
    }

    #keep(kind, text) {
      this.#kept.messages = [...this.#kept.messages, [kind, text]].slice(-KEPT);
      try {
        sessionStorage.setItem(this.#key(), JSON.stringify(this.#kept));
      } catch {
        // As above.
      }
    }
  }

  customElements.define("saasbricks-chat", SaasbricksChat);
  if (script?.dataset.agent) {
    const chat = document.createElement("saasbricks-chat");
    Object.assign(chat.dataset, script.dataset);
    const show = () => document.body.append(chat);
    if (document.body) show();
    else addEventListener("DOMContentLoaded", show, { once: true });
  }
})();
