package io.saasbricks.local.emulator;

import java.time.Instant;

/** X-Ray trace headers in the form that AWS gives them. */
final class Trace {
  private Trace() {}

  /** The same header for the same request. */
  static String of(Instant at, String requestId) {
    long low = requestId.hashCode() * 0x9E3779B97F4A7C15L;
    return "Root=1-%08x-%08x%016x".formatted(at.getEpochSecond(), requestId.hashCode(), low);
  }
}
