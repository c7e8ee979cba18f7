// Signing in: with Google, or on a developer's machine with the stand-in that signs anybody in.

import { config } from "../../config.js";
import { api } from "../api.js";
import { h, mark } from "../dom.js";
import { field, form } from "../parts.js";
import { remember } from "../session.js";

const GOOGLE = "https://accounts.google.com/gsi/client";

export function signInView(done) {
  async function finish(credential) {
    remember(await api.signIn(credential));
    done();
  }
  return h(
    "div",
    { class: "welcome" },
    h(
      "main",
      { class: "welcome-form", id: "main" },
      h("p", { class: "brand" }, mark(), "Saasbricks"),
      h("h1", {}, "Sign in"),
      h("p", { class: "lead" }, "Build a chat agent from what your business knows, and put it on your site."),
      config.googleClientId ? googleButton(finish) : localForm(finish),
    ),
    art(),
  );
}

function localForm(finish) {
  const email = h("input", { type: "email", name: "email", autocomplete: "email", required: true, value: "ann@example.com" });
  const name = h("input", { name: "name", autocomplete: "name", required: true, maxlength: "100", value: "Ann" });
  return form(
    [field("E-mail", email), field("Name", name, { hint: "On this machine the Google stand-in signs in anybody." })],
    {
      submit: "Continue with Google",
      wide: true,
      async onsubmit(entered) {
        const { credential } = await api.localCredential(entered.email, entered.name);
        await finish(credential);
      },
    },
  );
}

function googleButton(finish) {
  const place = h("div", { class: "google-button" });
  const problem = h("p", { class: "notice bad", role: "alert", hidden: true });
  const say = (text) => {
    problem.hidden = false;
    problem.textContent = text;
  };
  const script = h("script", { src: GOOGLE, async: true });
  script.addEventListener("load", () => {
    const { id } = globalThis.google.accounts;
    id.initialize({
      client_id: config.googleClientId,
      callback: ({ credential }) => finish(credential).catch((error) => say(error.message)),
    });
    id.renderButton(place, { theme: "outline", size: "large", width: 320 });
  });
  script.addEventListener("error", () => say("Google sign-in could not be loaded. Check your connection and reload."));
  document.head.append(script);
  return h("div", {}, place, problem);
}

/** What the product does, in one exchange. Decoration: it says nothing the page does not say. */
function art() {
  const message = (kind, text) => h("div", { class: `message ${kind}` }, h("p", { class: "bubble" }, text));
  return h(
    "div",
    { class: "welcome-art", "aria-hidden": "true" },
    h(
      "div",
      { class: "sample card" },
      message("visitor", "Do you have gluten-free bread on Saturdays?"),
      message("agent", "Yes! We bake a buckwheat loaf every Saturday, ready from 8:00. Shall I have one put aside for you?"),
      message("visitor", "Yes please — bea@example.com"),
      message("agent", "Done. Rye & Co will confirm by e-mail."),
    ),
  );
}
