package io.saasbricks.benchmarks.micro;

import io.saasbricks.benchmarks.Report;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the JMH benchmarks of this package and reports the microseconds and bytes of one operation,
 * in one thread. Times are quantiles of samples, which a busy machine disturbs less than a mean.
 * Each has JVMs of its own, started with the flags of this one: Lambda's.
 */
public final class MicroBenchmarks {
  private static final String PACKAGE = "^io\\.saasbricks\\.benchmarks\\.micro\\.";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** How much is measured. */
  enum Length {
    /** Every method once, in this JVM: whether it runs, not how fast. */
    ONCE(0, 0, 1),
    /** Seven seconds a benchmark. */
    SHORT(1, 2, 5),
    /** A minute a benchmark, in three JVMs. */
    LONG(3, 5, 15);

    private final int forks;
    private final int warmups;
    private final int rounds;

    Length(int forks, int warmups, int rounds) {
      this.forks = forks;
      this.warmups = warmups;
      this.rounds = rounds;
    }

    private ChainedOptionsBuilder options() {
      return new OptionsBuilder()
          .mode(this == ONCE ? Mode.SingleShotTime : Mode.SampleTime)
          .verbosity(this == ONCE ? VerboseMode.SILENT : VerboseMode.NORMAL)
          .forks(forks)
          .warmupIterations(warmups)
          .warmupTime(TimeValue.seconds(1))
          .measurementIterations(rounds)
          .measurementTime(TimeValue.seconds(1))
          .timeUnit(TimeUnit.MICROSECONDS)
          .shouldFailOnError(true)
          .addProfiler(GCProfiler.class);
    }
  }

  private MicroBenchmarks() {}

  /**
   * Measures and prints.
   *
   * @param arguments a pattern found in the names of the wanted, nothing for all; then {@code
   *     short}, the default, or {@code long}
   */
  public static void main(String[] arguments) throws RunnerException {
    String pattern = arguments.length > 0 ? arguments[0] : "";
    Length length =
        arguments.length > 1 ? Length.valueOf(arguments[1].toUpperCase(Locale.ROOT)) : Length.SHORT;
    run(pattern, length, System.out);
  }

  static void run(String pattern, Length length, PrintStream out) throws RunnerException {
    Collection<RunResult> results =
        new Runner(length.options().include(PACKAGE + ".*" + pattern).build()).run();
    Report report = new Report("jmh", out);
    results.forEach(result -> report.add(subject(result), figures(result)));
    report.print();
  }

  /** Such as {@code CredentialBenchmark.session}, without the middle word. */
  private static String subject(RunResult result) {
    String name = result.getParams().getBenchmark();
    return name.substring(PACKAGE.replace("\\", "").length() - 1).replace("Benchmark.", ".");
  }

  private static Map<String, Number> figures(RunResult result) {
    Statistics times = result.getPrimaryResult().getStatistics();
    Result<?> allocated = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED));
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("p50Us", times.getPercentile(50));
    figures.put("p99Us", times.getPercentile(99));
    figures.put("bytes", Math.round(allocated.getScore()));
    return figures;
  }
}
