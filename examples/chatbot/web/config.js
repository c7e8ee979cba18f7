// Where this console finds its backend. Deploying to a bucket, this is the only script to change.
export const config = {
  // The address of the API, the output ApiUrl; empty if it serves these files too.
  apiUrl: "",
  // Where chats stream: the output StreamUrl. Empty if apiUrl streams too, or nothing does.
  streamUrl: "",
  // The OAuth client id of Google sign-in; empty on a developer's machine, where a stand-in signs people in.
  googleClientId: "",
  // Where somebody asks for the enterprise plan.
  salesEmail: "sales@example.com",
};
