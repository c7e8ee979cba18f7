package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitMiddlewareTest {
  private static final HttpRequest REQUEST = HttpRequest.of("POST", "/chat");
  private static final Handler OK = request -> HttpResponse.empty(204);

  private final TestTable test = TestTable.inMemory();
  private final RateLimiter limiter =
      RateLimiter.of(
          test.table(),
          Limits.of("door", Policy.fixedWindow("calls", 1, Window.MINUTE)),
          test.time());
  private final RateLimitMiddleware limits =
      RateLimitMiddleware.of(limiter, request -> Subject.of("ip", "192.0.2.1"));

  @Test
  void anAllowedAnswerTellsItsLimits() {
    HttpResponse answer = OK.behind(limits).handle(REQUEST);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers().get("ratelimit")).contains("\"calls\";r=0;t=30");
    assertThat(answer.headers().get("ratelimit-policy")).contains("\"calls\";q=1;w=60");
    assertThat(answer.headers().get("retry-after")).isEmpty();
  }

  @Test
  void aDeniedRequestIsAnswered429AndNotHandled() {
    limiter.tryAcquire(Subject.of("ip", "192.0.2.1"));
    Handler unreachable =
        request -> {
          throw new AssertionError("handled");
        };
    HttpResponse answer = unreachable.behind(limits).handle(REQUEST);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers().get("retry-after")).contains("30");
    JsonObject body = Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(body.string("type")).isEqualTo(Problem.TYPES + "quota-exceeded");
    assertThat(answer.body()).contains("\"violated-policies\":[\"calls\"]");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          QUOTA_EXCEEDED, 429, quota-exceeded
          ABNORMAL_USAGE, 429, abnormal-usage-detected
          UNAVAILABLE,    503, temporary-reduced-capacity
          """)
  void everyReasonHasItsProblem(Decision.Reason reason, int status, String type) {
    Decision denied = new Decision.Denied(reason, List.of(), Duration.ofSeconds(9), List.of());
    HttpResponse answer =
        OK.behind(RateLimitMiddleware.deciding(request -> denied)).handle(REQUEST);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(Problem.TYPES + type);
    assertThat(answer.headers().get("retry-after")).contains("9");
  }

  @Test
  void aProblemOfTheHandlerTellsTheLimitsToo() {
    Handler failing =
        request -> {
          throw Problem.notFound("agent").asException();
        };
    HttpResponse answer = failing.behind(limits).handle(REQUEST);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers().get("ratelimit")).isPresent();
  }

  @Test
  void theHandlerFindsTheDecision() {
    Handler looking =
        request -> {
          assertThat(request.get(RateLimitMiddleware.DECISION).orElseThrow().allowed()).isTrue();
          return HttpResponse.empty(200);
        };
    assertThat(looking.behind(limits).handle(REQUEST).status()).isEqualTo(200);
  }

  @Test
  void otherHeaderNamesCanBeChosen() {
    HttpResponse answer = OK.behind(limits.telling(RateLimitHeaders.X_RATE_LIMIT)).handle(REQUEST);
    assertThat(answer.headers().get("x-ratelimit-remaining")).contains("0");
    assertThat(answer.headers().get("ratelimit")).isEmpty();
  }
}
