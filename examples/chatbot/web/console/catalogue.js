// What the backend offers, as in its plans.json and models.json; a test compares them.

/** From the smallest to the largest; the last is by contract. */
export const PLANS = {
  free: { messages: 100, apiCalls: 1000, storageBytes: 10000000, users: 1 },
  starter: { messages: 1000, apiCalls: 10000, storageBytes: 100000000, users: 3 },
  pro: { messages: 10000, apiCalls: 100000, storageBytes: 1000000000, users: 10 },
  business: { messages: 50000, apiCalls: 500000, storageBytes: 10000000000, users: 50 },
};

/** Models an agent may prefer. */
export const MODELS = [
  "deepseek-v4-flash",
  "deepseek-v4-pro",
  "gpt-4o-mini",
  "gpt-5.6-luna",
  "gpt-5.6-terra",
  "gemini-flash-lite-latest",
  "gemini-flash-latest",
  "gemini-pro-latest",
  "claude-haiku-4-5",
  "claude-sonnet-5",
];

/** What a key may be allowed to do. */
export const SCOPES = {
  chat: "Chat with agents",
  "agents:read": "Read agents",
  "agents:write": "Create, change and delete agents",
  "conversations:read": "Read conversations",
  "leads:read": "Read leads",
};
