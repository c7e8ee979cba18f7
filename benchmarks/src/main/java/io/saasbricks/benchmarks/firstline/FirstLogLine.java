package io.saasbricks.benchmarks.firstline;

import io.saasbricks.benchmarks.Report;
import io.saasbricks.benchmarks.Spread;
import io.saasbricks.logging.MetricLine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * What the first log line of a fresh JVM costs: milliseconds from starting the process to reading
 * the line, and classes loaded, for Saasbricks beside a bare {@code println}, Logback with its JSON
 * encoder and Powertools for AWS Lambda, logs and metrics.
 *
 * <pre>
 * mvn -q -f benchmarks/peers package
 * mvn -Pbench -Dbench="first-line 21"
 * </pre>
 *
 * <p>Processes get the flags of the Lambda runtime (serial collector, C1 only, the default class
 * data archive) and run in turn, one of each per round, so that other load on the machine falls on
 * all alike; the first round is not counted. Classes are counted in a run of its own. A peer that
 * was not fetched is left out. Prints a table, then one JSON object per figure.
 */
public final class FirstLogLine {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final LongSupplier nanoTime;
  private final PrintStream out;

  FirstLogLine(LongSupplier nanoTime, PrintStream out) {
    this.nanoTime = nanoTime;
    this.out = out;
  }

  /**
   * Runs in the root folder of the project.
   *
   * @param arguments how many rounds to count; nothing for 21
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? 21 : Integer.parseInt(arguments[0]);
    new FirstLogLine(System::nanoTime, System.out)
        .compare(contestants(Path.of("benchmarks", "peers")), rounds);
  }

  /** The programs to start; of the peers those whose class path is found in the folder. */
  static List<Contestant> contestants(Path peers) {
    String programs = jarOf(LogOnce.class);
    String slf4j = jarOf(LoggerFactory.class);
    String ours = jarOf(MetricLine.class);
    Path logback = peers.resolve("logback/target");
    Path powertools = peers.resolve("powertools/target");

    List<Contestant> contestants = new ArrayList<>();
    contestants.add(log("println", PrintOnce.class.getName(), programs));
    contestants.add(log("saasbricks log", LogOnce.class.getName(), programs, ours, slf4j));
    contestants.add(metric("saasbricks metric", MetricOnce.class.getName(), programs, ours, slf4j));
    if (Files.exists(logback)) {
      contestants.add(
          log("logback log", LogOnce.class.getName(), programs, classes(logback), jars(logback)));
    }
    if (Files.exists(powertools)) {
      String[] classPath = {programs, classes(powertools), jars(powertools)};
      contestants.add(log("powertools log", LogOnce.class.getName(), classPath));
      contestants.add(
          metric(
              "powertools metric",
              "io.saasbricks.benchmarks.peers.PowertoolsMetricOnce",
              classPath));
    }
    return contestants;
  }

  void compare(List<Contestant> contestants, int rounds) throws IOException, InterruptedException {
    double[][] millis = new double[contestants.size()][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        double taken = millisToFirstLine(contestants.get(i));
        if (round >= 0) {
          millis[i][round] = taken;
        }
      }
    }
    Report report = new Report("first-line", out);
    for (int i = 0; i < contestants.size(); i++) {
      Contestant contestant = contestants.get(i);
      report.add(contestant.name(), figures(Spread.of(millis[i]), classesLoaded(contestant)));
    }
    report.print();
  }

  private static Map<String, Number> figures(Spread millis, int classes) {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("medianMs", millis.median());
    figures.put("p10Ms", millis.low());
    figures.put("p90Ms", millis.high());
    figures.put("classes", classes);
    figures.put("runs", millis.runs());
    return figures;
  }

  private double millisToFirstLine(Contestant contestant) throws IOException, InterruptedException {
    long start = nanoTime.getAsLong();
    Process process = start(contestant);
    try (BufferedReader lines = process.inputReader()) {
      String first = String.valueOf(lines.readLine());
      long taken = nanoTime.getAsLong() - start;
      if (!first.startsWith("{") || !first.contains(contestant.proof())) {
        throw new IllegalStateException(contestant.name() + " wrote: " + first);
      }
      return taken / 1e6;
    } finally {
      process.waitFor();
    }
  }

  private static int classesLoaded(Contestant contestant) throws IOException, InterruptedException {
    Path log = Files.createTempFile("classes", ".log");
    try {
      start(contestant, "-Xlog:class+load:file=" + log + "::filecount=0").waitFor();
      return Files.readAllLines(log).size();
    } finally {
      Files.delete(log);
    }
  }

  private static Process start(Contestant contestant, String... flags) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", contestant.classPath(), contestant.main()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "chat");
    builder.environment().put("POWERTOOLS_SERVICE_NAME", "chat");
    return builder.start();
  }

  private static Contestant log(String name, String main, String... classPath) {
    return new Contestant(name, main, String.join(File.pathSeparator, classPath), "chat answered");
  }

  private static Contestant metric(String name, String main, String... classPath) {
    return new Contestant(name, main, String.join(File.pathSeparator, classPath), "\"_aws\":");
  }

  private static String jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  private static String classes(Path target) {
    return target.resolve("classes").toString();
  }

  private static String jars(Path target) {
    return target.resolve("dependency").resolve("*").toString();
  }

  /** A program to start, and the text by which its line is recognised. */
  record Contestant(String name, String main, String classPath, String proof) {}
}
