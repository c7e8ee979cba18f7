package io.saasbricks.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

abstract class IdempotencyContract {
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final Consumption consumption = new Consumption();
  private final SaasTable table;
  private final Idempotency idempotency;
  private final WorkId work;
  private final TenantScope scope;

  IdempotencyContract(DynamoDbClient client, String tableName, String tenant) {
    this.table = SaasTable.of(client, tableName, time, consumption);
    this.idempotency = Idempotency.of(table, time, new Random(1));
    this.work = WorkId.ofSystem("stripe", "evt_" + tenant, PAYLOAD);
    this.scope = scope(tenant);
  }

  @Test
  void theFirstToAskDoesTheWorkAndTheOthersGetItsResult() {
    Run run = granted(claim(work));
    assertThat(idempotency.complete(run, "done")).isTrue();
    assertThat(claim(work)).isEqualTo(new Claim.Completed(Optional.of("done")));
    time.advance(Duration.ofHours(23));
    assertThat(claim(work)).isEqualTo(new Claim.Completed(Optional.of("done")));
  }

  @Test
  void aResultIsForgottenADayAfterTheWorkWasDone() {
    idempotency.complete(granted(claim(work)), "done");
    time.advance(Idempotency.RETENTION);
    assertThat(claim(work)).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void whileARunIsAtItTheOthersAreToldWhenToComeBack() {
    granted(claim(work));
    time.advance(Duration.ofSeconds(4));
    assertThat(claim(work)).isEqualTo(new Claim.InProgress(Duration.ofSeconds(8)));
  }

  /** DynamoDB is asked again by the client, under the same owner. */
  @Test
  void aClaimWhoseAnswerWasLostIsGrantedWhenItIsRepeated() {
    Idempotency repeating = Idempotency.of(table, time, new Random(7));
    Idempotency repeated = Idempotency.of(table, time, new Random(7));
    Deadline deadline = Deadline.in(TEN_SECONDS, time.nanos());
    Run first = granted(repeating.claim(work, deadline));
    Run again = granted(repeated.claim(work, deadline));
    assertThat(again.owner()).isEqualTo(first.owner());
    assertThat(again).hasToString("Run[" + work + "]");
    assertThat(idempotency.complete(again, "done")).isTrue();
  }

  @Test
  void aRunThatDiedIsTakenOverAfterItsDeadline() {
    granted(claim(work));
    time.advance(Duration.ofSeconds(11));
    assertThat(claim(work)).isInstanceOf(Claim.InProgress.class);
    time.advance(Duration.ofSeconds(1));
    assertThat(claim(work)).isInstanceOf(Claim.Granted.class);
    assertThat(claim(work)).isInstanceOf(Claim.InProgress.class);
  }

  @Test
  void anOvertakenRunCannotOverwriteItsSuccessor() {
    Run overtaken = granted(claim(work));
    time.advance(Duration.ofSeconds(12));
    Run successor = granted(claim(work));
    assertThat(idempotency.complete(overtaken, "old")).isFalse();
    assertThat(idempotency.release(overtaken)).isFalse();
    assertThat(idempotency.complete(successor, "new")).isTrue();
    assertThat(idempotency.complete(overtaken, "old")).isFalse();
    assertThat(claim(work)).isEqualTo(new Claim.Completed(Optional.of("new")));
  }

  @Test
  void aReleasedRunFreesTheWork() {
    assertThat(idempotency.release(granted(claim(work)))).isTrue();
    assertThat(claim(work)).isInstanceOf(Claim.Granted.class);
  }

  /** As when the first release landed and its answer was lost. */
  @Test
  void aRunReleasedTwiceWasNotTakenOver() {
    Run run = granted(claim(work));
    idempotency.release(run);
    assertThat(idempotency.release(run)).isTrue();
    granted(claim(work));
    assertThat(idempotency.release(run)).as("taken over").isFalse();
  }

  @Test
  void aCompletedRunCannotBeReleased() {
    Run run = granted(claim(work));
    idempotency.complete(run, "done");
    assertThat(idempotency.release(run)).isFalse();
    assertThat(claim(work)).isInstanceOf(Claim.Completed.class);
  }

  @Test
  void otherWorkOfTheSameNameIsNotTaken() {
    WorkId other = WorkId.ofSystem("stripe", work.toString().substring(19), new byte[] {9});
    assertThat(other).hasToString(work.toString());
    Run run = granted(claim(work));
    assertThat(claim(other)).isEqualTo(new Claim.Mismatch());
    time.advance(Duration.ofMinutes(1));
    assertThat(claim(other)).as("an abandoned name").isEqualTo(new Claim.Mismatch());
    idempotency.complete(run, "done");
    assertThat(claim(other)).isEqualTo(new Claim.Mismatch());
  }

  @Test
  void tenantsAndTheSystemDoNotShareNames() {
    List<WorkId> all =
        List.of(
            WorkId.ofTenant(scope, "POST /agents", "1", PAYLOAD),
            WorkId.ofTenant(scope, "POST /keys", "1", PAYLOAD),
            WorkId.ofTenant(scope, "POST /agents#1", "", PAYLOAD),
            WorkId.ofTenant(
                scope("other0" + scope.tenant().value().substring(6)),
                "POST /agents",
                "1",
                PAYLOAD),
            work);
    for (WorkId each : all) {
      idempotency.complete(granted(claim(each)), each.toString());
    }
    for (WorkId each : all) {
      assertThat(claim(each)).isEqualTo(new Claim.Completed(Optional.of(each.toString())));
    }
  }

  @Test
  void anEmptyOrOversizedResultIsNotKept() {
    idempotency.complete(granted(claim(work)), "é".repeat(Idempotency.MAX_RESULT_BYTES / 2));
    assertThat(((Claim.Completed) claim(work)).result()).isPresent();
    time.advance(Idempotency.RETENTION);
    idempotency.complete(granted(claim(work)), "é".repeat(Idempotency.MAX_RESULT_BYTES / 2) + "e");
    assertThat(claim(work)).isEqualTo(new Claim.Completed(Optional.empty()));
    time.advance(Idempotency.RETENTION);
    idempotency.complete(granted(claim(work)), "");
    assertThat(claim(work)).isEqualTo(new Claim.Completed(Optional.empty()));
  }

  @Test
  void aRunCostsOneWriteToClaimAndOneToComplete() {
    Consumption.Snapshot before = consumption.snapshot();
    idempotency.complete(granted(claim(work)), "done");
    assertThat(consumption.snapshot().since(before)).isEqualTo(new Consumption.Snapshot(2, 0, 2));
  }

  @Test
  void ofManyWhoAskAtOnceOneDoesTheWork() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Claim>> asking = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        asking.add(() -> claim(work));
      }
      int granted = 0;
      for (Future<Claim> claim : threads.invokeAll(asking)) {
        granted += claim.get() instanceof Claim.Granted ? 1 : 0;
      }
      assertThat(granted).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
  }

  private Claim claim(WorkId wanted) {
    return idempotency.claim(wanted, Deadline.in(TEN_SECONDS, time.nanos()));
  }

  private static Run granted(Claim claim) {
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).run();
  }

  private static TenantScope scope(String tenant) {
    return Principal.of(Principal.Kind.SYSTEM, new TenantId(tenant), "test").scope();
  }
}
