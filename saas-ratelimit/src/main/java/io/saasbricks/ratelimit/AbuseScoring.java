package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.abuse.MessageDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Scores the sender of each message that the limits admit, by the item that its write left. */
final class AbuseScoring implements Door {
  /** What follows from a score. */
  enum Response {
    /** Nothing but telling it. */
    TELL,
    /** The sender is asked to slow down, or blocked. */
    ACT
  }

  static final Duration BLOCK = Duration.ofHours(24);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final double HIGH_TIDE = 0.7;

  private final OneWriteLimiter limiter;
  private final Supplier<SaasTable> tables;
  private final MessageDetector detector;
  private final LimitListener listener;
  private final Response response;

  AbuseScoring(
      OneWriteLimiter limiter,
      Supplier<SaasTable> tables,
      MessageDetector detector,
      LimitListener listener,
      Response response) {
    this.limiter = limiter;
    this.tables = tables;
    this.detector = detector;
    this.listener = listener;
    this.response = response;
  }

  @Override
  public AbuseVerdict decide(Visit visit) {
    String message = visit.message().orElseThrow();
    double suspicion = detector.inspect(message).suspicion();
    OneWriteLimiter.Ruling ruling =
        limiter.rule(visit, now -> Optional.of(MessageTrace.of(message, suspicion, now)));
    if (!(ruling.decision() instanceof Decision.Allowed allowed)) {
      return AbuseVerdict.unscored(ruling.decision());
    }
    Sight sight = ruling.sights().get(0);
    AbuseScore score = score(sight);
    listener.scored(visit.subject(), score);
    Decision decision = response == Response.ACT ? act(score, sight, allowed) : allowed;
    return new AbuseVerdict(decision, Optional.of(score));
  }

  private Decision act(AbuseScore score, Sight sight, Decision.Allowed allowed) {
    if (!score.abnormal()) {
      return allowed;
    }
    if (!score.blocks()) {
      return Denials.abnormal(untilNormal(sight), allowed.states());
    }
    // Should this fail, the next message scores as high.
    sight
        .account()
        .trace()
        .ifPresent(
            trace ->
                tables.get().update(sight.account().key(), trace.block(BLOCK), Condition.exists()));
    return Denials.blocked(BLOCK, allowed.states());
  }

  /** How long it takes the score to come down if nothing more is said, in whole minutes. */
  private static Duration untilNormal(Sight sight) {
    Duration wait = STEP;
    while (wait.compareTo(Evidence.MEMORY) < 0 && score(sight.after(wait)).abnormal()) {
      wait = wait.plus(STEP);
    }
    return wait;
  }

  static AbuseScore score(Sight sight) {
    Map<AbuseSignal, Double> strengths = new EnumMap<>(AbuseSignal.class);
    for (Charge charge : sight.charges()) {
      boolean calendar = charge.policy().algorithm() instanceof FixedWindow;
      AbuseSignal signal = calendar ? AbuseSignal.VOLUME : AbuseSignal.BURST;
      strengths.merge(signal, tide(charge, sight), Math::max);
    }
    Instant now = sight.account().now();
    Evidence evidence = new Evidence(sight.item(), now);
    strengths.put(AbuseSignal.REPETITION, evidence.repetition());
    strengths.put(AbuseSignal.INJECTION, evidence.injection());
    return AbuseScore.of(strengths);
  }

  /** Nothing until most of the quota is used, then up to 1. */
  private static double tide(Charge charge, Sight sight) {
    double used = 1 - (double) charge.standing(sight.item()).remaining() / charge.quota();
    return Math.max(0, (used - HIGH_TIDE) / (1 - HIGH_TIDE));
  }
}
