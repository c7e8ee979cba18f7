package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what an authorizer passed on is refused by a typed exception or means the same after
 * it is passed on again.
 */
public final class AuthorizerContextFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"authType":"api_key","tenantId":"tenant01","subject":"key1","keyId":"key1",
           "scopes":"agents:read chat","plan":"pro","claim_email":"a@b.example","retryAfter":"7"}
          """,
          """
          {"authType":"session","tenantId":"tenant01","subject":"google_1","scopes":""}
          """,
          "{}");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Optional<AuthorizerContext> context;
    try {
      context = AuthorizerContext.read(Json.object(CORPUS.bytes(data)));
    } catch (IllegalArgumentException refused) {
      return;
    }
    context.ifPresent(AuthorizerContextFuzzTest::passOn);
  }

  private static void passOn(AuthorizerContext context) {
    JsonObject.Builder json = JsonObject.builder();
    context.toMap("pro").forEach(json::put);
    AuthorizerContext again = AuthorizerContext.read(json.build()).orElseThrow();
    assertThat(again.principal()).isEqualTo(context.principal());
    assertThat(again.retryAfter().isPresent()).isEqualTo(context.retryAfter().isPresent());
  }

  @Test
  void whatIsPassedOnIsRefusedOrMeansTheSameAgain() {
    CORPUS.replay(AuthorizerContextFuzzTest::fuzzerTestOneInput);
  }
}
