package io.saasbricks.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.logs.CapturedLogs;
import io.saasbricks.core.table.MemoryTables;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.time.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WithIdempotencyKeyTest {
  private static final TenantId ANN = new TenantId("tenantann");
  private static final TenantId BOB = new TenantId("tenantbob");

  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final SaasTable table = SaasTable.of(MemoryTables.guarded(), MemoryTables.NAME, time);
  private final TenantStore tenants = TenantStore.of(table, time, time.nanos());
  private int runs;
  private Function<HttpRequest, HttpResponse> work =
      request -> HttpResponse.json(201, JsonObject.builder().put("run", runs).build());

  private final Handler handler =
      ((Handler)
              request -> {
                runs++;
                return work.apply(request);
              })
          .behind(
              WithTenant.of(tenants, PlanCatalogue.standard()),
              WithIdempotencyKey.of(Idempotency.of(table, time, new Random(1))));

  @BeforeEach
  void registerTenants() {
    tenants.create(ANN, "Ann", "pro");
    tenants.create(BOB, "Bob", "pro");
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswer() {
    work =
        request ->
            new HttpResponse(201, Headers.none(), List.of("a=1"), "run " + runs)
                .with("location", "/agents/1");
    HttpResponse first = post(ANN, "key", "{}");
    HttpResponse again = post(ANN, "key", "{}");
    assertThat(runs).isEqualTo(1);
    assertThat(first.headers().get("idempotency-replayed")).isEmpty();
    assertThat(again).isNotEqualTo(first);
    assertThat(again.with("x", "y").headers().get("idempotency-replayed")).contains("true");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo("run 1");
    assertThat(again.cookies()).containsExactly("a=1");
    assertThat(again.headers().get("location")).contains("/agents/1");
  }

  @Test
  void requestsWithoutAKeyRunEveryTime() {
    assertThat(handler.handle(request(ANN, Map.of(), "/agents", Map.of(), "{}")).status())
        .isEqualTo(201);
    handler.handle(request(ANN, Map.of(), "/agents", Map.of(), "{}"));
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void anotherTenantsKeyIsAnotherKey() {
    post(ANN, "key", "{}");
    assertThat(post(BOB, "key", "{}").headers().get("idempotency-replayed")).isEmpty();
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void aKeyForAnotherRequestIsRefused() {
    post(ANN, "key", "{}");
    assertRefused(422, () -> post(ANN, "key", "{ }"));
    assertRefused(422, () -> send(ANN, "key", "/agents/2", Map.of(), "{}"));
    assertRefused(422, () -> send(ANN, "key", "/agents", Map.of("a", List.of("b")), "{}"));
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void whatIsOfThePathIsNotTakenForTheBody() {
    send(ANN, "key", "/agents", Map.of(), "{}");
    assertRefused(422, () -> send(ANN, "key", "/agents{}", Map.of(), ""));
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void aRequestRepeatedTooSoonIsToldWhenToComeBack() {
    work =
        request -> {
          Problem problem = assertRefused(409, () -> post(ANN, "key", "{}"));
          assertThat(problem.headers()).containsEntry("retry-after", "12");
          return HttpResponse.empty(204);
        };
    assertThat(post(ANN, "key", "{}").status()).isEqualTo(204);
    assertThat(runs).isEqualTo(1);
  }

  /** It was told the whole seconds of the time that is left, and came back too early. */
  @ParameterizedTest
  @CsvSource({"PT0S, 12", "PT0.001S, 12", "PT4.999S, 8", "PT5S, 7", "PT11.999S, 1"})
  void whoComesBackWhenToldIsNotRefusedAgain(Duration later, String seconds) {
    work =
        request -> {
          time.advance(later);
          Problem problem = assertRefused(409, () -> post(ANN, "key", "{}"));
          assertThat(problem.headers()).containsEntry("retry-after", seconds);
          return HttpResponse.empty(204);
        };
    post(ANN, "key", "{}");
  }

  @Test
  void aRefusalFreesTheKey() {
    work =
        request -> {
          throw Problem.conflict("Not yet.").asException();
        };
    assertRefused(409, () -> post(ANN, "key", "{}"));
    for (int status : List.of(400, 403)) {
      work = request -> HttpResponse.empty(status);
      assertThat(post(ANN, "key", "{}").status()).isEqualTo(status);
    }
    work = request -> HttpResponse.empty(204);
    assertThat(post(ANN, "key", "{}").status()).isEqualTo(204);
    assertThat(post(ANN, "key", "{}").status()).isEqualTo(204);
    assertThat(runs).isEqualTo(4);
  }

  @Test
  void aRequestThatEndsInItsTimeLeavesNoLine() {
    List<CapturedLogs.Line> lines =
        CapturedLogs.during(
            () -> {
              work = request -> HttpResponse.empty(403);
              post(ANN, "key", "{}");
              work = request -> HttpResponse.empty(204);
              post(ANN, "key", "{}");
            });
    assertThat(lines).isEmpty();
  }

  @Test
  void anOvertakenFailureLeavesOne() {
    work =
        request -> {
          if (runs == 1) {
            time.advance(Duration.ofSeconds(13));
            post(ANN, "key", "{}");
            return HttpResponse.empty(403);
          }
          return HttpResponse.empty(202);
        };
    assertThat(CapturedLogs.during(() -> post(ANN, "key", "{}")))
        .extracting(CapturedLogs.Line::message)
        .containsExactly("a request outlived its time and was taken over");
    assertThat(post(ANN, "key", "{}").status()).isEqualTo(202);
  }

  @Test
  void aFailureFreesTheKey() {
    work =
        request -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> post(ANN, "key", "{}")).hasMessage("broken");
    work = request -> HttpResponse.empty(204);
    assertThat(post(ANN, "key", "{}").status()).isEqualTo(204);
  }

  @Test
  void anOvertakenAnswerIsGivenButNotKept() {
    work =
        request -> {
          if (runs == 1) {
            time.advance(Duration.ofSeconds(13));
            assertThat(post(ANN, "key", "{}").status()).isEqualTo(202);
            return HttpResponse.empty(201);
          }
          return HttpResponse.empty(202);
        };
    List<CapturedLogs.Line> lines =
        CapturedLogs.during(() -> assertThat(post(ANN, "key", "{}").status()).isEqualTo(201));
    assertThat(lines).hasSize(1);
    assertThat(post(ANN, "key", "{}").status()).isEqualTo(202);
  }

  @Test
  void anAnswerTooLargeToKeepIsNotGivenAgainNorRunAgain() {
    work = request -> new HttpResponse(200, Headers.none(), List.of(), "x".repeat(200_000));
    post(ANN, "key", "{}");
    assertRefused(409, () -> post(ANN, "key", "{}"));
    assertThat(runs).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "\n", "\u0000", "\u007f"})
  void aKeyIsVisibleAscii(String key) {
    assertRefused(400, () -> post(ANN, key, "{}"));
    assertRefused(400, () -> post(ANN, "x".repeat(256), "{}"));
    assertThat(runs).isZero();
    assertThat(post(ANN, "!~".repeat(127) + "x", "{}").status()).isEqualTo(201);
  }

  private Problem assertRefused(int status, Runnable action) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, action::run);
    assertThat(refusal.problem().status()).isEqualTo(status);
    return refusal.problem();
  }

  private HttpResponse post(TenantId tenant, String key, String body) {
    return send(tenant, key, "/agents", Map.of(), body);
  }

  private HttpResponse send(
      TenantId tenant, String key, String path, Map<String, List<String>> query, String body) {
    return handler.handle(request(tenant, Map.of("Idempotency-Key", key), path, query, body));
  }

  private HttpRequest request(
      TenantId tenant,
      Map<String, String> headers,
      String path,
      Map<String, List<String>> query,
      String body) {
    return HttpRequest.of(
            new HttpRequest.Parts(
                "POST",
                "POST /agents",
                path,
                Map.of(),
                query,
                Headers.of(headers),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "",
                "id",
                JsonObject.builder().build(),
                Deadline.in(Duration.ofSeconds(10), time.nanos())))
        .by(Principal.of(Principal.Kind.SESSION, tenant, "user1"));
  }
}
