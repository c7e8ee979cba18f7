package io.saasbricks.benchmarks.firstline;

import org.slf4j.LoggerFactory;

/** Logs once through whatever SLF4J provider the class path holds. */
public final class LogOnce {
  private LogOnce() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    LoggerFactory.getLogger(LogOnce.class)
        .atInfo()
        .addKeyValue("tenantId", "acme")
        .addKeyValue("latencyMs", 12)
        .log("chat answered");
  }
}
