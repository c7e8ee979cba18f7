package io.saasbricks.metering.billing;

import static io.saasbricks.metering.billing.ExportFixture.CALLS;
import static io.saasbricks.metering.billing.ExportFixture.NOON;
import static io.saasbricks.metering.billing.ExportFixture.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.Faults;
import io.saasbricks.local.simulation.Simulation;
import io.saasbricks.metering.UsageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The defects of AWS SaaS Boost's metering ({@code BillingEventAggregation} and {@code
 * StripeBillingPublish} at commit 452d7ca8), each as a scenario that must go well here.
 */
class SaasBoostDefectsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
  private final TenantId tenant = fixture.account.tenant();

  /** There, each product's statement began with SET, so two made an invalid expression. */
  @Test
  void defect1TwoProductsInOnePeriodMakeAValidUpdate() {
    fixture.meter.record(tenant, UsageEvent.of("1", NOON).with(CALLS, 1).with(TOKENS, 2));
    fixture.time.advance(HOUR);
    fixture.export();
    assertThat(billed("calls")).isEqualTo(1);
    assertThat(billed("tokens")).isEqualTo(2);
  }

  /** There, the map of quantities was made only once, without the second product's entry. */
  @Test
  void defect2AProductThatComesLaterInThePeriodIsCountedToo() {
    fixture.meter.record(tenant, UsageEvent.of("1", NOON).with(CALLS, 1));
    fixture.meter.record(tenant, UsageEvent.of("2", NOON).with(TOKENS, 2));
    fixture.time.advance(HOUR);
    fixture.export();
    assertThat(billed("tokens")).isEqualTo(2);
  }

  /** There, one idempotency key served all products, and the first success marked all published. */
  @Test
  void defect3EveryProductHasItsOwnIdentifierAndItsOwnSuccess() {
    Set<String> identifiers = new TreeSet<>();
    List<String> first = new ArrayList<>();
    UsageExporter halfBroken =
        fixture
            .exporter(
                charge -> {
                  identifiers.add(charge.identifier());
                  if (!first.isEmpty() && !first.contains(charge.window().meter())) {
                    throw new TransportException("the second product failed", null);
                  }
                  first.add(charge.window().meter());
                  return fixture.billing.deliver(charge);
                })
            .build();
    fixture.meter.record(tenant, UsageEvent.of("1", NOON).with(CALLS, 1).with(TOKENS, 2));
    fixture.time.advance(HOUR);
    fixture.export(halfBroken);
    fixture.export();
    assertThat(identifiers).hasSize(2);
    assertThat(billed("calls")).isEqualTo(1);
    assertThat(billed("tokens")).isEqualTo(2);
  }

  /** There, events were added to an entry already marked published and never billed. */
  @Test
  void defect4EventsAfterPublicationAreBilled() {
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export();
    fixture.use(NOON, 3);
    fixture.export();
    assertThat(billed("calls")).isEqualTo(8);
  }

  /** There, a cancelled transaction was logged and its usage lost. */
  @Test
  void defect5ATransactionThatConflictsIsAnErrorAndNotSwallowed() {
    AtomicLong refused = new AtomicLong();
    Simulation.check(
        3,
        Faults.of(100, Set.of(Fault.TRANSACTION_CONFLICT)).atMost(4),
        simulation -> {
          StandardTable.create(simulation.client(), "app");
          simulation.container(
              "writer",
              container -> {
                SaasTable table = SaasTable.of(container.client(), "app", container.time());
                Key key = Key.single(PartitionKey.system("USAGE"));
                Transaction transaction =
                    new Transaction()
                        .update(table, key, Update.increment("n", 1), Condition.always());
                if (container.life() == 1) {
                  assertThatThrownBy(transaction::commit)
                      .isInstanceOf(StoreUnavailableException.class);
                  refused.incrementAndGet();
                }
              });
          simulation.run();
        });
    assertThat(refused).hasValue(3);
  }

  /** There, all tenants were processed one after the other in one invocation, from the start. */
  @Test
  void defect6ARunThatIsStoppedGoesOnWhereItStopped() {
    List<Account> accounts = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      TenantId owner = new TenantId("tenant" + i);
      accounts.add(new Account(owner, "cus_" + i, NOON));
      fixture.use(owner, NOON, 1);
    }
    fixture.time.advance(HOUR);
    AtomicLong nanos = new AtomicLong();
    UsageExporter slow =
        fixture
            .exporter(
                charge -> {
                  nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                  return fixture.billing.deliver(charge);
                })
            .build();
    int runs = 0;
    boolean complete = false;
    while (!complete) {
      Deadline deadline = Deadline.in(Duration.ofSeconds(12), nanos::get);
      complete = slow.run(accounts.iterator(), deadline).complete();
      runs++;
    }
    assertThat(runs).isEqualTo(3);
    assertThat(fixture.billing.deliveries()).isEqualTo(20);
    assertThat(fixture.billing.total()).isEqualTo(20);
  }

  private long billed(String meter) {
    return fixture.billing.total(new Window(tenant, meter, NOON));
  }
}
