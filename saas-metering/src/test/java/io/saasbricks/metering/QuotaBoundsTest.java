package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest and the largest amounts, and those just past them. */
class QuotaBoundsTest {
  private static final Allowance CALLS = Allowance.monthly("api_calls", Metric.MOST);

  private final TestTable test = TestTable.inMemory();
  private final TenantId tenant = test.tenant();
  private final Quota quota = Quota.of(test.table(), test.time());

  @ParameterizedTest
  @ValueSource(longs = {1, Metric.MOST})
  void theseAmountsCanBeTakenRefundedAndGivenBack(long amount) {
    assertThat(quota.tryConsume(tenant, CALLS, "a", amount))
        .isInstanceOfSatisfying(
            Verdict.Granted.class, granted -> quota.refund(granted.ticket(), amount));
    assertThat(quota.standing(tenant, CALLS).used()).isZero();

    quota.tryConsume(tenant, CALLS, "b", amount);
    quota.giveBack(tenant, CALLS, "c", amount);
    assertThat(quota.standing(tenant, CALLS).used()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Metric.MOST + 1})
  void theseAmountsAreRefused(long amount) {
    assertThatThrownBy(() -> quota.tryConsume(tenant, CALLS, "a", amount))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> quota.giveBack(tenant, CALLS, "a", amount))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, Metric.MOST})
  void theseChunksCanBeLeased(long chunk) {
    assertThat(leased(chunk).trySpend(tenant, CALLS, 1).spent()).isTrue();
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(chunk);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, Metric.MOST + 1})
  void theseChunksAreRefused(long chunk) {
    assertThatThrownBy(() -> leased(chunk)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefundIsNoMoreThanWasTaken() {
    Verdict.Granted granted = (Verdict.Granted) quota.tryConsume(tenant, CALLS, "a", 5);

    assertThatThrownBy(() -> quota.refund(granted.ticket(), 6))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> quota.refund(granted.ticket(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LeasedQuota leased(long chunk) {
    return LeasedQuota.of(quota, chunk, Duration.ofSeconds(10), test.time(), () -> "lease");
  }
}
