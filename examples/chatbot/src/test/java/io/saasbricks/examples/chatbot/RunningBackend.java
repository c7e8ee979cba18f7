package io.saasbricks.examples.chatbot;

import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the backend of {@code template.yaml}, started once for all of them. Each test signs
 * in people of its own, so none sees another's data.
 */
public final class RunningBackend implements ParameterResolver, ExecutionCondition {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningBackend.class);

  /** Which of the declared answers the tests have met. */
  private static final Path CONTRACT_COVERAGE = Path.of("target", "contract-coverage.txt");

  /** What functions may do and did not, a line each. */
  static final Path UNUSED_PERMISSIONS = Path.of("target", "unused-permissions.txt");

  /** Whether requests are to come by serverless-offline, to functions under AWS's own client. */
  private static final boolean OFFLINE = Boolean.getBoolean("saasbricks.serverlessOffline");

  private static final Path TEMPLATE = Path.of("template.yaml");

  /** Closed by JUnit at the end of the run. */
  private record Started(LocalBackend backend, Optional<ServerlessOffline> offline)
      implements AutoCloseable {
    Chatbot chatbot() {
      return offline
          .map(front -> new Chatbot(backend, front.uri()))
          .orElseGet(() -> new Chatbot(backend));
    }

    @Override
    public void close() {
      offline.ifPresent(ServerlessOffline::close);
      backend.close();
      try {
        Files.write(CONTRACT_COVERAGE, Contract.PUBLISHED.coverage());
        Files.write(UNUSED_PERMISSIONS, unused());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<String> unused() {
      return backend.access().unused().entrySet().stream()
          .flatMap(function -> function.getValue().stream().map(a -> function.getKey() + ": " + a))
          .toList();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return OFFLINE
        ? context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                ConditionEvaluationResult.class,
                key -> ServerlessOffline.install(),
                ConditionEvaluationResult.class)
        : ConditionEvaluationResult.enabled("the emulator needs nothing");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Chatbot.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Started started =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Started.class, key -> start(), Started.class);
    return started.chatbot();
  }

  private static Started start() {
    LocalBackend.Builder builder =
        LocalBackend.of(TEMPLATE).web(Path.of("web")).dynamoDb(DynamoDbLocal.shared().endpoint());
    if (!OFFLINE) {
      return new Started(builder.start(), Optional.empty());
    }
    LocalBackend backend = builder.runtimeInterfaceClient().start();
    try {
      return new Started(
          backend, Optional.of(ServerlessOffline.start("chatbot", TEMPLATE, backend.uri())));
    } catch (IOException | InterruptedException | RuntimeException e) {
      backend.close();
      throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }
}
