package io.saasbricks.benchmarks;

import io.saasbricks.benchmarks.abuse.EvaluateDetector;
import io.saasbricks.benchmarks.chat.FirstAnswer;
import io.saasbricks.benchmarks.chat.RouterOverhead;
import io.saasbricks.benchmarks.chat.faults.FaultMatrix;
import io.saasbricks.benchmarks.coldstart.ColdStart;
import io.saasbricks.benchmarks.coldstart.SnapStart;
import io.saasbricks.benchmarks.firstline.FirstLogLine;
import io.saasbricks.benchmarks.limiter.CompareLimiters;
import io.saasbricks.benchmarks.micro.MicroBenchmarks;
import io.saasbricks.benchmarks.units.ConversationUnits;
import io.saasbricks.benchmarks.warm.WarmParts;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Runs a benchmark by its name:
 *
 * <pre>
 * mvn -Pbench -Dbench=cold-start
 * mvn -Pbench -Dbench="cold-start 21"
 * </pre>
 */
public final class Benchmarks {
  /** A benchmark as a program. */
  @FunctionalInterface
  interface Program {
    void start(String[] arguments) throws Exception;
  }

  private static final Map<String, Program> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("cold-start", ColdStart::main);
    PROGRAMS.put("snapstart", SnapStart::main);
    PROGRAMS.put("first-line", FirstLogLine::main);
    PROGRAMS.put("first-answer", FirstAnswer::main);
    PROGRAMS.put("warm", WarmParts::main);
    PROGRAMS.put("jmh", MicroBenchmarks::main);
    PROGRAMS.put("router", RouterOverhead::main);
    PROGRAMS.put("faults", FaultMatrix::main);
    PROGRAMS.put("limiters", CompareLimiters::main);
    PROGRAMS.put("units", ConversationUnits::main);
    PROGRAMS.put("load", BackendLoad::main);
    PROGRAMS.put("detector", EvaluateDetector::main);
  }

  private Benchmarks() {}

  /**
   * Runs one benchmark.
   *
   * @param arguments its name, then what it takes
   */
  public static void main(String[] arguments) throws Exception {
    if (!run(arguments, System.err)) {
      System.exit(1);
    }
    // DynamoDB Local and the emulator have threads that nobody waits for.
    System.exit(0);
  }

  /** The names of all. */
  static Set<String> names() {
    return PROGRAMS.keySet();
  }

  /** Whether there is a benchmark of that name; if not, says which there are. */
  static boolean run(String[] arguments, PrintStream err) throws Exception {
    Program program = arguments.length == 0 ? null : PROGRAMS.get(arguments[0]);
    if (program == null) {
      err.println("choose one with -Dbench=<name>: " + String.join(", ", PROGRAMS.keySet()));
      return false;
    }
    program.start(Arrays.copyOfRange(arguments, 1, arguments.length));
    return true;
  }
}
