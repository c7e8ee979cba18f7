package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.iam.AccessGate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running emulation of one template: its HTTP API on 127.0.0.1, its functions as instances in
 * this JVM, its tables on a DynamoDB Local that somebody else runs.
 *
 * <pre>{@code
 * Template template = Template.read(Path.of("template.yaml"), Map.of());
 * try (Emulator emulator = Emulator.builder(template).dynamoDb(() -> endpoint).start()) {
 *   URI health = emulator.uri().resolve("/health");
 * }
 * }</pre>
 */
public final class Emulator implements AutoCloseable {
  private static final int MOST_INSTANCES = 1_000;
  private static final int MOST_JVMS = 4;
  private static final String PARAMETER_STORE = "/_local/ssm";

  private final Builder settings;
  private final Template template;
  private final Map<String, FunctionRuntime> functions = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private final RequestIds requestIds = new RequestIds(new SecureRandom());
  private final Invocations invocations;
  private final FrontDoor door;
  private final LocalServer server;
  private final Map<String, LocalServer> urlServers = new LinkedHashMap<>();
  private final Schedules schedules;
  private final AccessGate gate;
  private @Nullable GuardedTables tables;

  private Emulator(Builder settings) {
    this.settings = settings;
    this.template = settings.template;
    this.threads = Executors.newCachedThreadPool(Emulator::daemon);
    this.invocations = new Invocations(template, functions, settings.time, requestIds);
    this.schedules = new Schedules(settings.time, invocations::run);
    this.gate = new AccessGate(template.permissions(), References.ACCOUNT);
    settings.mounts.put("/_local/invoke", invocations);
    settings.mounts.computeIfPresent(PARAMETER_STORE, (path, handler) -> gate.before(handler));
    this.door =
        new FrontDoor(settings.mounts, settings.web == null ? null : new StaticFiles(settings.web));
    this.server = bind(settings.port, door);
  }

  /** Collects what an emulator is started with. */
  public static Builder builder(Template template) {
    return new Builder(template);
  }

  /** The address of the HTTP API and of what is mounted beside it, without a trailing slash. */
  public URI uri() {
    return server.uri();
  }

  /**
   * The address of a function's URL, without a trailing slash. Of a template without HTTP API the
   * only function URL has the emulator's own address; otherwise function URLs have the ports after
   * it, in the template's order.
   *
   * @throws IllegalArgumentException if the function has none
   */
  public URI functionUrl(String logicalId) {
    LocalServer found = urlServers.get(logicalId);
    if (found == null) {
      throw new IllegalArgumentException("no function URL: " + logicalId);
    }
    return found.uri();
  }

  /** What the functions did to tables and parameters, and what they may do and did not. */
  public AccessGate access() {
    return gate;
  }

  /** Stops answering and drops all function instances. */
  @Override
  public void close() {
    schedules.close();
    server.close();
    if (tables != null) {
      tables.close();
    }
    urlServers.values().forEach(LocalServer::close);
    threads.shutdownNow();
    functions.values().forEach(FunctionRuntime::close);
  }

  private void open() {
    Map<String, String> shared = new LinkedHashMap<>();
    if (settings.dynamoDb != null) {
      URI endpoint = settings.dynamoDb.get();
      tables = GuardedTables.open(template.tables(), endpoint, gate);
      progress(template.tables().size() + " tables created at " + endpoint);
      shared.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
    }
    template.functions().values().forEach(function -> createFunction(function, shared));
    functions.values().forEach(FunctionRuntime::warmUp);
    progress(functions.size() + " functions instantiated");
    openUrls();
    template.schedules().forEach(schedules::add);
  }

  private void openUrls() {
    List<FunctionUrlDefinition> urls = template.functionUrls();
    boolean alone = urls.size() == 1 && template.api().routes().isEmpty();
    door.open(alone ? functionUrl(urls.get(0)) : api());
    for (FunctionUrlDefinition url : urls) {
      int port = settings.port == 0 ? 0 : settings.port + 1 + urlServers.size();
      urlServers.put(url.functionId(), alone ? server : openUrl(url, port));
      progress("function URL of " + url.functionId() + ": " + functionUrl(url.functionId()) + "/");
    }
  }

  private LocalServer openUrl(FunctionUrlDefinition url, int port) {
    var urlDoor = new FrontDoor(Map.of(), null);
    urlDoor.open(functionUrl(url));
    return bind(port, urlDoor);
  }

  private FunctionUrl functionUrl(FunctionUrlDefinition url) {
    LocalResponse failure = LocalResponse.json(502, "{\"Message\":\"Internal Server Error\"}");
    Duration patience = template.function(url.functionId()).timeout();
    var caller = new FunctionCaller(functions, patience, failure, threads);
    return new FunctionUrl(url, caller, settings.time, requestIds::uuid);
  }

