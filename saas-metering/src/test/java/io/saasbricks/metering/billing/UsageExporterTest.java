package io.saasbricks.metering.billing;

import static io.saasbricks.metering.billing.ExportFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageExporterTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void hoursThatAreOverAreDeliveredOnce(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    fixture.use(NOON, 5);
    fixture.use(NOON.plusSeconds(60), 7);
    assertThat(fixture.export().delivered()).isZero();
    fixture.time.advance(HOUR);
    assertThat(fixture.export()).isEqualTo(new ExportReport(1, 1, 0, 0, 0, true));
    assertThat(fixture.export().delivered()).isZero();
    assertThat(fixture.billed(NOON)).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void usageThatComesAfterItsHourIsAddedToIt(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export();
    for (int day = 0; day < 30; day++) {
      fixture.time.advance(DAY);
      fixture.export();
      fixture.use(NOON, 1);
      fixture.export();
      assertThat(fixture.billed(NOON)).isEqualTo(6 + day);
    }
    assertThat(fixture.billing.total()).isEqualTo(35);
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void everyMeterHasItsOwnWindows(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    fixture.meter.record(
        fixture.account.tenant(),
        UsageEvent.of("both", NOON).with(ExportFixture.CALLS, 3).with(ExportFixture.TOKENS, 900));
    fixture.time.advance(HOUR);
    assertThat(fixture.export().delivered()).isEqualTo(2);
    assertThat(fixture.billing.total(new Window(fixture.account.tenant(), "tokens", NOON)))
        .isEqualTo(900);
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void aDeliveryWhoseAnswerWasLostIsRepeatedUnderTheSameIdentifier(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    List<Charge> sent = new ArrayList<>();
    UsageExporter broken =
        fixture
            .exporter(
                charge -> {
                  sent.add(charge);
                  fixture.billing.deliver(charge);
                  throw new TransportException("the answer was lost", null);
                })
            .build();
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    assertThat(fixture.export(broken).failed()).isEqualTo(1);
    fixture.use(NOON, 2);
    fixture.export(broken);
    assertThat(sent.get(1)).isEqualTo(sent.get(0));
    fixture.export();
    assertThat(fixture.billed(NOON)).isEqualTo(7);
    assertThat(fixture.told).containsOnly("failed cus_ann: the answer was lost");
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void aLostAnswerIsSettledRightAfterTheIdentifierIsForgotten(ExportMode mode) {
    for (boolean arrived : new boolean[] {true, false}) {
      for (Duration outage :
          List.of(
              Duration.ofHours(23),
              Duration.ofHours(24),
              DAY.plusSeconds(1),
              DAY.multipliedBy(20))) {
        ExportFixture fixture = new ExportFixture(mode);
        UsageExporter broken =
            fixture
                .exporter(
                    charge -> {
                      if (arrived) {
                        fixture.billing.deliver(charge);
                      }
                      throw new TransportException("lost", null);
                    })
                .build();
        fixture.use(NOON, 5);
        fixture.time.advance(HOUR);
        fixture.export(broken);
        fixture.time.advance(outage);
        fixture.use(NOON, 2);
        fixture.export();
        assertThat(fixture.billed(NOON)).as("after %s", outage).isEqualTo(7);
      }
    }
  }

  @Test
  void aDifferenceThatNobodyCanExplainIsReportedAndNotSent() {
    ExportFixture fixture = new ExportFixture(ExportMode.DELTA);
    UsageExporter broken =
        fixture
            .exporter(
                charge -> {
                  throw new TransportException("lost", null);
                })
            .build();
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export(broken);
    fixture.billing.deliver(new Charge(fixture.account, fixture.window(NOON), 99, 3));
    fixture.time.advance(DAY);
    assertThat(fixture.export().refused()).isEqualTo(1);
    assertThat(fixture.told)
        .contains(
            "refused calls 2026-11-15T12:00:00Z: the statement says 3 where 0 or 5 was delivered");
    assertThat(fixture.billed(NOON)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void usageOfAnUnknownCustomerWaitsForIt(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    fixture.billing.forget("cus_ann");
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    assertThat(fixture.export().refused()).isEqualTo(1);
    fixture.time.advance(DAY.multipliedBy(3));
    assertThat(fixture.export().refused()).isEqualTo(1);
    fixture.billing.learn("cus_ann");
    fixture.export();
    assertThat(fixture.billed(NOON)).isEqualTo(5);
    assertThat(fixture.told).containsOnly("refused calls 2026-11-15T12:00:00Z: no such customer");
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void usageAfterTheInvoiceIsCarriedIntoTheNextOnce(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export();
    makeFinal(fixture);
    fixture.use(NOON, 2);
    Instant noticed = fixture.time.instant();
    assertThat(fixture.export().late()).isEqualTo(1);
    fixture.export();
    fixture.time.advance(HOUR);
    fixture.export();
    assertThat(fixture.billed(NOON)).isEqualTo(5);
    assertThat(fixture.billed(noticed)).isEqualTo(2);
    assertThat(fixture.billing.afterFinal()).isZero();
    assertThat(fixture.told).containsExactly("late calls 2026-11-15T12:00:00Z: 2 CARRY");
  }

  @Test
  void carriedUsageJoinsThatOfItsNewHour() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    fixture.use(NOON, 5);
    makeFinal(fixture);
    Instant noticed = fixture.time.instant();
    fixture.use(noticed, 100);
    fixture.export();
    fixture.use(NOON, 1);
    fixture.export();
    fixture.time.advance(HOUR);
    fixture.export();
    assertThat(fixture.billed(noticed)).isEqualTo(106);
    assertThat(fixture.billed(NOON)).isZero();
  }

  @Test
  void usageAfterTheInvoiceIsWrittenOffIfSoChosen() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    UsageExporter lenient = fixture.exporter(fixture.billing).late(LatePolicy.WRITE_OFF).build();
    makeFinal(fixture);
    fixture.use(NOON, 2);
    assertThat(fixture.export(lenient).late()).isEqualTo(1);
    assertThat(fixture.export(lenient).late()).isZero();
    fixture.time.advance(HOUR);
    fixture.export(lenient);
    assertThat(fixture.billing.total()).isZero();
  }

  @Test
  void usageAfterTheInvoiceIsReportedByEveryRunIfSoChosen() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    UsageExporter alarming = fixture.exporter(fixture.billing).late(LatePolicy.ALARM).build();
    makeFinal(fixture);
    fixture.use(NOON, 2);
    assertThat(fixture.export(alarming).late()).isEqualTo(1);
    assertThat(fixture.export(alarming).late()).isEqualTo(1);
    assertThat(fixture.export().late()).isEqualTo(1);
    assertThat(fixture.export().late()).isZero();
  }

  @Test
  void usageTooOldForTheBillingSystemIsTreatedAsLate() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    fixture.use(NOON, 5);
    fixture.time.advance(DAY.multipliedBy(37));
    Instant noticed = fixture.time.instant();
    fixture.export();
    fixture.time.advance(HOUR);
    fixture.export();
    assertThat(fixture.billed(NOON)).isZero();
    assertThat(fixture.billed(noticed)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeliveryInDoubtWhenTheInvoiceBecameFinalIsDecidedByTheStatement(boolean arrived) {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    UsageExporter broken =
        fixture
            .exporter(
                charge -> {
                  if (arrived) {
                    fixture.billing.deliver(charge);
                  }
                  throw new TransportException("lost", null);
                })
            .build();
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export(broken);
    makeFinal(fixture);
    Instant noticed = fixture.time.instant();
    fixture.export();
    fixture.time.advance(HOUR);
    fixture.export();
    assertThat(fixture.billed(NOON)).isEqualTo(arrived ? 5 : 0);
    assertThat(fixture.billed(noticed)).isEqualTo(arrived ? 0 : 5);
    assertThat(fixture.billing.afterFinal()).isZero();
  }

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void aRejectedDeliveryIsMadeAgain(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    List<String> identifiers = new ArrayList<>();
    UsageExporter exporter =
        fixture
            .exporter(
                charge -> {
                  identifiers.add(charge.identifier());
                  return fixture.billing.deliver(charge);
                })
            .build();
    fixture.use(NOON, 5);
    fixture.time.advance(DAY.multipliedBy(3));
    fixture.export(exporter);
    fixture.billing.lose(fixture.window(NOON));
    exporter.reject(identifiers.get(0));
    exporter.reject(identifiers.get(0));
    fixture.export(exporter);
    exporter.reject(identifiers.get(0));
    fixture.export(exporter);
    assertThat(fixture.billed(NOON)).isEqualTo(5);
    assertThat(identifiers).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void identifiersNobodyMadeAreRefused() {
    UsageExporter exporter = new ExportFixture(ExportMode.ABSOLUTE).exporter();
    for (String identifier : List.of("", "evt_123", "a.b.c.d", "tenant00.calls.1.2.3")) {
      assertThatThrownBy(() -> exporter.reject(identifier))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void oneAccountThatFailsDoesNotStopTheOthers() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      TenantId tenant = new TenantId("tenant0" + i);
      accounts.add(new Account(tenant, "cus_" + i, NOON.minus(DAY)));
      fixture.use(tenant, NOON, 10 + i);
    }
    fixture.time.advance(HOUR);
    UsageExporter exporter =
        fixture
            .exporter(
                charge -> {
                  if (charge.account().customer().equals("cus_2")) {
                    throw new TransportException("no route", null);
                  }
                  return fixture.billing.deliver(charge);
                })
            .build();
    assertThat(exporter.run(accounts.iterator(), ExportFixture.deadline()))
        .isEqualTo(new ExportReport(5, 4, 0, 0, 1, true));
    assertThat(fixture.billing.total()).isEqualTo(10 + 11 + 13 + 14);
  }

  @Test
  void aRunThatIsOutOfTimeStopsAndTheNextOneFinishes() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    Deadline passed = Deadline.in(Duration.ofSeconds(4), () -> 0);
    assertThat(fixture.exporter().export(fixture.account, passed))
        .isEqualTo(new ExportReport(0, 0, 0, 0, 0, false));
    assertThat(fixture.export().delivered()).isEqualTo(1);
  }

  @Test
  void twoRunsAtOnceDeliverOnce() {
    ExportFixture fixture = new ExportFixture(ExportMode.DELTA);
    UsageExporter other = fixture.exporter();
    List<ExportReport> inner = new ArrayList<>();
    UsageExporter outer =
        fixture
            .exporter(
                charge -> {
                  inner.add(fixture.export(other));
                  return fixture.billing.deliver(charge);
                })
            .build();
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    fixture.export(outer);
    assertThat(inner).containsExactly(new ExportReport(1, 0, 0, 0, 1, true));
    assertThat(fixture.billed(NOON)).isEqualTo(5);
  }

  @Test
  void usageBeforeTheAccountBeganIsNotBilled() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    Account later = new Account(fixture.account.tenant(), "cus_ann", NOON);
    fixture.use(NOON.minusSeconds(1), 5);
    fixture.use(NOON, 7);
    fixture.time.advance(HOUR);
    fixture.exporter().export(later, ExportFixture.deadline());
    assertThat(fixture.billing.total()).isEqualTo(7);
  }

  @Test
  void anAccountWithoutNewsCostsThreeQueriesAndNoWrite() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    fixture.use(NOON, 5);
    fixture.time.advance(DAY.multipliedBy(2));
    fixture.export();
    fixture.time.set(Instant.parse("2026-11-18T00:10:00Z"));
    fixture.export();
    fixture.time.set(Instant.parse("2026-11-18T01:10:00Z"));
    fixture.export();
    fixture.time.set(Instant.parse("2026-11-18T00:59:00Z"));
    assertThat(fixture.test.cost(fixture::export).total())
        .satisfies(
            usage -> {
              assertThat(usage.requests()).isEqualTo(2);
              assertThat(usage.writeUnits()).isZero();
            });
  }

  /** What is known of the day, or was just delivered or carried, is not looked at again. */
  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void oneRunSettlesADayForGood(ExportMode mode) {
    ExportFixture fixture = new ExportFixture(mode);
    fixture.use(NOON, 5);
    fixture.time.set(Instant.parse("2026-11-20T00:10:00Z"));
    assertThat(fixture.export().delivered()).isEqualTo(1);
    assertOnlyYesterdayIsRead(fixture);
    fixture.use(NOON, 1);
    assertThat(fixture.export().delivered()).isEqualTo(1);
    assertOnlyYesterdayIsRead(fixture);
    makeFinal(fixture);
    fixture.time.set(Instant.parse("2026-11-20T00:10:00Z"));
    fixture.use(NOON, 1);
    assertThat(fixture.export().late()).isEqualTo(1);
    assertOnlyYesterdayIsRead(fixture);
  }

  /** The revisions, the days, and the hours and windows of a day that is over for ten minutes. */
  private static void assertOnlyYesterdayIsRead(ExportFixture fixture) {
    assertThat(fixture.test.cost(fixture::export).total())
        .satisfies(
            usage -> {
              assertThat(usage.requests()).isEqualTo(4);
              assertThat(usage.writeUnits()).isZero();
            });
  }

  @Test
  void whatIsInDoubtWithoutAStatementIsReportedAndNotSent() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    List<Charge> sent = new ArrayList<>();
    UsageExporter blind =
        UsageExporter.builder(
                fixture.test.table(),
                fixture.reader,
                charge -> {
                  sent.add(charge);
                  throw new TransportException("lost", null);
                },
                fixture.time,
                () -> "run")
            .meter(ExportFixture.CALLS, "calls")
            .listener(fixture)
            .build();
    fixture.use(NOON, 5);
    fixture.time.advance(HOUR);
    assertThat(fixture.export(blind).failed()).isEqualTo(1);
    makeFinal(fixture);
    assertThat(fixture.export(blind).refused()).isEqualTo(1);
    assertThat(sent).hasSize(1);
    assertThat(fixture.told)
        .last()
        .asString()
        .endsWith("its last delivery is in doubt and there is no statement to decide by");
  }

  @Test
  void progressIsToldAccountByAccount() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    AtomicLong last = new AtomicLong();
    UsageExporter exporter =
        fixture
            .exporter(fixture.billing)
            .listener(
                new ExportListener() {
                  @Override
                  public void exported(Account account, long accounts) {
                    last.set(accounts);
                  }
                })
            .build();
    exporter.run(List.of(fixture.account, fixture.account).iterator(), ExportFixture.deadline());
    assertThat(last).hasValue(2);
  }

  @Test
  void metricsThatAreNoSumsAndMetersWithBadNamesAreRefused() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    UsageExporter.Builder builder = fixture.exporter(fixture.billing);
    assertThatThrownBy(() -> builder.meter(Metric.last("storage"), "storage"))
        .hasMessageContaining("only sums");
    for (String meter : List.of("", "Calls", "a.b", "x".repeat(41))) {
      assertThatThrownBy(() -> builder.meter(ExportFixture.CALLS, meter))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> builder.meter(Metric.sum("other"), "calls").build())
        .hasMessageContaining("same meter");
    assertThatThrownBy(() -> new Window(fixture.account.tenant(), "calls", NOON.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Account(fixture.account.tenant(), "", NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Five days pass and the invoice for all before today becomes final. */
  private static void makeFinal(ExportFixture fixture) {
    fixture.time.advance(DAY.multipliedBy(5));
    fixture.time.set(fixture.time.instant().truncatedTo(java.time.temporal.ChronoUnit.HOURS));
    Instant until = Instant.parse("2026-11-20T00:00:00Z");
    fixture.billing.finalise("cus_ann", until);
    fixture.exporter().invoicesFinal(fixture.account.tenant(), until);
  }
}
