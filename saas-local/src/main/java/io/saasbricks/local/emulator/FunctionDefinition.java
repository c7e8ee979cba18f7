package io.saasbricks.local.emulator;

import io.saasbricks.local.iam.Permissions;
import java.time.Duration;
import java.util.Map;

/** A function of the template, resolved. */
record FunctionDefinition(
    String logicalId,
    String name,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    Permissions permissions) {

  FunctionDefinition {
    environment = Map.copyOf(environment);
  }

  /** The handler's class: {@code a.b.C} of {@code a.b.C::handleRequest}. */
  String handlerClass() {
    return handler.split("::", 2)[0];
  }

  String arn() {
    return References.functionArn(name);
  }
}
