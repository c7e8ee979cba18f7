package io.saasbricks.core.idempotency;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.TenantContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a client repeat a POST safely: the first answer to an {@code Idempotency-Key} is given again
 * for a day, with the header {@code Idempotency-Replayed}, and the handler does not run again.
 *
 * <p>Keys are apart by tenant and route. While the first request is at work a repeated one is
 * answered with 409 and {@code Retry-After}; a key used for another path, query or body is answered
 * with 422. Only answers under 400 are kept: after a refusal or failure the key is free again. An
 * answer too large to keep is answered with 409 when asked for again. Requests without the header
 * pass.
 *
 * <p>Answers are stored, so keep it off routes that answer with a secret. Stands behind {@link
 * io.saasbricks.core.tenant.WithTenant}. Costs two writes per request with a key, one per repeated
 * one. Safe for concurrent use.
 */
public final class WithIdempotencyKey implements Middleware {
  private static final Logger LOG = LoggerFactory.getLogger(WithIdempotencyKey.class);
  private static final String HEADER = "idempotency-key";
  private static final int LONGEST_KEY = 255;

  private final Idempotency idempotency;

  private WithIdempotencyKey(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /** A middleware that keeps answers there. */
  public static WithIdempotencyKey of(Idempotency idempotency) {
    return new WithIdempotencyKey(idempotency);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Optional<String> key = request.header(HEADER);
    return key.isPresent() ? once(key.get(), request, next) : next.handle(request);
  }

  private HttpResponse once(String key, HttpRequest request, Handler next) {
    requireWellFormed(key);
    WorkId work =
        WorkId.ofTenant(
            TenantContext.of(request).scope(), request.parts().route(), key, payload(request));
    Claim claim = idempotency.claim(work, request.deadline());
    if (claim instanceof Claim.Granted granted) {
      return run(granted.run(), request, next);
    }
    if (claim instanceof Claim.Completed completed) {
      return completed
          .result()
          .map(WithIdempotencyKey::replay)
          .orElseThrow(() -> Problem.conflict("The answer was too large to keep.").asException());
    }
    throw refusal(claim).asException();
  }

  private HttpResponse run(Run run, HttpRequest request, Handler next) {
    boolean succeeded = false;
    try {
      HttpResponse response = next.handle(request);
      succeeded = response.status() < 400;
      if (succeeded) {
        settle(() -> idempotency.complete(run, text(response)));
      }
      return response;
    } finally {
      if (!succeeded) {
        settle(() -> idempotency.release(run));
      }
    }
  }

  /** The work is over: an answer that cannot be noted is still the answer. */
  private static void settle(BooleanSupplier write) {
    try {
      if (!write.getAsBoolean()) {
        LOG.warn("a request outlived its time and was taken over");
      }
    } catch (SaasException e) {
      LOG.atWarn().setCause(e).log("the end of a request could not be noted");
    }
  }

  private static Problem refusal(Claim claim) {
    if (claim instanceof Claim.InProgress progress) {
      // Rounded up: a caller that comes back a moment early is refused again.
      long seconds = progress.retryAfter().plusNanos(999_999_999).toSeconds();
      return Problem.conflict("A request with this Idempotency-Key is being answered.")
          .withHeader("retry-after", Long.toString(seconds));
    }
    return Problem.of(
        "idempotency-key-reused",
        "The Idempotency-Key belongs to another request",
        422,
        "Use a new key for a new request.");
  }

  private static void requireWellFormed(String key) {
    if (key.isEmpty()
        || key.length() > LONGEST_KEY
        || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw Problem.badRequest("An Idempotency-Key has 1 to 255 visible ASCII characters.")
          .asException();
    }
  }

  /** What makes it another request, each part ended by a byte that UTF-8 never has. */
  private static byte[] payload(HttpRequest request) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (String part : List.of(request.method(), request.parts().path(), query(request))) {
      payload.writeBytes(part.getBytes(StandardCharsets.UTF_8));
      payload.write(0xff);
    }
    payload.writeBytes(request.body());
    return payload.toByteArray();
  }

  private static String query(HttpRequest request) {
    return Json.text(request.parts().query());
  }

  private static String text(HttpResponse response) {
    return Json.text(
        JsonObject.builder()
            .put("status", response.status())
            .put("headers", response.headers().values())
            .put("cookies", response.cookies())
            .put("body", response.body())
            .build());
  }

  private static HttpResponse replay(String text) {
    JsonObject kept = Json.object(text);
    Map<String, String> headers = new LinkedHashMap<>();
    JsonObject values = kept.object("headers");
    values.members().keySet().forEach(name -> headers.put(name, values.string(name)));
    return new HttpResponse(
            (int) kept.number("status"),
            Headers.of(headers),
            kept.strings("cookies"),
            kept.string("body"))
        .with("idempotency-replayed", "true");
  }
}
