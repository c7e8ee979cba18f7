package io.saasbricks.examples.chatbot.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrimingTest {
  private static final Pattern HANDLER = Pattern.compile("Handler: ([\\w.]+)::handleRequest");

  static Stream<String> handlersOfTheTemplate() throws IOException {
    Matcher handlers = HANDLER.matcher(Files.readString(Path.of("template.yaml")));
    return handlers.results().map(found -> found.group(1)).distinct();
  }

  @ParameterizedTest
  @MethodSource("handlersOfTheTemplate")
  void noFunctionAsksAnybodyBeforeItsSnapshotOrOnItsRestore(String handler) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (LocalServer outside =
        LocalServer.start(
            request -> {
              asked.incrementAndGet();
              return LocalResponse.json(500, "{}");
            })) {
      Resource function = function(handler, environment(outside.uri().toString()));
      function.beforeCheckpoint(Core.getGlobalContext());
      function.afterRestore(Core.getGlobalContext());
    }
    assertThat(asked).hasValue(0);
  }

  private static Resource function(String handler, Map<String, String> environment)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(handler);
    return (Resource)
        (type == Health.class
            ? type.getConstructor().newInstance()
            : type.getConstructor(Map.class).newInstance(environment));
  }

  private static Map<String, String> environment(String outside) {
    Map<String, String> variables = new HashMap<>();
    for (String service :
        new String[] {
          "AWS_ENDPOINT_URL_DYNAMODB",
          "AWS_ENDPOINT_URL_SSM",
          "OPENAI_BASE_URL",
          "GEMINI_BASE_URL",
          "DEEPSEEK_BASE_URL",
          "ANTHROPIC_BASE_URL",
          "STRIPE_BASE_URL",
          "GOOGLE_JWKS_URL"
        }) {
      variables.put(service, outside);
    }
    for (String table : new String[] {"APP_TABLE", "CONVERSATIONS_TABLE", "COUNTERS_TABLE"}) {
      variables.put(table, table);
    }
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "id");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("PARAMETER_PREFIX", "/chatbot");
    variables.put("GOOGLE_CLIENT_ID", "client");
    variables.put("ALLOWED_ORIGINS", "https://app.example");
    return variables;
  }
}
