package io.saasbricks.core.idempotency;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Sees to it that a piece of work is done once, however often it is asked for within a day.
 *
 * <pre>{@code
 * Claim claim = idempotency.claim(WorkId.ofSystem("stripe", event.id(), body), deadline);
 * if (claim instanceof Claim.Granted granted) {
 *   apply(event);
 *   idempotency.complete(granted.run(), "");
 * }
 * }</pre>
 *
 * <p>A run holds the work until its deadline and two seconds more. One that dies without a word is
 * taken over after that, so the work itself must bear being begun again. Each run has a random
 * owner token: one that was taken over cannot change what its successor writes.
 *
 * <p>One write to claim and one to complete, whatever the outcome, each of one write unit while the
 * result is under a kilobyte. Safe for concurrent use.
 */
public final class Idempotency {
  /** How long a result is kept. */
  public static final Duration RETENTION = Duration.ofHours(24);

  /** The longest result that is kept, in bytes of UTF-8. */
  public static final int MAX_RESULT_BYTES = 100 * 1024;

  /** Clocks differ between containers. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final int OWNER_BYTES = 16;
  private static final String STATE = "state";
  private static final String RUNNING = "RUNNING";
  private static final String DONE = "DONE";
  private static final String OWNER = "owner";
  private static final String PAYLOAD = "payload";
  private static final String UNTIL = "until";
  private static final String RESULT = "result";

  private final SaasTable table;
  private final InstantSource time;
  private final RandomGenerator random;

  private Idempotency(SaasTable table, InstantSource time, RandomGenerator random) {
    this.table = table;
    this.time = time;
    this.random = random;
  }

  /**
   * Idempotency kept in that table.
   *
   * @param random makes owner tokens; must not repeat itself after a SnapStart restore
   */
  public static Idempotency of(SaasTable table, InstantSource time, RandomGenerator random) {
    return new Idempotency(table, time, random);
  }

  /**
   * Asks to do the work. Of all who ask at once, one is granted it. One request of one write unit.
   *
   * @param deadline when the caller will have ended, one way or another
   * @throws io.saasbricks.core.table.StoreUnavailableException if it is not known whether the work
   *     was granted; it is free again two seconds after the deadline
   */
  public Claim claim(WorkId work, Deadline deadline) {
    Instant now = time.instant();
    Run run = new Run(work, newOwner());
    Item started =
        Item.empty()
            .with(STATE, RUNNING)
            .with(OWNER, run.owner())
            .with(PAYLOAD, work.payloadHash())
            .with(UNTIL, now.plus(deadline.remaining()).plus(GRACE))
            .expiringAt(now.plus(RETENTION));
    Condition abandoned =
        Condition.all(
            attribute(STATE).equalTo(RUNNING),
            attribute(UNTIL).atMost(now),
            attribute(PAYLOAD).equalTo(work.payloadHash()));
    WriteOutcome outcome =
        table.put(work.key(), started, Condition.absentOrExpired(now).or(abandoned));
    if (outcome instanceof WriteOutcome.Refused refused) {
      return refused.existing().map(item -> claimed(run, item, now)).orElseGet(Idempotency::soon);
    }
    return new Claim.Granted(run);
  }

  private static Claim claimed(Run run, Item existing, Instant now) {
    if (existing.string(OWNER).equals(run.owner())) {
      // The first attempt of this very call landed, and its answer was lost.
      return new Claim.Granted(run);
    }
    if (!existing.string(PAYLOAD).equals(run.work().payloadHash())) {
      return new Claim.Mismatch();
    }
    if (existing.string(STATE).equals(DONE)) {
      return new Claim.Completed(existing.optionalString(RESULT));
    }
    Duration left = Duration.between(now, existing.instant(UNTIL));
    return left.isNegative() || left.isZero() ? soon() : new Claim.InProgress(left);
  }

  /** The item went away, or came to be free, while it was asked for. */
  private static Claim soon() {
    return new Claim.InProgress(Duration.ofSeconds(1));
  }

  /**
   * Ends a run: from now on whoever asks for the work gets the result. Repeating it is harmless.
   *
   * @param result empty for none; over {@link #MAX_RESULT_BYTES} it is not kept
   * @return whether the run still held the work; if not, another has taken it over and decides
   * @throws io.saasbricks.core.table.StoreUnavailableException if that was not confirmed
   */
  public boolean complete(Run run, String result) {
    Update done =
        Update.set(STATE, DONE)
            .and(Update.set("ttl", time.instant().plus(RETENTION).getEpochSecond()))
            .and(keepable(result) ? Update.set(RESULT, result) : Update.nothing());
    return table.update(run.work().key(), done, heldBy(run)).applied();
  }

  /**
   * Ends a run that has failed before it changed anything: the work may be asked for again at once.
   * Repeating it is harmless.
   *
   * @return whether nobody else holds the work; if not, another run has taken it over, or this one
   *     had completed it
   * @throws io.saasbricks.core.table.StoreUnavailableException if that was not confirmed; the work
   *     is then free two seconds after the run's deadline
   */
  public boolean release(Run run) {
    WriteOutcome outcome = table.delete(run.work().key(), heldBy(run).and(stillRunning()));
    // Nothing is left to delete, if the answer to a first attempt was lost.
    return !(outcome instanceof WriteOutcome.Refused refused) || refused.existing().isEmpty();
  }

  private static boolean keepable(String result) {
    return !result.isEmpty() && result.getBytes(StandardCharsets.UTF_8).length <= MAX_RESULT_BYTES;
  }

  private static Condition heldBy(Run run) {
    return attribute(OWNER).equalTo(run.owner());
  }

  private static Condition stillRunning() {
    return attribute(STATE).equalTo(RUNNING);
  }

  private String newOwner() {
    byte[] owner = new byte[OWNER_BYTES];
    random.nextBytes(owner);
    return HexFormat.of().formatHex(owner);
  }
}
