package io.saasbricks.metering.billing;

import static io.saasbricks.metering.billing.ExportFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.net.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Instant START = Instant.parse("2026-11-15T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);

  @Test
  void agreesWithWhatWasDelivered() {
    for (int hour = 0; hour < 30; hour++) {
      fixture.use(fixture.time.instant(), 1 + hour);
      fixture.time.advance(HOUR);
    }
    fixture.export();
    assertThat(compare()).isEqualTo(new Reconciliation.Report(30, 0, java.util.List.of()));
  }

  @Test
  void findsWhatTheBillingSystemLostAndWhereToDeliverItAgain() {
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export();
    fixture.billing.lose(fixture.window(NOON));
    Reconciliation.Difference lost = compare().differences().get(0);
    assertThat(lost.window()).isEqualTo(fixture.window(NOON));
    assertThat(lost.delivered()).isEqualTo(5);
    assertThat(lost.stated()).isZero();
    fixture.exporter().reject(lost.identifier());
    fixture.export();
    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void findsWhatNobodyDelivered() {
    fixture.billing.deliver(new Charge(fixture.account, fixture.window(NOON), 1, 3));
    assertThat(compare().differences())
        .singleElement()
        .satisfies(difference -> assertThat(difference.stated()).isEqualTo(3));
  }

  @Test
  void leavesDeliveriesInDoubtAlone() {
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export(
        fixture
            .exporter(
                charge -> {
                  throw new TransportException("lost", null);
                })
            .build());
    assertThat(compare()).isEqualTo(new Reconciliation.Report(1, 1, java.util.List.of()));
  }

  private Reconciliation.Report compare() {
    return Reconciliation.of(fixture.test.table(), fixture.billing)
        .compare(fixture.account, Set.of("calls", "tokens"), START, START.plus(Duration.ofDays(3)));
  }
}
