package io.saasbricks.benchmarks.chat;

import io.saasbricks.benchmarks.Report;
import io.saasbricks.benchmarks.Spread;
import io.saasbricks.core.Secret;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.local.http.LocalServer;
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
import org.slf4j.LoggerFactory;

/**
 * What the first chat answer of a fresh JVM costs: milliseconds from the beginning of {@code main}
 * to the answer's text, for our router beside the JDK's two clients without any JSON, and
 * LangChain4j.
 *
 * <pre>
 * mvn -q -f benchmarks/peers package
 * mvn -Pbench -Dbench="first-answer 21"
 * </pre>
 *
 * <p>Processes get the flags of the Lambda runtime (serial collector, C1 only, the default class
 * data archive) and run in turn, one of each per round; the first round is not counted. A peer that
 * was not fetched is left out. The vendor is a local server without TLS, which would add the same
 * to every row.
 */
public final class FirstAnswer {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final PrintStream out;

  FirstAnswer(PrintStream out) {
    this.out = out;
  }

  /** Runs in the root folder of the project. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? 21 : Integer.parseInt(arguments[0]);
    new FirstAnswer(System.out).compare(contestants(Path.of("benchmarks", "peers")), rounds);
  }

  /** A program to start. */
  record Contestant(String name, String main, String classPath) {
    static Contestant of(String name, Class<?> main, String... classPath) {
      return new Contestant(name, main.getName(), String.join(File.pathSeparator, classPath));
    }
  }

  static List<Contestant> contestants(Path peers) {
    String programs = jarOf(FirstQuestion.class);
    String[] ours = {programs, jarOf(LlmRouter.class), jarOf(Secret.class), jackson(), slf4j()};
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(Contestant.of("HttpURLConnection", HttpUrlConnectionOnce.class, programs));
    contestants.add(Contestant.of("saasbricks router", RouterOnce.class, ours));
    contestants.add(Contestant.of("java.net.http", JavaHttpClientOnce.class, programs));
    Path langChain4j = peers.resolve("langchain4j/target");
    if (Files.exists(langChain4j)) {
      String classPath =
          String.join(
              File.pathSeparator,
              programs,
              langChain4j.resolve("classes").toString(),
              langChain4j.resolve("dependency").resolve("*").toString());
      String main = "io.saasbricks.benchmarks.peers.LangChain4jOnce";
      contestants.add(new Contestant("langchain4j-open-ai", main, classPath));
    }
    return contestants;
  }

  void compare(List<Contestant> contestants, int rounds) throws IOException, InterruptedException {
    double[][] millis = new double[contestants.size()][rounds];
    try (LocalServer vendor = StandInVendor.start()) {
      for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < contestants.size(); i++) {
          double taken = millis(contestants.get(i), vendor.uri() + "");
          if (round >= 0) {
            millis[i][round] = taken;
          }
        }
      }
    }
    report(contestants, millis);
  }

  private static double millis(Contestant contestant, String vendor)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            JAVA,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            contestant.classPath(),
            contestant.main(),
            vendor);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader()) {
      String line = String.valueOf(lines.readLine());
      if (!line.contains(StandInVendor.REPLY)) {
        throw new IllegalStateException(contestant.name() + " wrote: " + line);
      }
      return Long.parseLong(line.substring(0, line.indexOf(' '))) / 1e3;
    } finally {
      process.waitFor();
    }
  }

  private void report(List<Contestant> contestants, double[][] millis) {
    double first = Spread.of(millis[0]).median();
    Report report = new Report("first-answer", out);
    for (int i = 0; i < millis.length; i++) {
      double median = Spread.of(millis[i]).median();
      Map<String, Number> figures = new LinkedHashMap<>();
      figures.put("medianMs", median);
      figures.put("times", median / first);
      report.add(contestants.get(i).name(), figures);
    }
    report.print();
  }

  private static String jackson() {
    return jarOf(com.fasterxml.jackson.core.JsonFactory.class);
  }

  private static String slf4j() {
    return jarOf(LoggerFactory.class);
  }

  private static String jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
