package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows that simulations have teeth: protocols that are wrong in ways seen in the wild are each
 * caught within 200 seeds, and their right counterparts survive the same seeds and faults.
 */
class TeethTest {
  private static final int SEEDS = 200;
  private static final Faults FAULTS = Faults.of(20, EnumSet.allOf(Fault.class));

  @TestFactory
  Stream<DynamicTest> wrongProtocolsAreCaught() {
    return tests(
        wrong(),
        scenario -> {
          OptionalLong seed =
              Search.firstFailingSeed(SEEDS, choices -> Simulation.play(choices, FAULTS, scenario));
          assertThat(seed).isPresent();
        });
  }

  @TestFactory
  Stream<DynamicTest> rightProtocolsSurvive() {
    return tests(right(), scenario -> Simulation.check(SEEDS, FAULTS, scenario));
  }

  private static Stream<DynamicTest> tests(
      Map<String, Simulation.Scenario> scenarios, Check check) {
    return scenarios.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check.run(entry.getValue())));
  }

  private interface Check {
    void run(Simulation.Scenario scenario) throws Exception;
  }

  private static Map<String, Simulation.Scenario> wrong() {
    Map<String, Simulation.Scenario> wrong = new LinkedHashMap<>();
    wrong.put("plain ADD", MeteringProtocols.counts(MeteringProtocols::plainAdd));
    wrong.put("receipt first", MeteringProtocols.counts(MeteringProtocols::receiptFirst));
    wrong.put("counter first", MeteringProtocols.counts(MeteringProtocols::counterFirst));
    wrong.put(
        "new receipt per delivery",
        MeteringProtocols.counts(MeteringProtocols::newReceiptPerDelivery));
    wrong.put(
        "swallowed cancellation",
        MeteringProtocols.countsOfOneDelivery(MeteringProtocols::swallowedCancellation));
    wrong.put(
        "acknowledged in spite of errors",
        MeteringProtocols.countsOfOneDelivery(MeteringProtocols::acknowledgedInSpiteOfErrors));
    wrong.put(
        "client token instead of receipt",
        MeteringProtocols.counts(MeteringProtocols::tokenInsteadOfReceipt));
    wrong.put("read, then write a limit", LimitProtocols.limits(LimitProtocols::readThenWrite));
    wrong.put("missing means zero", LimitProtocols.limits(LimitProtocols::missingMeansZero));
    wrong.put("revocation read eventually", LimitProtocols.revocation(false));
    wrong.put(
        "condition that fails against itself",
        ClaimProtocols.claims(ClaimProtocols::failsAgainstItself));
    wrong.put("check, then put", ClaimProtocols.claims(ClaimProtocols::checkThenPut));
    wrong.put("last writer wins", ClaimProtocols.collects(ClaimProtocols::lastWriterWins));
    wrong.put("lease without fence", ClaimProtocols.collects(ClaimProtocols::leaseWithoutFence));
    wrong.put("missing page loop", DeliveryProtocols.reads(false));
    wrong.put("unprocessed items ignored", DeliveryProtocols.writes(false));
    wrong.put("sent again under a new identifier", DeliveryProtocols.exports(false));
    wrong.put("prefix without separator", DeliveryProtocols.separates(""));
    wrong.put("ids from a snapshot", DeliveryProtocols.orders(false));
    return wrong;
  }

  private static Map<String, Simulation.Scenario> right() {
    Map<String, Simulation.Scenario> right = new LinkedHashMap<>();
    right.put(
        "receipt and total together",
        MeteringProtocols.counts(MeteringProtocols::receiptAndTotalTogether));
    right.put("conditional add", LimitProtocols.limits(LimitProtocols::conditionalAdd));
    right.put("revocation read consistently", LimitProtocols.revocation(true));
    right.put(
        "conditional put that knows itself",
        ClaimProtocols.claims(ClaimProtocols::conditionalPutThatKnowsItself));
    right.put("versioned put", ClaimProtocols.collects(ClaimProtocols::versionedPut));
    right.put("all pages", DeliveryProtocols.reads(true));
    right.put("until all is processed", DeliveryProtocols.writes(true));
    right.put("sent again under the same identifier", DeliveryProtocols.exports(true));
    right.put("prefix with separator", DeliveryProtocols.separates("#"));
    right.put("ids from the event", DeliveryProtocols.orders(true));
    return right;
  }
}
