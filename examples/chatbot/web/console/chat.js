// Talking to one's own agent, as it answers.
//
// A screen reader hears each message once: the reply grows outside the log, hidden from it, and enters the log when it
// is finished.

import { h } from "./dom.js";
import { dollars, modelName, wait } from "./format.js";
import { messageView } from "./messages.js";
import { button } from "./parts.js";
import { talk } from "./talk.js";

const SUGGESTIONS = ["What can you help me with?", "When are you open?", "How much does it cost?"];

export function chatPanel(agent) {
  return new Chat(agent).element;
}

class Chat {
  #agent;
  #conversationId;
  #stop = null;
  #log = h("div", { class: "log", role: "log", "aria-label": "Messages" });
  #pending = h("div", { "aria-hidden": "true", hidden: true });
  #trouble = h("div", { class: "bare", role: "alert" });
  #status = h("p", { class: "visually-hidden", role: "status" });
  #input = h("textarea", {
    class: "input",
    id: "message",
    rows: "1",
    maxlength: "4000",
    placeholder: "Ask as a visitor would",
    "aria-label": "Message",
  });
  #send = button("Send", null, { kind: "primary", iconName: "send", type: "submit" });
  #halt = button("Stop", () => this.#stop?.abort(), { iconName: "stop", hidden: true });
  #empty;
  #transcript;

  constructor(agent) {
    this.#agent = agent;
    this.#empty = this.#invitation();
    this.#transcript = h(
      "div",
      { class: "transcript", role: "region", "aria-label": "Conversation", tabindex: "0" },
      this.#empty,
      this.#log,
      this.#pending,
      this.#trouble,
    );
    this.element = this.#panel();
  }

  #panel() {
    const composer = h("form", { class: "composer" }, this.#input, this.#halt, this.#send);
    composer.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (text && !this.#stop) this.#ask(text);
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      composer.requestSubmit();
    });
    return h(
      "section",
      { class: "card flush chat", "aria-labelledby": "chat-title" },
      h(
        "header",
        { class: "chat-head" },
        h("h2", { id: "chat-title" }, "Try it"),
        button("New conversation", () => this.#restart(), { kind: "plain", iconName: "restart" }),
      ),
      this.#transcript,
      h("div", {}, this.#status, composer),
    );
  }

  #invitation() {
    return h(
      "div",
      { class: "chat-empty" },
      h("p", {}, `Ask ${this.#agent.name} what a visitor of ${this.#agent.businessName} would.`),
      h(
        "div",
        { class: "suggestions" },
        SUGGESTIONS.map((text) => button(text, () => this.#ask(text))),
      ),
    );
  }

  #restart() {
    this.#stop?.abort();
    this.#end(); // what was stopped has nothing to say in the new conversation
    this.#conversationId = undefined;
    this.#log.replaceChildren();
    this.#trouble.replaceChildren();
    this.#empty.hidden = false;
    this.#input.focus();
  }

  /** A new message. A repetition keeps its id, by which it is answered and counted once. */
  #ask(text) {
    this.#input.value = "";
    this.#empty.hidden = true;
    this.#log.append(messageView("visitor", text));
    this.#input.focus();
    return this.#exchange({ message: text, messageId: crypto.randomUUID(), conversationId: this.#conversationId });
  }

  async #exchange(message) {
    const stop = new AbortController();
    this.#begin(stop);
    let text = "";
    try {
      const onText = (piece) => {
        text += piece;
        this.#grow(text);
      };
      const answer = await talk(this.#agent.agentId, message, { onText, signal: stop.signal });
      if (this.#stop !== stop) return;
      this.#conversationId = answer.conversationId;
      this.#log.append(messageView("agent", answer.reply, notes(answer)));
    } catch (error) {
      if (this.#stop !== stop) return;
      if (stop.signal.aborted) this.#log.append(messageView("agent", text || "Stopped.", ["stopped"]));
      else this.#trouble.replaceChildren(this.#problem(error, message));
    } finally {
      if (this.#stop === stop) this.#end();
    }
  }

  #begin(stop) {
    this.#stop = stop;
    this.#trouble.replaceChildren();
    this.#status.textContent = `${this.#agent.name} is typing`;
    this.#halt.hidden = false;
    this.#send.hidden = true;
    this.#grow("");
  }

  #grow(text) {
    const dots = h("span", { class: "typing" }, h("i"), h("i"), h("i"));
    this.#pending.replaceChildren(h("div", { class: "message agent" }, h("p", { class: "bubble" }, text || dots)));
    this.#pending.hidden = false;
    this.#scroll();
  }

  #end() {
    this.#stop = null;
    this.#status.textContent = "";
    this.#pending.hidden = true;
    // A button that is about to hide must not take the focus with it.
    if (document.activeElement === this.#halt) this.#input.focus();
    this.#halt.hidden = true;
    this.#send.hidden = false;
    this.#scroll();
  }

  #scroll() {
    this.#transcript.scrollTop = this.#transcript.scrollHeight;
  }

  #problem(error, message) {
    const later = error.retryAfter > 0 ? ` Try again in ${wait(error.retryAfter)}.` : "";
    const retry = button("Try again", () => this.#exchange(message));
    const plan = h("a", { class: "button", href: "#/billing" }, "See plans");
    return h(
      "div",
      { class: "notice bad" },
      h("p", {}, error.message + later),
      h("div", { class: "actions" }, retry, error.status === 429 && plan),
    );
  }
}

const notes = (answer) => [
  modelName(answer),
  answer.latencyMs != null && `${answer.latencyMs} ms`,
  answer.costUsd != null && dollars(answer.costUsd),
  answer.attempts > 1 && `${answer.attempts} attempts`,
];
