package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasedQuotaTest {
  private static final Allowance CALLS = Allowance.monthly("api_calls", 10_000);

  private final TestTable test = TestTable.inMemory();
  private final TenantId tenant = test.tenant();
  private final Quota quota = Quota.of(test.table(), test.time());
  private int leases;

  @Test
  void aChunkOfAHundredCostsAHundredthOfAWriteUnitPerCall() {
    LeasedQuota leased = container();
    double units =
        test.writeUnits(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                assertThat(leased.trySpend(tenant, CALLS, 1).spent()).isTrue();
              }
            });
    assertThat(units / 1_000).isLessThanOrEqualTo(0.01);
  }

  @Test
  void manyContainersTogetherSpendExactlyTheLimit() {
    List<LeasedQuota> containers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      containers.add(container());
    }
    int spent = 0;
    for (int i = 0; i < 12_000; i++) {
      spent += containers.get(i % 7).trySpend(tenant, CALLS, 1).spent() ? 1 : 0;
    }
    assertThat(spent).isEqualTo(10_000);
  }

  @Test
  void closingGivesTheRestBack() {
    LeasedQuota leased = container();
    leased.trySpend(tenant, CALLS, 3);
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(100);
    leased.close();
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(3);
    leased.close();
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(3);
  }

  @Test
  void aChunkIsGivenBackAfterItsTerm() {
    LeasedQuota leased = container();
    leased.trySpend(tenant, CALLS, 3);
    test.time().advance(Duration.ofSeconds(10));
    leased.trySpend(tenant, CALLS, 1);
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(103);
  }

  /** Their chunks stayed taken, and in memory, until the container was closed. */
  @Test
  void chunksOfTenantsWhoStayAwayAreGivenBackAsOthersCome() {
    LeasedQuota leased = container();
    List<TenantId> away =
        List.of(new TenantId("away0001"), new TenantId("away0002"), new TenantId("away0003"));
    away.forEach(each -> leased.trySpend(each, CALLS, 3));
    test.time().advance(Duration.ofSeconds(9));
    leased.trySpend(tenant, CALLS, 1);
    assertThat(away).allMatch(each -> used(each) == 100, "is within its term");
    test.time().advance(Duration.ofSeconds(1));
    leased.trySpend(tenant, CALLS, 1);
    assertThat(away).as("while a chunk lasts").allMatch(each -> used(each) == 100);
    leased.trySpend(new TenantId("other001"), CALLS, 1);
    assertThat(away.stream().map(this::used)).containsExactly(3L, 3L, 100L);
    leased.trySpend(new TenantId("other002"), CALLS, 1);
    assertThat(away).allMatch(each -> used(each) == 3);
    assertThat(used(tenant)).isEqualTo(100);
  }

  private long used(TenantId tenant) {
    return quota.standing(tenant, CALLS).used();
  }

  @Test
  void anAmountAboveTheChunkIsTakenAtOnce() {
    LeasedQuota leased = container();
    assertThat(leased.trySpend(tenant, CALLS, 9_000).spent()).isTrue();
    assertThat(leased.trySpend(tenant, CALLS, 9_000).spent()).isFalse();
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(9_000);
  }

  @Test
  void whereAChunkNoLongerFitsATwentiethOfTheRestIsTaken() {
    Allowance few = Allowance.monthly("api_calls", 180);
    container().trySpend(tenant, few, 1);
    assertThat(container().trySpend(tenant, few, 1).spent()).isTrue();
    assertThat(quota.standing(tenant, few).used()).isEqualTo(100 + 80 / 20);
  }

  @Test
  void anAmountThatDoesNotFitIsTriedOnce() {
    Allowance few = Allowance.monthly("api_calls", 180);
    container().trySpend(tenant, few, 1);
    LeasedQuota other = container();
    assertThat(test.cost(() -> other.trySpend(tenant, few, 100)).total().requests()).isEqualTo(1);
  }

  @Test
  void theRestOfAChunkThatIsTooSmallIsGivenBack() {
    LeasedQuota leased = container();
    leased.trySpend(tenant, CALLS, 70);
    leased.trySpend(tenant, CALLS, 50);
    leased.close();
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(120);
  }

  @Test
  void aContainerThatStopsCostsTheTenantItsChunkAndNobodyOvershoots() {
    container().trySpend(tenant, CALLS, 1);
    LeasedQuota other = container();
    int spent = 0;
    while (other.trySpend(tenant, CALLS, 1).spent()) {
      spent++;
    }
    assertThat(spent).isEqualTo(9_900);
  }

  @Test
  void aChunkBelongsToItsPeriodAndLimit() {
    LeasedQuota leased = container();
    leased.trySpend(tenant, CALLS, 1);
    test.time().advance(Duration.ofDays(30));
    leased.trySpend(tenant, CALLS, 1);
    assertThat(quota.standing(tenant, CALLS).used()).isEqualTo(100);
    Allowance lowered = Allowance.monthly("api_calls", 50);
    assertThat(leased.trySpend(tenant, lowered, 1).spent()).isFalse();
  }

  @Test
  void chunksAndTermsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> lease(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> lease(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    LeasedQuota leased = container();
    assertThatThrownBy(() -> leased.trySpend(tenant, CALLS, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LeasedQuota container() {
    return lease(100, Duration.ofSeconds(10));
  }

  private LeasedQuota lease(long chunk, Duration term) {
    return LeasedQuota.of(quota, chunk, term, test.time(), () -> "lease-" + leases++);
  }
}
