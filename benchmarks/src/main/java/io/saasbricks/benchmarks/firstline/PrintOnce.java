package io.saasbricks.benchmarks.firstline;

/** Prints a line of JSON by hand: the floor under every logger. */
public final class PrintOnce {
  private PrintOnce() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("{\"level\":\"INFO\",\"message\":\"chat answered\",\"tenantId\":\"acme\"}");
  }
}
