package io.saasbricks.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans, placements and members as values. */
class TenantValuesTest {
  private static final Plan PRO = new Plan("pro", 10, 20, 30, 4);
  private static final String ROLE = "arn:aws:iam::123456789012:role/acme";

  @ParameterizedTest
  @EnumSource(Plan.Limit.class)
  void aContractOverridesOneLimitAndLeavesTheOthers(Plan.Limit overridden) {
    Plan plan = PRO.with(Map.of(overridden, 99L));
    for (Plan.Limit limit : Plan.Limit.values()) {
      assertThat(plan.limit(limit)).isEqualTo(limit == overridden ? 99 : PRO.limit(limit));
    }
    assertThat(plan.name()).isEqualTo("pro");
  }

  @ParameterizedTest
  @CsvSource({"API_CALLS, -1", "MESSAGES, -1", "STORAGE_BYTES, -1", "USERS, 0"})
  void aLimitOutOfRangeIsRefused(Plan.Limit limit, long value) {
    assertThatThrownBy(() -> PRO.with(Map.of(limit, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pro");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "with space", "a/b", "ünicode"})
  void whatIsNoTableNameIsNoPlacement(String table) {
    assertThatThrownBy(() -> new Placement.Bridge(table))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Placement.Silo(table, ROLE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "arn:aws:iam::123456789012:user/acme",
        "arn:aws:iam::12345:role/acme",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:role/ac me",
        "arn:aws:sts::123456789012:assumed-role/acme/x"
      })
  void whatIsNoRoleIsNoSilo(String role) {
    assertThatThrownBy(() -> new Placement.Silo("acme-data", role))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(role);
  }

  @ParameterizedTest
  @CsvSource({
    "Ann@B.Example, ann@b.example",
    "' ann@b.example ', ann@b.example",
    "ANN@B.EXAMPLE, ann@b.example",
    "jose\u0301@b.example, jos\u00e9@b.example"
  })
  void onePersonIsOneMemberHoweverTheAddressIsWritten(String written, String stored) {
    Member member = member(written);
    assertThat(member.email()).isEqualTo(stored);
    assertThat(member.id()).isEqualTo(member(stored).id()).matches("[0-9a-f]{24}");
  }

  @Test
  void anAddressHas254CharactersAtMost() {
    String longest = "x".repeat(254 - "@b.example".length()) + "@b.example";
    assertThat(member(longest).email()).isEqualTo(longest);
    assertThat(Member.wellFormedEmail("x" + longest)).isFalse();
    assertThat(Member.wellFormedEmail("a@b")).isTrue();
  }

  @Test
  void differentAddressesAreDifferentMembers() {
    assertThat(member("ann@b.example").id()).isNotEqualTo(member("ann@c.example").id());
  }

  @Test
  void aMemberPrintsNoPerson() {
    assertThat(member("ann@b.example").toString()).doesNotContain("ann").contains("MEMBER");
  }

  private static Member member(String email) {
    return Member.of(email, Role.MEMBER, Optional.empty(), Instant.EPOCH);
  }
}
