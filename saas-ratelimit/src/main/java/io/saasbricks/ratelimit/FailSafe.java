package io.saasbricks.ratelimit;

import io.saasbricks.core.SaasException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Answers for a door that fails. */
record FailSafe(Door door, FailureAnswer answer, InstantSource time, LimitListener listener)
    implements Door {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public AbuseVerdict decide(Visit visit) {
    try {
      return door.decide(visit);
    } catch (SaasException e) {
      listener.failed(visit.subject(), e);
      return AbuseVerdict.unscored(answer(visit));
    }
  }

  private Decision answer(Visit visit) {
    return switch (answer) {
      case ADMIT -> new Decision.Allowed(time.instant(), visit.cost(), List.of());
      case DENY -> new Decision.Denied(Decision.Reason.UNAVAILABLE, List.of(), PAUSE, List.of());
    };
  }
}
