package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.Authorizer;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitAuthorizerTest {
  private static final HttpRequest REQUEST = HttpRequest.of("GET", "/agents");
  private static final Handler OK = request -> HttpResponse.empty(204);
  private static final Authorizer KEYS =
      request ->
          new Authorizer.Decision.Allowed("key-1", Map.of("subject", "key-1", "plan", "pro"));

  private final TestTable test = TestTable.inMemory();
  private final Limits limits =
      Limits.of("keys", Policy.tokenBucket("rate", 2, Duration.ofHours(1)));
  private final RateLimiter limiter = RateLimiter.of(test.table(), limits, test.time());
  private final Authorizer authorizer =
      RateLimitAuthorizer.around(
          KEYS, limiter, caller -> Subject.of("key", caller.getOrDefault("subject", "")));

  @Test
  void aCallerOverItsLimitsIs429WithHeadersAndNot403() {
    assertThat(answer().status()).isEqualTo(204);
    HttpResponse last = answer();
    assertThat(last.status()).isEqualTo(204);
    assertThat(last.headers().get("ratelimit")).contains("\"rate\";r=0;t=1800");
    HttpResponse denied = answer();
    assertThat(denied.status()).isEqualTo(429);
    assertThat(denied.headers().get("retry-after")).contains("1800");
    assertThat(denied.headers().get("ratelimit")).contains("\"rate\";r=0;t=1800");
    assertThat(denied.headers().get("ratelimit-policy")).contains("\"rate\";q=2;w=3600");
    assertThat(denied.body()).contains("\"violated-policies\":[\"rate\"]");
  }

  @Test
  void theFunctionChargesNothing() {
    HttpRequest request = behind(authorizer.decide(REQUEST));
    Handler function = OK.behind(RateLimitMiddleware.byAuthorizer());
    assertThat(test.cost(() -> function.handle(request)).requests()).isZero();
  }

  @Test
  void theContextOfTheOtherAuthorizerIsKept() {
    Authorizer.Decision.Allowed allowed = (Authorizer.Decision.Allowed) authorizer.decide(REQUEST);
    assertThat(allowed.principalId()).isEqualTo("key-1");
    assertThat(allowed.context()).containsEntry("plan", "pro").containsKey("rateLimit");
  }

  @Test
  void whomTheOtherAuthorizerDeniesIsNotCharged() {
    Authorizer none = request -> new Authorizer.Decision.Denied();
    Authorizer limited =
        RateLimitAuthorizer.around(none, limiter, caller -> Subject.of("key", "a"));
    long requests =
        test.cost(
                () ->
                    assertThat(limited.decide(REQUEST)).isEqualTo(new Authorizer.Decision.Denied()))
            .requests();
    assertThat(requests).isZero();
  }

  @Test
  void aRequestThatNoAuthorizerDecidedOnIsNotLetThrough() {
    Handler function = OK.behind(RateLimitMiddleware.byAuthorizer());
    assertThatThrownBy(() -> function.handle(REQUEST)).isInstanceOf(IllegalStateException.class);
  }

  static Stream<Decision> decisions() {
    Instant at = Instant.parse("2026-11-15T10:20:30.123Z");
    PolicyState day = new PolicyState("day", 100, Duration.ofDays(1), 7, Duration.ofMillis(1_501));
    PolicyState burst = new PolicyState("burst", 1, Duration.ofSeconds(1), 0, Duration.ZERO);
    Decision.Violation violation = new Decision.Violation("burst", Duration.ofMillis(3));
    return Stream.of(
        new Decision.Allowed(at, 1, List.of()),
        new Decision.Allowed(at, RateLimiter.MAX_COST, List.of(day, burst)),
        new Decision.Denied(
            Decision.Reason.QUOTA_EXCEEDED, List.of(violation), Duration.ofMillis(3), List.of(day)),
        new Decision.Denied(
            Decision.Reason.BLOCKED, List.of(), Duration.ofHours(24), List.of(burst)),
        new Decision.Denied(
            Decision.Reason.UNAVAILABLE, List.of(), Duration.ofSeconds(1), List.of()));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void everyDecisionIsReadAsItWasWritten(Decision decision) {
    assertThat(DecisionText.read(DecisionText.write(decision))).isEqualTo(decision);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"states\":[],\"reason\":\"NONE\"}"})
  void whatIsNoDecisionIsRefused(String text) {
    assertThatThrownBy(() -> DecisionText.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** What the function answers to a request that the authorizer has decided on. */
  private HttpResponse answer() {
    return OK.behind(RateLimitMiddleware.byAuthorizer()).handle(behind(authorizer.decide(REQUEST)));
  }

  /** A request with the context as API Gateway hands it on: texts in a JSON object. */
  private static HttpRequest behind(Authorizer.Decision decision) {
    JsonObject.Builder context = JsonObject.builder();
    ((Authorizer.Decision.Allowed) decision).context().forEach(context::put);
    HttpRequest.Parts parts = REQUEST.parts();
    return HttpRequest.of(
        new HttpRequest.Parts(
            parts.method(),
            parts.route(),
            parts.path(),
            parts.pathParameters(),
            parts.query(),
            parts.headers(),
            parts.cookies(),
            parts.body(),
            parts.sourceIp(),
            parts.requestId(),
            Json.object(Json.text(context.build())),
            parts.deadline()));
  }
}
