package io.saasbricks.local.emulator;

import java.util.Map;

/** Small templates for tests. */
final class Templates {
  private Templates() {}

  /** The environment of the function {@code F} of a template. */
  static Map<String, String> environment(String yaml, Map<String, String> parameters) {
    return Template.parse(yaml, parameters).function("F").environment();
  }

  /**
   * A template of parameters and one function {@code F} with these properties beside its handler.
   */
  static String function(String properties, String parameters) {
    return """
        Parameters: {%s}
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {Handler: a.B, %s}
        """
        .formatted(parameters, properties);
  }
}
