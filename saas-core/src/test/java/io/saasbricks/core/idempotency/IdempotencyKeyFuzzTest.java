package io.saasbricks.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.simulation.Corpus;
import io.saasbricks.local.time.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Fuzz target: a request whose {@code Idempotency-Key} is no visible ASCII is answered with 400;
 * repeated under any other key it gets the very answer it got, or 422 if the key is another's.
 */
public final class IdempotencyKeyFuzzTest {
  private static final String TABLE = "app";
  private static final TenantId TENANT = new TenantId("tenantann");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");
  private static final ManualTime TIME = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Handler HANDLER = handler();
  private static final Corpus CORPUS = Corpus.of("key-1\n{\"a\":\"é\"}", "a b\n", "\n\u0000", "!~");

  private static Handler handler() {
    // Without the SDK's pipeline, which under Jazzer takes longer to load than many runs last.
    DynamoDbClient database = InMemoryDynamoDb.create(TIME).directClient();
    StandardTable.create(database, TABLE);
    SaasTable table = SaasTable.of(database, TABLE, TIME);
    TenantStore tenants = TenantStore.of(table, TIME, TIME.nanos());
    tenants.create(TENANT, "Ann", "pro");
    Handler echo =
        request -> {
          String body = new String(request.body(), StandardCharsets.UTF_8);
          return new HttpResponse(201, Headers.none(), List.of(body), body).with("x-echo", "1");
        };
    return echo.behind(
        WithTenant.of(tenants, PlanCatalogue.standard()),
        WithIdempotencyKey.of(Idempotency.of(table, TIME, new Random(1))));
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] parts = CORPUS.text(data).split("\n", 2);
    HttpRequest request = request(parts[0], parts[parts.length - 1]);
    try {
      HttpResponse first = HANDLER.handle(request);
      HttpResponse again = HANDLER.handle(request);
      assertThat(parts[0]).matches(VISIBLE);
      assertThat(again.headers().get("idempotency-replayed")).contains("true");
      assertThat(again)
          .usingRecursiveComparison()
          .isEqualTo(first.with("idempotency-replayed", "true"));
    } catch (ProblemException refused) {
      int expected = VISIBLE.matcher(parts[0]).matches() ? 422 : 400;
      assertThat(refused.problem().status()).isEqualTo(expected);
    }
  }

  private static HttpRequest request(String key, String body) {
    return HttpRequest.of(
            new HttpRequest.Parts(
                "POST",
                "POST /agents",
                "/agents",
                Map.of(),
                Map.of(),
                Headers.of(Map.of("idempotency-key", key)),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "",
                "id",
                JsonObject.builder().build(),
                Deadline.in(Duration.ofSeconds(10), TIME.nanos())))
        .by(Principal.of(Principal.Kind.SESSION, TENANT, "user1"));
  }

  @Test
  void aRepeatedRequestGetsTheVeryAnswerItGot() {
    CORPUS.replay(IdempotencyKeyFuzzTest::fuzzerTestOneInput);
  }
}
