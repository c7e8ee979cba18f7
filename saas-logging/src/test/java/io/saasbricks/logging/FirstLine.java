package io.saasbricks.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs once, with everything a line can have. */
final class FirstLine {
  private FirstLine() {}

  public static void main(String[] arguments) {
    Logger logger = LoggerFactory.getLogger(FirstLine.class);
    MDC.put("requestId", "8f5f");
    logger
        .atWarn()
        .addKeyValue("tenantId", "acme")
        .addKeyValue("costUsd", 0.25)
        .setCause(new IllegalStateException("slow"))
        .log("chat answered in {} ms", 12);
  }
}
