package io.saasbricks.benchmarks.units;

import io.saasbricks.local.dynamodb.RequestCounter;

/**
 * What some work took of DynamoDB.
 *
 * @param writes write units
 * @param reads read units
 */
public record Units(long requests, double writes, double reads) {
  static Units of(RequestCounter.Usage usage) {
    return new Units(usage.requests(), usage.writeUnits(), usage.readUnits());
  }

  /** Both kinds together, as the aims count them. */
  double total() {
    return writes + reads;
  }
}
