package io.saasbricks.metering.billing;

/** Counts what a run does. Not safe for concurrent use. */
final class ExportCounts {
  long accounts;
  long delivered;
  long refused;
  long late;
  long failed;

  ExportReport report(boolean complete) {
    return new ExportReport(accounts, delivered, refused, late, failed, complete);
  }
}
