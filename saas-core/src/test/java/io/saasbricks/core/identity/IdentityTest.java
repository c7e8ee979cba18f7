package io.saasbricks.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private static final TenantId TENANT = new TenantId("tenant01");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short12",
        "tenant-1",
        "tenant#1",
        "tenant*1",
        "tenant?1",
        "TENANT01",
        "tenant 1",
        "tenant01\n",
        "tenantı1",
        "ｔenant01",
        "tenant\u00001",
        "tenant/1",
        "${aws:x}a",
        "abcdefghijklmnopqrstuvwxyz0123456"
      })
  void whatIsOutsideTheGrammarIsNoTenantId(String text) {
    assertThat(TenantId.wellFormed(text)).isFalse();
    assertThatThrownBy(() -> new TenantId(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a-z0-9]{8,32}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant01", "00000000", "abcdefghijklmnopqrstuvwxyz012345"})
  void whatIsInsideIsOne(String text) {
    assertThat(new TenantId(text)).hasToString(text);
  }

  @Test
  void anIdIsEqualByItsText() {
    TenantId other = new TenantId("tenant02");
    assertThat(TENANT).isEqualTo(new TenantId("tenant01")).isNotEqualTo(other);
    assertThat(TENANT).hasSameHashCodeAs(new TenantId("tenant01"));
    assertThat(TENANT.hashCode()).isNotEqualTo(other.hashCode());
  }

  @Test
  void randomIdsAreWellFormedAndDiffer() {
    Random random = new Random(1);
    Set<TenantId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(TenantId.random(random));
    }
    assertThat(ids).hasSize(1000).allMatch(id -> id.value().length() == 20);
  }

  @Test
  void aPrincipalsScopeReachesItsOwnTenant() {
    Principal principal = Principal.of(Principal.Kind.API_KEY, TENANT, "key1");
    assertThat(principal.scope().tenant()).isEqualTo(TENANT);
    assertThat(principal.scope()).hasToString("TenantScope[tenant01]");
  }

  @Test
  void aPrincipalKeepsCopiesOfItsFacts() {
    Map<String, String> claims = new HashMap<>(Map.of("email", "a@b.example"));
    Principal principal =
        new Principal(Principal.Kind.SESSION, TENANT, "user1", Set.of("read"), claims);
    claims.clear();
    assertThat(principal.claim("email")).contains("a@b.example");
    assertThat(principal.claim("name")).isEmpty();
  }

  @Test
  void aPrincipalHasASubject() {
    assertThatThrownBy(() -> Principal.of(Principal.Kind.SESSION, TENANT, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
