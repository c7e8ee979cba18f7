package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequireScopeTest {
  private static final Handler GUARDED =
      ((Handler) request -> HttpResponse.empty(204)).behind(RequireScope.of("agents:write"));

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # kind,   scopes,                  status
          SESSION,  '',                      204
          SESSION,  'agents:read',           403
          SESSION,  'agents:write',          204
          API_KEY,  '',                      403
          API_KEY,  'agents:read',           403
          API_KEY,  'agents:read agents:write', 204
          API_KEY,  'agents',                403
          VISITOR,  '',                      403
          SYSTEM,   '',                      403
          """)
  void onlyCallersWithTheScopePass(Principal.Kind kind, String scopes, int status) {
    Principal principal =
        new Principal(kind, new TenantId("tenant01"), "a", Scopes.split(scopes), Map.of());

    assertThat(Requests.answer(GUARDED, Requests.with(Map.of()).by(principal)).status())
        .isEqualTo(status);
  }

  @Test
  void theAnswerNamesTheScopeThatIsMissing() {
    Principal key = Principal.of(Principal.Kind.API_KEY, new TenantId("tenant01"), "key_1");

    assertThat(
            Requests.answer(GUARDED, Requests.with(Map.of()).by(key))
                .headers()
                .get("www-authenticate"))
        .contains("Bearer error=\"insufficient_scope\", scope=\"agents:write\"");
  }

  @Test
  void aCallerThatIsNotVerifiedIsAskedToBe() {
    assertThat(Requests.answer(GUARDED, Requests.with(Map.of())).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "A", "a\"", "agents/write"})
  void aScopeIsOneWord(String scope) {
    assertThatThrownBy(() -> RequireScope.of(scope)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScopeHasUpToSixtyFourCharacters() {
    String longest = "a".repeat(64);

    assertThat(Scopes.requireWellFormed(longest)).isEqualTo(longest);
    assertThatThrownBy(() -> Scopes.requireWellFormed(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
