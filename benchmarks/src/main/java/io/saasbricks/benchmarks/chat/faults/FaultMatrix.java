package io.saasbricks.benchmarks.chat.faults;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What routers make of three vendors of which one works, another one each turn, while the others
 * fail in the ways of {@link Fault}: our router beside LangChain4j's {@code ModelRouter} with its
 * {@code FailoverStrategy}, over HTTP against the same stand-ins.
 *
 * <pre>
 * mvn -q -f benchmarks/peers package
 * mvn -Pbench -Dbench="faults 500"
 * </pre>
 *
 * <p>The peer is asked in three ways: as its documentation shows it, one router for all turns over
 * models that retry twice; with a new router for each turn, which forgets the minute for which
 * failed models are left out; and so without retries. Its models get a third of the deadline as
 * time-out. Version 1.16.0-beta26 refuses a second streaming route, so that streams have one route
 * and the default. Turns are asked by eight threads, after sixty without faults to warm up. Prints
 * a table, then one JSON object per router. The peer is left out where it was not fetched.
 */
public final class FaultMatrix {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final int WARM_TURNS = 60;
  private static final int THREADS = 8;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final PrintStream out;
  private final Duration deadline;

  FaultMatrix(PrintStream out, Duration deadline) {
    this.out = out;
    this.deadline = deadline;
  }

  /** Runs in the root folder of the project. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int turns = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
    new FaultMatrix(System.out, DEADLINE)
        .compare(contestants(Path.of("benchmarks", "peers")), turns);
  }

  /**
   * A program to start.
   *
   * @param settings arguments after those that every program gets
   */
  record Contestant(String name, String main, String classPath, List<String> settings) {}

  static List<Contestant> contestants(Path peers) {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(
        new Contestant(
            "saasbricks router",
            RouterTurns.class.getName(),
            System.getProperty("java.class.path"),
            List.of()));
    Path langChain4j = peers.resolve("langchain4j/target");
    if (Files.exists(langChain4j)) {
      String classPath =
          langChain4j.resolve("classes")
              + File.pathSeparator
              + langChain4j.resolve("dependency").resolve("*");
      String main = "io.saasbricks.benchmarks.peers.LangChain4jTurns";
      contestants.add(new Contestant("langchain4j", main, classPath, List.of("2", "kept")));
      contestants.add(
          new Contestant("langchain4j, anew each turn", main, classPath, List.of("2", "per-turn")));
      contestants.add(
          new Contestant(
              "langchain4j, anew, no retries", main, classPath, List.of("0", "per-turn")));
    }
    return contestants;
  }

  void compare(List<Contestant> contestants, int turns) throws IOException, InterruptedException {
    List<Figures> figures = new ArrayList<>();
    for (Contestant contestant : contestants) {
      figures.add(measure(contestant, turns));
    }
    out.println(Figures.HEAD);
    figures.forEach(figure -> out.println(figure.row()));
    figures.forEach(figure -> out.println(figure.json()));
  }

  private Figures measure(Contestant contestant, int turns)
      throws IOException, InterruptedException {
    Duration late = deadline.multipliedBy(2);
    try (FaultyVendor one = FaultyVendor.start(0, late);
        FaultyVendor two = FaultyVendor.start(1, late);
        FaultyVendor three = FaultyVendor.start(2, late)) {
      List<FaultyVendor> vendors = List.of(one, two, three);
      List<Reply> replies = replies(command(contestant, turns, vendors));
      if (replies.size() != turns) {
        throw new IllegalStateException(contestant.name() + " gave " + replies.size());
      }
      long paidAgain =
          replies.stream()
              .flatMapToInt(
                  reply -> vendors.stream().mapToInt(vendor -> vendor.charged(reply.turn())))
              .map(charged -> Math.max(0, charged - 1))
              .sum();
      return Figures.of(contestant.name(), replies, deadline.toMillis(), paidAgain);
    }
  }

  private List<String> command(Contestant contestant, int turns, List<FaultyVendor> vendors) {
    List<String> command =
        new ArrayList<>(List.of(JAVA, "-cp", contestant.classPath(), contestant.main()));
    command.addAll(List.of("" + turns, "" + WARM_TURNS, "" + THREADS, "" + deadline.toMillis()));
    vendors.forEach(vendor -> command.add(vendor.uri().toString()));
    command.addAll(contestant.settings());
    return command;
  }

  private static List<Reply> replies(List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader()) {
      // Our router's warnings are written to standard output too, as JSON.
      return lines.lines().filter(line -> !line.startsWith("{")).map(Reply::of).toList();
    } finally {
      process.waitFor();
    }
  }
}
