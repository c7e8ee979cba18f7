package io.saasbricks.examples.chatbot;

import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the backend of {@code template.yaml}, started once for all of them. Each test signs
 * in people of its own, so none sees another's data.
 */
final class RunningBackend implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningBackend.class);

  /** Which of the declared answers the tests have met. */
  private static final Path CONTRACT_COVERAGE = Path.of("target", "contract-coverage.txt");

  /** What functions may do and did not, a line each. */
  static final Path UNUSED_PERMISSIONS = Path.of("target", "unused-permissions.txt");

  /** Closed by JUnit at the end of the run. */
  private record Started(LocalBackend backend) implements AutoCloseable {
    @Override
    public void close() {
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
    return new Chatbot(started.backend());
  }

  private static Started start() {
    return new Started(
        LocalBackend.of(Path.of("template.yaml"))
            .web(Path.of("web"))
            .dynamoDb(DynamoDbLocal.shared().endpoint())
            .start());
  }
}
