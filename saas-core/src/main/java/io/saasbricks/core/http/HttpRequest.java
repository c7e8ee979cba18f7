package io.saasbricks.core.http;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as a handler sees it. Immutable but for its {@link #facts}; what a middleware finds out
 * about a request it adds with {@link #with}.
 */
public final class HttpRequest {
  private static final Attribute<Principal> PRINCIPAL = new Attribute<>("principal");
  private static final Attribute<Invocation> INVOCATION = new Attribute<>("invocation");
  private static final String EVENTS = "text/event-stream";
  private static final int MAX_BODY_BYTES = 256 * 1024;

  private final Parts parts;
  private final Map<Attribute<?>, Object> attributes;
  private final RequestFacts facts;

  /**
   * What came over the wire.
   *
   * @param method in upper case
   * @param route the route's template, such as {@code GET /agents/{agentId}}, or {@code $default}
   * @param path the decoded path, for logs; routes and ids come from route and path parameters
   * @param query every value by name, in order, decoded
   * @param body the exact bytes, already decoded from base64
   * @param sourceIp the address of the caller as the front door reports it
   * @param requestId of this request, for logs and problem answers
   * @param authorizer what an authorizer function passed on; empty without one
   * @param deadline when the function will be stopped
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and bodies must not be copied
  public record Parts(
      String method,
      String route,
      String path,
      Map<String, String> pathParameters,
      Map<String, List<String>> query,
      Headers headers,
      Map<String, String> cookies,
      byte[] body,
      String sourceIp,
      String requestId,
      JsonObject authorizer,
      Deadline deadline) {}

  /** The name of something that a middleware attaches to a request. Compared by identity. */
  @SuppressWarnings("UnusedTypeParameter") // the type of what is attached
  public static final class Attribute<T> {
    private final String name;

    /** An attribute that is no other, whatever its name. */
    public Attribute(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private HttpRequest(Parts parts, Map<Attribute<?>, Object> attributes, RequestFacts facts) {
    this.parts = parts;
    this.attributes = attributes;
    this.facts = facts;
  }

  /** The request that came over the wire so. */
  public static HttpRequest of(Parts parts) {
    return new HttpRequest(parts, Map.of(), new RequestFacts());
  }

  /** A bodiless request without headers, as tests and priming need it. */
  public static HttpRequest of(String method, String path) {
    return of(
        new Parts(
            method,
            method + " " + path,
            path,
            Map.of(),
            Map.of(),
            Headers.none(),
            Map.of(),
            new byte[0],
            "127.0.0.1",
            "local",
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
  }

  /** What came over the wire. */
  public Parts parts() {
    return parts;
  }

  /** The method in upper case. */
  public String method() {
    return parts.method();
  }

  /** The id of this request, for logs and problem answers. */
  public String requestId() {
    return parts.requestId();
  }

  /** The address of the caller as the front door reports it. */
  public String sourceIp() {
    return parts.sourceIp();
  }

  /** When the function will be stopped. */
  public Deadline deadline() {
    return parts.deadline();
  }

  /** The header of that name, in whatever case. */
  public Optional<String> header(String name) {
    return parts.headers().get(name);
  }

  /**
   * The value of a path parameter of the route.
   *
   * @throws IllegalStateException if the route has no such parameter
   */
  public String pathParameter(String name) {
    @Nullable String value = parts.pathParameters().get(name);
    if (value == null) {
      throw new IllegalStateException("route " + parts.route() + " has no parameter " + name);
    }
    return value;
  }

  /** This request with the parameters that a {@link Router} found in its path. */
  HttpRequest matched(Map<String, String> pathParameters) {
    Parts matched =
        new Parts(
            parts.method(),
            parts.route(),
            parts.path(),
            pathParameters,
            parts.query(),
            parts.headers(),
            parts.cookies(),
            parts.body(),
            parts.sourceIp(),
            parts.requestId(),
            parts.authorizer(),
            parts.deadline());
    return new HttpRequest(matched, attributes, facts);
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(parts.query().get(name)).map(values -> values.get(0));
  }

  /**
   * The exact bytes of the body.
   *
   * @throws ProblemException with status 413 if there are over 256 KB
   */
  public byte[] body() {
    if (parts.body().length > MAX_BODY_BYTES) {
      throw Problem.tooLarge(MAX_BODY_BYTES).asException();
    }
    return parts.body();
  }

  /**
   * The body as a JSON object whose members are checked as they are read.
   *
   * @throws ProblemException with status 400 if it is none, or 413 if it has over 256 KB
   */
  public RequestBody json() {
    return RequestBody.of(body());
  }

  /** What will be logged of this request; shared by all requests made from this one. */
  public RequestFacts facts() {
    return facts;
  }

  /** The verified caller; empty for an anonymous request. */
  public Optional<Principal> principal() {
    return get(PRINCIPAL);
  }

  /** This request with its caller verified. Only authentication calls this. */
  public HttpRequest by(Principal principal) {
    return with(PRINCIPAL, principal);
  }

  /**
   * The tenant that Lambda keeps this environment for, where the function isolates tenants; a
   * verified caller of another tenant must be refused.
   */
  public Optional<String> isolatedTenant() {
    return invocation().flatMap(Invocation::tenant);
  }

  /** Whether the caller takes server-sent events and the front door can stream them. */
  public boolean wantsEvents() {
    boolean streams =
        invocation().map(Invocation::mode).equals(Optional.of(InvokeMode.RESPONSE_STREAM));
    return streams && header("accept").filter(types -> types.contains(EVENTS)).isPresent();
  }

  Optional<Invocation> invocation() {
    return get(INVOCATION);
  }

  HttpRequest in(Invocation invocation) {
    return with(INVOCATION, invocation);
  }

  /** What a middleware attached under that name. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(Attribute<T> attribute) {
    return Optional.ofNullable((T) attributes.get(attribute));
  }

  /** This request with something attached. */
  public <T> HttpRequest with(Attribute<T> attribute, T value) {
    Map<Attribute<?>, Object> copy = new HashMap<>(attributes);
    copy.put(attribute, value);
    return new HttpRequest(parts, Map.copyOf(copy), facts);
  }

  /** Method and route only: path, headers and body may be personal. */
  @Override
  public String toString() {
    return "HttpRequest[" + parts.route() + "]";
  }
}
