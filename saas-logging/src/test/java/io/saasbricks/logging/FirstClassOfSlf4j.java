package io.saasbricks.logging;

import org.slf4j.event.Level;

/** Prints without logging: what a JVM and the jar of slf4j-api cost before any provider. */
final class FirstClassOfSlf4j {
  private FirstClassOfSlf4j() {}

  public static void main(String[] arguments) {
    System.out.println(Level.INFO);
  }
}
