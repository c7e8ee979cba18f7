package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is out of range is refused where it is written down. */
class BadInputTest {
  private static final Policy DAY = Policy.fixedWindow("day", 1, Window.DAY);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          fixed,   0
          fixed,   -1
          fixed,   1000000000001
          sliding, 0
          sliding, 1000000001
          bucket,  0
          bucket,  1000000001
          """)
  void aQuotaHasARange(String kind, long quota) {
    assertThatThrownBy(() -> policy(kind, quota, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(kind)
        .hasMessageEndingWith(": " + quota);
  }

  @Test
  void aBucketHoldsAtMostOneTokenAMicrosecond() {
    policy("bucket", 1_000, Duration.ofMillis(1));
    assertThatThrownBy(() -> policy("bucket", 1_001, Duration.ofMillis(1)))
        .hasMessageEndingWith("1 to 1000: 1001");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sliding, PT0S
          sliding, PT-1S
          sliding, PT0.999S
          sliding, PT1.5S
          sliding, P31DT1S
          sliding, PT2562047788015215H
          bucket,  PT0S
          bucket,  PT-1S
          bucket,  PT0.000999S
          bucket,  P31DT1S
          """)
  void aPeriodHasARange(String kind, Duration period) {
    assertThatThrownBy(() -> policy(kind, 1, period))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(period.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Day", "1day", "a b", "a.b", "a\"", "abcdefghijklmnopqrstuvwxy"})
  void aPolicyNameIsPlain(String name) {
    assertThatThrownBy(() -> Policy.fixedWindow(name, 1, Window.DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Agent", "1", "a b", "a#b", "abcdefghijklmnopqrstuvwxyzabcdefg"})
  void aDimensionIsNamedAsKindsAre(String name) {
    for (UnaryOperator<Policy> scoped :
        List.<UnaryOperator<Policy>>of(policy -> policy.per(name), policy -> policy.across(name))) {
      assertThatThrownBy(() -> scoped.apply(DAY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith(": " + name);
    }
  }

  @Test
  void limitsHaveANameAndOneToTenPoliciesOfDifferentNames() {
    assertThatThrownBy(() -> Limits.of("Door", DAY)).hasMessageEndingWith(": Door");
    assertThatThrownBy(() -> Limits.of("door")).hasMessageEndingWith(": 0");
    assertThatThrownBy(() -> Limits.of("door", DAY, DAY)).hasMessageContaining("two policies day");
    List<Policy> eleven =
        IntStream.range(0, 11).mapToObj(i -> Policy.fixedWindow("p" + i, 1, Window.DAY)).toList();
    assertThatThrownBy(() -> new Limits("door", eleven)).hasMessageEndingWith(": 11");
  }

  @Test
  void aSubjectHasAKindAndAValue() {
    assertThatThrownBy(() -> Subject.of("IP", "1")).hasMessageEndingWith(": IP");
    assertThatThrownBy(() -> Subject.of("ip", "")).hasMessageContaining("empty value");
    assertThatThrownBy(() -> Subject.of("ip", "1").with("agent", ""))
        .hasMessageContaining("kind agent has an empty value");
  }

  @Test
  void anyTextIsAValueAndDifferentOnesAreDifferentSubjects() {
    TestTable test = TestTable.inMemory();
    RateLimiter limiter = RateLimiter.of(test.table(), Limits.of("door", DAY), test.time());
    List<String> values =
        List.of(
            "plain",
            "#",
            "a#b",
            "a%23b",
            "~",
            " ",
            "\n",
            "\u0000",
            "\ud800",
            "\udc00",
            "é",
            "e\u0301",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(66),
            "x".repeat(100_000));
    for (String value : values) {
      assertThat(limiter.tryAcquire(Subject.of("ip", value)).allowed()).isTrue();
    }
    for (String value : values) {
      assertThat(limiter.tryAcquire(Subject.of("ip", value)).allowed()).isFalse();
    }
  }

  @Test
  void shortPlainValuesAreReadInKeysAndOthersAreHashed() {
    for (String plain : List.of("!", "a~", "192.0.2.1", "x".repeat(64))) {
      assertThat(Subject.keyPart(plain)).isEqualTo(plain);
    }
    for (String hashed : List.of("~", "~a", "a b", "a\u007F", "é", "x".repeat(65))) {
      assertThat(Subject.keyPart(hashed)).matches("~[A-Za-z0-9_-]{24}");
    }
  }

  @Test
  void aSubjectsTextHidesItsValues() {
    assertThat(Subject.of("ip", "192.0.2.1").with("agent", "ann").toString())
        .isEqualTo("Subject[ip[agent]]");
  }

  private static Policy policy(String kind, long quota, Duration period) {
    return switch (kind) {
      case "fixed" -> Policy.fixedWindow(kind, quota, Window.HOUR);
      case "sliding" -> Policy.slidingWindow(kind, quota, period);
      default -> Policy.tokenBucket(kind, quota, period);
    };
  }
}
