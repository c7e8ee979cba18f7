package io.saasbricks.benchmarks.micro;

import io.saasbricks.auth.Verification;
import io.saasbricks.benchmarks.warm.KnownCallers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A credential verified in a container that has read the revocations. Sessions are not cached: each
 * time costs what the first does.
 */
@State(Scope.Thread)
public class CredentialBenchmark {
  private static final String ADDRESS = "203.0.113.7";

  private final KnownCallers callers = new KnownCallers();
  private final String forged = spoilt(callers.session());
  private final String mistyped = spoilt(callers.key());

  /** A key that the container has verified before. */
  @Benchmark
  public Verification keyKnown() {
    return callers.keys().verify(callers.key(), ADDRESS);
  }

  /** Refused by its checksum. */
  @Benchmark
  public Verification keyMistyped() {
    return callers.keys().verify(mistyped, ADDRESS);
  }

  /** A session's token, from its text to its principal. */
  @Benchmark
  public Verification session() {
    return callers.sessions().verify(callers.session());
  }

  /** Refused by its signature. */
  @Benchmark
  public Verification sessionForged() {
    return callers.sessions().verify(forged);
  }

  /** Another character amid the last part, where all bits count. */
  private static String spoilt(String text) {
    int place = text.length() - 3;
    char other = text.charAt(place) == 'A' ? 'B' : 'A';
    return text.substring(0, place) + other + text.substring(place + 1);
  }
}
