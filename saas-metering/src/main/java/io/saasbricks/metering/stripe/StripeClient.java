package io.saasbricks.metering.stripe;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Calls Stripe's API, version {@value #VERSION}.
 *
 * <p>A call that fails in passing (no answer or one that is no JSON, 409, 429, 500 and above, or
 * whatever Stripe says should be retried) is repeated up to twice within its deadline. A repeated
 * POST carries the same idempotency key, so it takes effect once; without a key it is repeated only
 * where the caller says that is harmless. Safe for concurrent use.
 */
public final class StripeClient {
  /** The API version every call asks for. */
  public static final String VERSION = "2026-10-28.endive";

  /** Where Stripe's API is. */
  public static final URI STRIPE = URI.create("https://api.stripe.com");

  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final int LONGEST_ANSWER = 4_000_000;

  private final Transport transport;
  private final URI base;
  private final Supplier<Secret> apiKey;
  private final Pause pause;
  private final RandomGenerator random;

  /** Passes the time between attempts. */
  @FunctionalInterface
  public interface Pause {
    /** Returns after the duration, or earlier if it is not worth waiting any longer. */
    void last(Duration duration);
  }

  private StripeClient(
      Transport transport, URI base, Supplier<Secret> apiKey, Pause pause, RandomGenerator random) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.base = Objects.requireNonNull(base, "base");
    this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
    this.pause = Objects.requireNonNull(pause, "pause");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * A client.
   *
   * @param base {@link #STRIPE}, or where a stand-in listens; without a slash at its end
   * @param apiKey gives the account's secret key, asked for with every call so that it may change
   * @param pause sleeps, in tests nothing
   * @param random spreads repeated calls
   */
  public static StripeClient of(
      Transport transport, URI base, Supplier<Secret> apiKey, Pause pause, RandomGenerator random) {
    return new StripeClient(transport, base, apiKey, pause, random);
  }

  /**
   * The object at that path.
   *
   * @throws StripeException if Stripe refuses
   * @throws TransportException if no answer came before the deadline
   */
  public JsonObject get(String path, StripeForm query, Deadline deadline) {
    return call(
        OutboundRequest.get(at(path + question(query)), headers(Optional.empty())), deadline);
  }

  /**
   * Deletes what is at that path. Repeating it is harmless: what is gone is refused with 404.
   *
   * @throws StripeException if Stripe refuses
   * @throws TransportException if no answer came before the deadline; the call may have taken
   *     effect
   */
  public JsonObject delete(String path, StripeForm query, Deadline deadline) {
    URI uri = at(path + question(query));
    return call(
        new OutboundRequest("DELETE", uri, headers(Optional.empty()), new byte[0]), deadline);
  }

  /**
   * Posts the form once, however often it is sent.
   *
   * @param idempotencyKey the same for repetitions of this call, and for no other call, for 24
   *     hours; 1 to 255 characters
   * @throws StripeException if Stripe refuses
   * @throws TransportException if no answer came before the deadline; the call may have taken
   *     effect
   */
  public JsonObject post(String path, StripeForm form, String idempotencyKey, Deadline deadline) {
    if (idempotencyKey.isEmpty() || idempotencyKey.length() > 255) {
      throw new IllegalArgumentException("an idempotency key must have 1 to 255 characters");
    }
    return call(posting(path, form, Optional.of(idempotencyKey)), deadline);
  }

  /** Posts a form whose repetition Stripe recognises by its own content. */
  JsonObject postRepeatable(String path, StripeForm form, Deadline deadline) {
    return call(posting(path, form, Optional.empty()), deadline);
  }

  private OutboundRequest posting(String path, StripeForm form, Optional<String> key) {
    Map<String, String> headers = headers(key);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    return OutboundRequest.post(at(path), headers, form.encoded().getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> headers(Optional<String> idempotencyKey) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + apiKey.get().reveal());
    headers.put("Stripe-Version", VERSION);
    headers.put("Accept", "application/json");
    idempotencyKey.ifPresent(key -> headers.put("Idempotency-Key", key));
    return headers;
  }

  private static String question(StripeForm query) {
    return query.isEmpty() ? "" : "?" + query.encoded();
  }

  private URI at(String path) {
    return URI.create(base + path);
  }

  private JsonObject call(OutboundRequest request, Deadline deadline) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == ATTEMPTS || deadline.passed();
      try {
        return attempt(request, deadline);
      } catch (StripeException | TransportException failure) {
        if (last || !failure.retryable()) {
          throw failure;
        }
        waitAfter(attempt);
      }
    }
  }

  private JsonObject attempt(OutboundRequest request, Deadline deadline) {
    try (OutboundResponse response = transport.send(request, deadline)) {
      Optional<String> advice = response.header("Stripe-Should-Retry");
      byte[] body = response.bytes(LONGEST_ANSWER);
      if (response.status() >= 200 && response.status() < 300) {
        return object(response.status(), body);
      }
      throw error(response.status(), body, advice);
    }
  }

  private static JsonObject object(int status, byte[] body) {
    try {
      return Json.object(body);
    } catch (JsonException e) {
      throw StripeException.notStripes(status, e);
    }
  }

  /**
   * What the reader finds in an answer.
   *
   * @throws StripeException if it is not there or of another type
   */
  static <T> T read(JsonObject answer, Function<JsonObject, T> reader) {
    try {
      return reader.apply(answer);
    } catch (JsonException e) {
      throw StripeException.unexpected(e);
    }
  }

  private void waitAfter(int attempt) {
    long longest = FIRST_PAUSE.toMillis() << (attempt - 1);
    pause.last(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
  }

  private static StripeException error(int status, byte[] body, Optional<String> advice) {
    boolean passing = status == 409 || status == 429 || status >= 500;
    boolean retryable = advice.map("true"::equals).orElse(passing);
    Optional<JsonObject> error = errorIn(body);
    return new StripeException(
        status, text(error, "type"), text(error, "code"), text(error, "message"), retryable);
  }

  private static String text(Optional<JsonObject> error, String name) {
    return error.map(e -> e.members().get(name) instanceof String text ? text : "").orElse("");
  }

  /** A proxy in between answers with something else; that is an error too. */
  private static Optional<JsonObject> errorIn(byte[] body) {
    try {
      return Json.object(body).optionalObject("error");
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
