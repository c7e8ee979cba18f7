package io.saasbricks.local;

import io.saasbricks.local.emulator.Emulator;
import io.saasbricks.local.emulator.EmulatorBuilder;
import io.saasbricks.local.emulator.EmulatorException;
import io.saasbricks.local.emulator.Template;
import io.saasbricks.local.iam.AccessGate;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.GoogleStandIn;
import io.saasbricks.local.vendors.StripeStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A SAM template running on this machine: DynamoDB Local with its tables, its API and functions,
 * and stand-ins for the vendors that the functions call. Everything listens on 127.0.0.1 only and
 * ends with {@link #close}.
 *
 * <pre>{@code
 * try (LocalBackend backend = LocalBackend.of(Path.of("template.yaml")).start()) {
 *   URI health = backend.uri().resolve("/health");
 * }
 * }</pre>
 *
 * <p>Safe for concurrent use. Closing it twice is harmless.
 */
public final class LocalBackend implements AutoCloseable {
  private final Emulator emulator;
  private final @Nullable DynamoDbStart ownDynamoDb;
  private final StandIns standIns;

  private LocalBackend(Emulator emulator, @Nullable DynamoDbStart ownDynamoDb, StandIns standIns) {
    this.emulator = emulator;
    this.ownDynamoDb = ownDynamoDb;
    this.standIns = standIns;
  }

  /** Collects what a backend is started with. */
  public static Builder of(Path template) {
    return new Builder(template);
  }

  /** The address of the API, without a trailing slash. */
  public URI uri() {
    return emulator.uri();
  }

  /**
   * The address of a function's URL, without a trailing slash; see {@link Emulator#functionUrl}.
   */
  public URI functionUrl(String logicalId) {
    return emulator.functionUrl(logicalId);
  }

  /** What the functions did to tables and parameters, and what they may do and did not. */
  public AccessGate access() {
    return emulator.access();
  }

  /** The faults of the stand-ins for language models and for Stripe. */
  public Faults faults() {
    return standIns.faults();
  }

  /** The stand-in that signs ID tokens. */
  public GoogleStandIn google() {
    return standIns.google();
  }

  /** The stand-in that bills. */
  public StripeStandIn stripe() {
    return standIns.stripe().standIn();
  }

  /** Stops answering, and the DynamoDB Local that was started with the backend. */
  @Override
  public void close() {
    emulator.close();
    standIns.stripe().close();
    if (ownDynamoDb != null) {
      ownDynamoDb.close();
    }
  }

  /** Options of a backend. Not for use by several threads at once. */
  public static final class Builder {
    private final Path template;
    private Map<String, String> parameters = Map.of();
    private Map<String, String> processEnvironment = Map.of();
    private @Nullable URI dynamoDb;
    private InstantSource time = InstantSource.system();
    private Consumer<String> progress = line -> {};
    private Consumer<EmulatorBuilder> options = emulator -> {};

    private Builder(Path template) {
      this.template = Objects.requireNonNull(template);
    }

    /** Values of template parameters; the others take their defaults. */
    public Builder parameters(Map<String, String> values) {
      this.parameters = Map.copyOf(values);
      return this;
    }

    /** Where real vendor keys are looked for, such as {@code System.getenv()}; none by default. */
    public Builder processEnvironment(Map<String, String> variables) {
      this.processEnvironment = Map.copyOf(variables);
      return this;
    }

    /** The port of the API; see {@link EmulatorBuilder#port}. */
    public Builder port(int port) {
      return with(emulator -> emulator.port(port));
    }

    /** A folder served where no route matches; see {@link EmulatorBuilder#web}. */
    public Builder web(Path folder) {
      return with(emulator -> emulator.web(folder));
    }

    /**
     * A DynamoDB Local that runs already; one is started and stopped with the backend by default.
     */
    public Builder dynamoDb(URI endpoint) {
      this.dynamoDb = Objects.requireNonNull(endpoint);
      return this;
    }

    /** The time of the emulator and of the stand-ins; the system's by default. */
    public Builder time(InstantSource time) {
      this.time = Objects.requireNonNull(time);
      return this;
    }

    /**
     * Runs every function in JVMs of its own; see {@link EmulatorBuilder#runtimeInterfaceClient}.
     */
    public Builder runtimeInterfaceClient() {
      return with(EmulatorBuilder::runtimeInterfaceClient);
    }

    /** Takes one line after each step of the start. */
    public Builder progress(Consumer<String> line) {
      this.progress = Objects.requireNonNull(line);
      return this;
    }

    private Builder with(Consumer<EmulatorBuilder> option) {
      options = options.andThen(option);
      return this;
    }

    /**
     * Starts everything and returns when the API answers.
     *
     * @throws IllegalArgumentException if an option is not one of an emulator
     * @throws io.saasbricks.local.emulator.TemplateException if the template cannot be emulated
     * @throws EmulatorException if something cannot start; nothing stays running
     */
    public LocalBackend start() {
      DynamoDbStart own = dynamoDb == null ? new DynamoDbStart() : null;
      try {
        return start(own);
      } catch (RuntimeException e) {
        if (own != null) {
          own.close();
        }
        throw e;
      }
    }

    private LocalBackend start(@Nullable DynamoDbStart own) {
      Template read = Template.read(template, parameters);
      progress.accept(read.summary() + " in " + template);
      String clientId = read.environmentValue("GOOGLE_CLIENT_ID");
      StandIns standIns = StandIns.create(clientId, processEnvironment, time);
      EmulatorBuilder emulator = Emulator.builder(read).time(time).progress(progress);
      options.accept(emulator);
      emulator.dynamoDb(() -> own == null ? Objects.requireNonNull(dynamoDb) : own.endpoint());
      emulator.environment(new VendorOverrides(processEnvironment));
      standIns.mountOn(emulator, time);
      Emulator started = emulator.start();
      standIns.stripe().deliverTo(started.uri().resolve("/billing/webhook"));
      return new LocalBackend(started, own, standIns);
    }
  }
}
