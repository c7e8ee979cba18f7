package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.iam.AccessGate;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 *
 * <p>Safe for concurrent use. Closing it twice is harmless.
 */
public final class Emulator implements AutoCloseable {
  private static final String PARAMETER_STORE = "/_local/ssm";

  private final EmulatorBuilder settings;
  private final Template template;
  private final RequestIds requestIds = new RequestIds(new SecureRandom());
  private final Functions functions;
  private final Invocations invocations;
  private final FrontDoor door;
  private final LocalServer server;
  private final Map<String, LocalServer> urlServers = new LinkedHashMap<>();
  private final Schedules schedules;
  private final AccessGate gate;
  private @Nullable GuardedTables tables;

  private Emulator(EmulatorBuilder settings) {
    this.settings = settings;
    this.template = settings.template;
    this.functions = settings.place.apply(requestIds);
    this.invocations = new Invocations(template, functions.byId(), settings.time, requestIds);
    this.schedules = new Schedules(settings.time, invocations::run);
    this.gate = new AccessGate(template.permissions(), References.ACCOUNT);
    Map<String, LocalHandler> mounts = new LinkedHashMap<>(settings.mounts);
    mounts.put("/_local/invoke", invocations);
    mounts.computeIfPresent(PARAMETER_STORE, (path, handler) -> gate.before(handler));
    this.door = new FrontDoor(mounts, settings.web == null ? null : new StaticFiles(settings.web));
    this.server = bind(settings.port, door);
  }

  /** Collects what an emulator is started with. */
  public static EmulatorBuilder builder(Template template) {
    return new EmulatorBuilder(template);
  }

  static Emulator start(EmulatorBuilder settings) {
    var emulator = new Emulator(settings);
    try {
      emulator.open();
      return emulator;
    } catch (RuntimeException e) {
      emulator.close();
      throw e;
    }
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
    functions.close();
  }

  private void open() {
    Map<String, String> shared = new LinkedHashMap<>();
    if (settings.dynamoDb != null) {
      URI endpoint = settings.dynamoDb.get();
      tables = GuardedTables.open(template.tables(), endpoint, gate);
      progress(template.tables().size() + " tables created at " + endpoint);
      shared.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
    }
    for (FunctionDefinition function : template.functions().values()) {
      functions.add(function, environment(function, shared));
    }
    functions.warmUp();
    progress(template.functions().size() + " functions instantiated");
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
    FunctionCaller caller = functions.caller(patience, failure);
    return new FunctionUrl(url, caller, settings.time, requestIds::uuid);
  }

  private Map<String, String> environment(FunctionDefinition function, Map<String, String> shared) {
    Map<String, String> variables = new LinkedHashMap<>(LambdaVariables.of(function));
    variables.putAll(shared);
    variables.putAll(function.environment());
    return settings.environment.adjust(variables, uri());
  }

  private void progress(String line) {
    settings.progress.accept(line);
  }

  private HttpApi api() {
    HttpApiDefinition definition = template.api();
    var authorizers =
        new Authorizers(
            functions.byId(),
            new ProxyEvents(EventSource.of(definition)),
            definition.stageVariables());
    LocalResponse failure = FunctionCaller.message(500, "Internal Server Error");
    FunctionCaller caller = functions.caller(settings.integrationTimeout, failure);
    return new HttpApi(definition, authorizers, caller, settings.time, requestIds::gateway);
  }

  private static LocalServer bind(int port, FrontDoor door) {
    try {
      return LocalServer.start(port, LocalServer.Limits.HTTP_API, door);
    } catch (IOException e) {
      throw new EmulatorException("port " + port + " cannot be bound: " + e.getMessage(), e);
    }
  }
}
