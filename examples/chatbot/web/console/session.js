// Who is signed in.
//
// The token is in sessionStorage: it survives a reload, ends with the tab, is seen by no other tab, and is sent to no
// server by the browser itself, so there is nothing to forge across sites. A script injected into the page could read
// it; the page's content security policy allows none, and no code here turns text into markup.

const KEY = "session";
let current = JSON.parse(sessionStorage.getItem(KEY) ?? "null");

/** `{token, user}`, or null. */
export const session = () => current;

export function remember(answer) {
  current = { token: answer.token, user: answer.user };
  sessionStorage.setItem(KEY, JSON.stringify(current));
}

export function changePlan(plan) {
  remember({ ...current, user: { ...current.user, plan } });
}

export function forget() {
  current = null;
  sessionStorage.clear();
}