  private void createFunction(FunctionDefinition function, Map<String, String> shared) {
    Map<String, String> variables = new LinkedHashMap<>(LambdaVariables.of(function));
    variables.putAll(shared);
    variables.putAll(function.environment());
    Map<String, String> environment = settings.environment.adjust(variables, uri());
    functions.put(
        function.logicalId(),
        new PooledFunction(
            function,
            instances(function, environment),
            threads,
            requestIds::uuid,
            settings.runtimeClient ? MOST_JVMS : MOST_INSTANCES));
  }

  private Supplier<Instance> instances(
      FunctionDefinition function, Map<String, String> environment) {
    ClassLoader classes = Emulator.class.getClassLoader();
    var handlers = new HandlerFactory(function, environment, classes);
    if (!settings.runtimeClient) {
      return () -> new InProcessInstance(function, handlers.create());
    }
    String classPath = RuntimeClientJars.classPath(classes);
    // The deadline is compared with the other JVM's clock, so it is the system's whatever the
    // emulator's time.
    return () ->
        RuntimeClientInstance.start(function, environment, classPath, InstantSource.system());
  }

  private void progress(String line) {
    settings.progress.accept(line);
  }

  private HttpApi api() {
    HttpApiDefinition definition = template.api();
    var authorizers =
        new Authorizers(
            functions, new ProxyEvents(EventSource.of(definition)), definition.stageVariables());
    LocalResponse failure = FunctionCaller.message(500, "Internal Server Error");
    var caller = new FunctionCaller(functions, settings.integrationTimeout, failure, threads);
    return new HttpApi(definition, authorizers, caller, settings.time, requestIds::gateway);
  }

  private static LocalServer bind(int port, FrontDoor door) {
    try {
      return LocalServer.start(port, LocalServer.Limits.HTTP_API, door);
    } catch (IOException e) {
      throw new EmulatorException("port " + port + " cannot be bound: " + e.getMessage(), e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "local-function");
    thread.setDaemon(true);
    return thread;
  }

  /** Options of an emulator. */
  public static final class Builder {
    private final Template template;
    private final Map<String, LocalHandler> mounts = new LinkedHashMap<>();
    private int port;
    private @Nullable Path web;
    private @Nullable Supplier<URI> dynamoDb;
    private Environment environment = (variables, emulator) -> variables;
    private Duration integrationTimeout = Duration.ofSeconds(30);
    private InstantSource time = InstantSource.system();
    private Consumer<String> progress = step -> {};
    private boolean runtimeClient;

    private Builder(Template template) {
      this.template = Objects.requireNonNull(template);
    }

    /** The port to bind; a free one by default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** A folder whose files are served where no route matches; none by default. */
    public Builder web(Path folder) {
      this.web = Objects.requireNonNull(folder);
      return this;
    }

    /**
     * Where DynamoDB Local answers. The supplier is asked once, after the port is bound, and may
     * wait. Without one, tables are not created.
     */
    public Builder dynamoDb(Supplier<URI> endpoint) {
      this.dynamoDb = Objects.requireNonNull(endpoint);
      return this;
    }

    /**
     * Serves a handler under a prefix, {@code /_local/openai}; it sees paths without the prefix.
     */
    public Builder mount(String prefix, LocalHandler handler) {
      mounts.put(prefix, Objects.requireNonNull(handler));
      return this;
    }

    /** Adjusts the environment of every function; unchanged by default. */
    public Builder environment(Environment adjustment) {
      this.environment = Objects.requireNonNull(adjustment);
      return this;
    }

    /**
     * How long the API waits for a function before it answers 503; API Gateway's 30 s by default.
     */
    public Builder integrationTimeout(Duration limit) {
      this.integrationTimeout = Objects.requireNonNull(limit);
      return this;
    }

    /** The time in events and of cached authorizer results; the system's by default. */
    public Builder time(InstantSource time) {
      this.time = Objects.requireNonNull(time);
      return this;
    }

    /**
     * Runs every function instance in a JVM of its own under AWS's runtime interface client, at
     * most four of a function at once. Handlers need a public constructor without parameters, as on
     * AWS.
     */
    public Builder runtimeInterfaceClient() {
      this.runtimeClient = true;
      return this;
    }

    /** Takes one line after each step of the start. */
    public Builder progress(Consumer<String> line) {
      this.progress = Objects.requireNonNull(line);
      return this;
    }

    /**
     * Binds the port, creates the tables and one instance of every function, and opens the API.
     *
     * @throws EmulatorException if any of it fails; nothing stays open
     */
    public Emulator start() {
      var emulator = new Emulator(this);
      try {
        emulator.open();
        return emulator;
      } catch (RuntimeException e) {
        emulator.close();
        throw e;
      }
    }
  }
}
