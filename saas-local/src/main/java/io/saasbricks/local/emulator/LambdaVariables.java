package io.saasbricks.local.emulator;

import java.util.Map;

/** The environment variables that Lambda sets for every function. */
final class LambdaVariables {
  private LambdaVariables() {}

  static Map<String, String> of(FunctionDefinition function) {
    return Map.ofEntries(
        Map.entry("_HANDLER", function.handler()),
        Map.entry("AWS_REGION", References.REGION),
        Map.entry("AWS_DEFAULT_REGION", References.REGION),
        // By this key the emulator knows whose call it is.
        Map.entry("AWS_ACCESS_KEY_ID", function.logicalId()),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + function.memoryMegabytes()),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("TZ", ":UTC"));
  }
}
