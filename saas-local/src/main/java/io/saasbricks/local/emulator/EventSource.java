package io.saasbricks.local.emulator;

import java.util.Map;

/** Which API or function URL an event comes from. */
record EventSource(
    String accountId, String apiId, String stage, Map<String, String> stageVariables) {

  static EventSource of(HttpApiDefinition api) {
    return new EventSource(References.ACCOUNT, "localapi", api.stage(), api.stageVariables());
  }

  /** Function URLs without IAM report no account. */
  static EventSource of(FunctionUrlDefinition url) {
    String account = url.signed() ? References.ACCOUNT : "anonymous";
    return new EventSource(account, "localurl", "$default", Map.of());
  }
}
