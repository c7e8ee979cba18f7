package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalHandler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Options of an {@link Emulator}. Not for use by several threads at once. */
public final class EmulatorBuilder {
  final Template template;
  final Map<String, LocalHandler> mounts = new LinkedHashMap<>();
  int port;
  @Nullable Path web;
  @Nullable Supplier<URI> dynamoDb;
  Environment environment = (variables, emulator) -> variables;
  Duration integrationTimeout = Duration.ofSeconds(30);
  InstantSource time = InstantSource.system();
  Consumer<String> progress = step -> {};
  Function<RequestIds, Functions> place = Functions::inThisJvm;

  EmulatorBuilder(Template template) {
    this.template = Objects.requireNonNull(template);
  }

  /**
   * The port to bind; a free one by default, and for 0.
   *
   * @throws IllegalArgumentException if it is not from 0 to 65,535
   */
  public EmulatorBuilder port(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port must be from 0 to 65535: " + port);
    }
    this.port = port;
    return this;
  }

  /** A folder whose files are served where no route matches; none by default. */
  public EmulatorBuilder web(Path folder) {
    this.web = Objects.requireNonNull(folder);
    return this;
  }

  /**
   * Where DynamoDB Local answers. The supplier is asked once, after the port is bound, and may
   * wait. Without one, tables are not created.
   */
  public EmulatorBuilder dynamoDb(Supplier<URI> endpoint) {
    this.dynamoDb = Objects.requireNonNull(endpoint);
    return this;
  }

  /**
   * Serves a handler under a prefix, {@code /_local/openai}; it sees paths without the prefix.
   *
   * @throws IllegalArgumentException if the prefix does not begin with a slash, or ends with one
   */
  public EmulatorBuilder mount(String prefix, LocalHandler handler) {
    if (!prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix is like /_local/openai: " + prefix);
    }
    mounts.put(prefix, Objects.requireNonNull(handler));
    return this;
  }

  /** Adjusts the environment of every function; unchanged by default. */
  public EmulatorBuilder environment(Environment adjustment) {
    this.environment = Objects.requireNonNull(adjustment);
    return this;
  }

  /**
   * How long the API waits for a function before it answers 503; API Gateway's 30 s by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EmulatorBuilder integrationTimeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the time to wait must be positive: " + limit);
    }
    this.integrationTimeout = limit;
    return this;
  }

  /** The time in events and of cached authorizer results; the system's by default. */
  public EmulatorBuilder time(InstantSource time) {
    this.time = Objects.requireNonNull(time);
    return this;
  }

  /**
   * Runs every function instance in a JVM of its own under AWS's runtime interface client, at most
   * four of a function at once. Handlers need a public constructor without parameters, as on AWS.
   */
  public EmulatorBuilder runtimeInterfaceClient() {
    this.place = Functions::inJvmsOfTheirOwn;
    return this;
  }

  /** Takes one line after each step of the start. */
  public EmulatorBuilder progress(Consumer<String> line) {
    this.progress = Objects.requireNonNull(line);
    return this;
  }

  /**
   * Binds the port, creates the tables and one instance of every function, and opens the API.
   *
   * @throws EmulatorException if any of it fails; nothing stays open
   */
  public Emulator start() {
    return Emulator.start(this);
  }
}
