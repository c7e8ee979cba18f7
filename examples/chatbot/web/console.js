// The console: sign in, create an agent, talk to it as a visitor would, watch usage grow.

const session = {
  token: sessionStorage.getItem("token"),
  user: JSON.parse(sessionStorage.getItem("user") ?? "null"),
};
let agent = null;
let conversationId = null;
let agentsCursor = null;

const $ = (id) => document.getElementById(id);

class Problem extends Error {
  constructor(status, body, headers) {
    super(body.detail ?? body.message ?? `The server answered ${status}.`);
    this.status = status;
    this.body = body;
    this.retryAfter = Number(headers.get("retry-after") ?? 0);
  }
}

async function call(method, path, body) {
  const headers = { "content-type": "application/json" };
  if (session.token) headers.authorization = `Bearer ${session.token}`;
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) {
    if (response.status === 401 && session.token) signOut();
    throw new Problem(response.status, answer, response.headers);
  }
  return answer;
}

function announce(text) {
  $("status").textContent = text;
  if (text) setTimeout(() => $("status").textContent === text && announce(""), 6000);
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// --- session

async function signIn(event) {
  event.preventDefault();
  const query = new URLSearchParams({ email: $("email").value, name: $("person").value });
  try {
    const { credential } = await call("GET", `/_local/google/credential?${query}`);
    const answer = await call("POST", "/auth/google", { credential });
    session.token = answer.token;
    session.user = answer.user;
    sessionStorage.setItem("token", answer.token);
    sessionStorage.setItem("user", JSON.stringify(answer.user));
    await open();
  } catch (error) {
    announce(error.message);
  }
}

function signOut() {
  session.token = session.user = agent = conversationId = null;
  sessionStorage.clear();
  show();
}

function show() {
  const signedIn = Boolean(session.token);
  $("sign-in").hidden = signedIn;
  $("workspace").hidden = !signedIn;
  $("account").hidden = !signedIn;
  if (signedIn) {
    $("account-name").textContent = session.user.name || session.user.email;
    $("account-plan").textContent = session.user.plan;
  }
}

async function open() {
  show();
  if (!session.token) return;
  try {
    await Promise.all([loadAgents(), loadUsage()]);
  } catch (error) {
    announce(error.message);
  }
}

// --- agents

async function loadAgents(more = false) {
  const query = new URLSearchParams({ limit: "20" });
  if (more && agentsCursor) query.set("cursor", agentsCursor);
  const page = await call("GET", `/agents?${query}`);
  if (!more) $("agents").replaceChildren();
  page.items.forEach((found) => $("agents").append(agentRow(found)));
  agentsCursor = page.cursor ?? null;
  $("more-agents").hidden = !agentsCursor;
  $("no-agents").hidden = $("agents").children.length > 0;
}

function agentRow(found) {
  const button = element("button", { type: "button" }, found.name);
  button.append(element("small", {}, found.businessName));
  button.setAttribute("aria-pressed", String(agent?.agentId === found.agentId));
  button.addEventListener("click", () => choose(found));
  button.dataset.agent = found.agentId;
  return element("li", {}, button);
}

function choose(found) {
  agent = found;
  conversationId = null;
  document
    .querySelectorAll("#agents button")
    .forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.agent === found.agentId)));
  $("chat-title").textContent = `Chat with ${found.name}`;
  $("log").replaceChildren(element("p", { className: "empty" }, "Say hello."));
  for (const id of ["message", "send", "new-conversation"]) $(id).disabled = false;
  $("message").focus();
}

async function createAgent(event) {
  event.preventDefault();
  const fields = Object.fromEntries(
    [...new FormData($("agent-form"))].filter(([, value]) => value.trim() !== ""),
  );
  try {
    const created = await call("POST", "/agents", fields);
    $("agent-dialog").close();
    $("agent-form").reset();
    await loadAgents();
    choose(created);
  } catch (error) {
    const errors = error.body?.errors?.map((e) => `${e.pointer.slice(1)} ${e.detail}`);
    $("agent-error").textContent = errors?.join(", ") ?? error.message;
  }
}

// --- chat

function bubble(kind, text, note) {
  const made = element("div", { className: `bubble ${kind}` }, text);
  if (note) made.append(element("small", {}, note));
  $("log").querySelector(".empty")?.remove();
  $("log").append(made);
  $("log").scrollTop = $("log").scrollHeight;
  return made;
}

async function send(event) {
  event.preventDefault();
  const message = $("message").value.trim();
  if (!message || !agent) return;
  $("message").value = "";
  $("send").disabled = true;
  bubble("visitor", message);
  announce(`${agent.name} is typing`);
  try {
    const answer = await call("POST", "/widget/chat", {
      agentId: agent.agentId,
      message,
      conversationId: conversationId ?? undefined,
      messageId: crypto.randomUUID(),
    });
    conversationId = answer.conversationId;
    bubble("agent", answer.reply, `${answer.provider} ${answer.model} · ${answer.latencyMs} ms`);
    announce("");
  } catch (error) {
    const wait = error.retryAfter ? ` Try again in ${error.retryAfter} s.` : "";
    bubble("problem", error.message + wait);
    announce("");
  }
  $("send").disabled = false;
  $("message").focus();
  await loadUsage().catch((error) => announce(error.message));
}

// --- usage

async function loadUsage() {
  const usage = await call("GET", "/usage?granularity=day");
  const quotas = Object.entries(usage.quotas).map(([name, quota]) => {
    const meter = element("meter", { min: 0, max: quota.limit, value: quota.used });
    meter.setAttribute("aria-label", `${name}: ${quota.used} of ${quota.limit}`);
    return element(
      "dl",
      { className: "quota" },
      element(
        "dt",
        {},
        element("span", {}, name),
        element("span", {}, `${quota.used} of ${quota.limit}`),
      ),
      meter,
    );
  });
  $("quotas").replaceChildren(...quotas);
  $("cost").textContent = `Cost of language models: $${Number(usage.costUsd).toFixed(6)}`;
}

$("sign-in-form").addEventListener("submit", signIn);
$("sign-out").addEventListener("click", signOut);
$("new-agent").addEventListener("click", () => {
  $("agent-error").textContent = "";
  $("agent-dialog").showModal();
});
$("agent-cancel").addEventListener("click", () => $("agent-dialog").close());
$("agent-form").addEventListener("submit", createAgent);
$("more-agents").addEventListener("click", () =>
  loadAgents(true).catch((error) => announce(error.message)),
);
$("chat-form").addEventListener("submit", send);
$("new-conversation").addEventListener("click", () => agent && choose(agent));
$("message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("chat-form").requestSubmit();
  }
});
open();
