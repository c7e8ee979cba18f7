package io.saasbricks.examples.chatbot.billing;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingAccountsTest {
  /** One shard has several pages of them, the others a few accounts or none. */
  private static final int IN_ONE_SHARD = 1_100;

  private final BillingWorld world = new BillingWorld();
  private final TenantId tenant = new TenantId("tenant00");

  @Test
  void aTenantHasOneCustomerWhoeverIsFaster() {
    world.accounts.open(tenant);
    assertThat(world.accounts.attach(tenant, "cus_1", world.time.instant())).isEqualTo("cus_1");
    assertThat(world.accounts.attach(tenant, "cus_2", world.time.instant())).isEqualTo("cus_1");
    assertThat(world.accounts.ownerOf("cus_1")).contains(tenant);
    assertThat(world.accounts.ownerOf("cus_2")).isEmpty();
  }

  @Test
  void openingAnAccountAgainChangesNothing() {
    world.accounts.open(tenant);
    world.accounts.attach(tenant, "cus_1", world.time.instant());
    world.accounts.open(tenant);
    assertThat(world.accounts.of(tenant).customer()).contains("cus_1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 15})
  void everyAccountIsWalkedThroughOnceWhereverTheWalkBegins(int hour) {
    List<TenantId> opened = new ArrayList<>();
    for (int i = 10; opened.size() < IN_ONE_SHARD; i++) {
      TenantId next = new TenantId("tenant" + i);
      if (i < 20 || BillingAccounts.shardOf(next) == 5) {
        opened.add(next);
        world.accounts.open(next);
      }
    }
    List<TenantId> walked = new ArrayList<>();
    Iterator<BillingAccount> all = world.accounts.all(EPOCH.plus(Duration.ofHours(hour)));
    all.forEachRemaining(account -> walked.add(account.tenant()));
    assertThat(walked).containsExactlyInAnyOrderElementsOf(opened);
  }

  /** Nightly runs that are cut off missed the same tenants every night. */
  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void walksBeginInEveryShardInTurn(int hoursBetween) {
    for (int i = 10; i < 100; i++) {
      world.accounts.open(new TenantId("tenant" + i));
    }
    Set<Integer> begun = new HashSet<>();
    for (int run = 0; run < BillingAccounts.SHARDS; run++) {
      Instant now = EPOCH.plus(Duration.ofHours((long) run * hoursBetween));
      begun.add(BillingAccounts.shardOf(world.accounts.all(now).next().tenant()));
    }
    assertThat(begun).hasSize(BillingAccounts.SHARDS);
  }

  @Test
  void aWalkWithoutAccountsEnds() {
    Iterator<BillingAccount> none = world.accounts.all(EPOCH);
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }
}
