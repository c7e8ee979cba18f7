// Starts the console: the frame, the session, and which view the address names.

import { api } from "./api.js";
import { h, toast } from "./dom.js";
import { forget, session } from "./session.js";
import { frame, markCurrent } from "./frame.js";
import { agentView } from "./views/agent.js";
import { agentsView } from "./views/agents.js";
import { billingView } from "./views/billing.js";
import { conversationView } from "./views/conversations.js";
import { keysView } from "./views/keys.js";
import { membersView } from "./views/members.js";
import { signInView } from "./views/sign-in.js";
import { usageView } from "./views/usage.js";

const ROUTES = [
  [/^agents$/, agentsView],
  [/^agents\/([^/]+)$/, agentView],
  [/^agents\/([^/]+)\/(chat|settings|conversations|leads|embed)$/, agentView],
  [/^agents\/([^/]+)\/conversations\/([^/]+)$/, conversationView],
  [/^keys$/, keysView],
  [/^members$/, membersView],
  [/^usage$/, usageView],
  [/^billing$/, billingView],
];
const HOME = "agents";

const root = document.getElementById("root");
let leave = new AbortController();
let main = null;

/** Shows the view of the address; what the last one was still loading is given up. */
function navigate() {
  leave.abort();
  leave = new AbortController();
  if (!session()) return showSignIn();
  if (!main) {
    main = h("main", { class: "main", id: "main" });
    root.replaceChildren(frame(main, signOut));
  }
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [pattern, view] = ROUTES.find(([found]) => found.test(path)) ?? ROUTES[0];
  const parameters = (pattern.exec(path) ?? []).slice(1).map(decodeURIComponent);
  markCurrent(path.split("/")[0] || HOME);
  main.replaceChildren(...view({ parameters, query: new URLSearchParams(query), signal: leave.signal }));
  const title = main.querySelector("h1");
  document.title = `${title.textContent} · Saasbricks`;
  scrollTo(0, 0);
  // As a page load would: a screen reader begins with the title of the new view.
  title.focus({ preventScroll: true });
}

function showSignIn() {
  main = null;
  document.title = "Sign in · Saasbricks";
  root.replaceChildren(signInView(navigate));
}

async function signOut() {
  await api.signOut().catch(() => toast("Signed out here. The server could not be told."));
  end();
}

function end() {
  forget();
  location.hash = "";
  navigate();
}

/** Stripe's pages lead back to `/?billing=…`: before the #, because that part is the console's own. */
function returnFromStripe() {
  const outcome = new URLSearchParams(location.search).get("billing");
  if (outcome) history.replaceState(null, "", `${location.pathname}#/billing?from=${encodeURIComponent(outcome)}`);
}

addEventListener("hashchange", navigate);
addEventListener("session-refused", () => {
  if (!session()) return;
  end();
  toast("Your session has ended. Sign in again.");
});
returnFromStripe();
navigate();
