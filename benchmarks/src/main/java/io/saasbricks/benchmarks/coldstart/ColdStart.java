package io.saasbricks.benchmarks.coldstart;

import io.saasbricks.benchmarks.Report;
import io.saasbricks.benchmarks.Spread;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What the first request of a fresh function costs, from the start of its process to the answer at
 * the Runtime API: the chatbot's functions under AWS's runtime interface client, beside a bare SDK
 * call under the same and beside functions for Node.js that do the same routes.
 *
 * <p>On JDK 17, JDK 25, and JDK 25 with an ahead-of-time cache, as far as they are there. All run
 * in turn, one of each per round, against one DynamoDB Local and one set of stand-ins for the
 * vendors, without TLS; the first round is not counted. Classes are counted in a run of its own.
 */
public final class ColdStart {
  private static final Path CHATBOT = Path.of("examples", "chatbot");
  private static final Path NODE = Path.of("benchmarks", "peers", "node");
  private static final Path WORK = Path.of("benchmarks", "target", "coldstart");
  private static final int CURRENT = 25;

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final List<Contestant> contestants = new ArrayList<>();
  private int events;

  /** A process to start, and the route it answers. */
  private record Contestant(
      String name, Route route, String proof, FreshProcess process, Optional<Counted> counted) {}

  /** The same process writing down the classes it loads. */
  private record Counted(FreshProcess process, Path log) {}

  private ColdStart(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs in the root folder of the project, after its packages are made.
   *
   * @param arguments how many rounds to count; nothing for 11
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
    try (DynamoDbLocal database = DynamoDbLocal.start();
        ChatbotStack stack =
            ChatbotStack.start(CHATBOT.resolve("template.yaml"), database.endpoint())) {
      ColdStart comparison = new ColdStart(System.out, System::nanoTime);
      comparison.enter(stack);
      comparison.compare(stack, rounds);
    }
  }

  private void enter(ChatbotStack stack) throws IOException, InterruptedException {
    Path jars = FunctionJars.collect(CHATBOT, WORK.resolve("jars"));
    String classPath = FunctionJars.classPath(jars);
    for (int release : new int[] {17, CURRENT}) {
      Optional<Jvm> jvm = Jvm.of(release);
      if (jvm.isPresent()) {
        enterAll("JDK " + release, jvm.get(), classPath, stack);
      }
    }
    Optional<Jvm> current = Jvm.of(CURRENT);
    if (current.isPresent()) {
      for (Route route : Route.values()) {
        Path cache = train(current.get(), jars, route, route.handler(), route.label());
        enter(
            route,
            route.label() + ", JDK 25 AOT",
            route.handler(),
            cached(current.get(), cache),
            classPath,
            stack);
      }
      Path cache = train(current.get(), jars, Route.HEALTH, BareCall.class.getName(), "bare");
      enter(
          Route.HEALTH,
          "bare SDK call, JDK 25 AOT",
          BareCall.class.getName(),
          cached(current.get(), cache),
          classPath,
          stack);
    }
    for (Route route : Route.values()) {
      enterNode(route, stack);
    }
  }

  private void enterAll(String name, Jvm jvm, String classPath, ChatbotStack stack)
      throws IOException {
    for (Route route : Route.values()) {
      enter(route, route.label() + ", " + name, route.handler(), jvm, classPath, stack);
    }
    enter(Route.HEALTH, "bare SDK call, " + name, BareCall.class.getName(), jvm, classPath, stack);
  }

  private static Jvm cached(Jvm jvm, Path cache) {
    return jvm.with("-XX:AOTCache=" + cache);
  }

  private void enter(
      Route route, String name, String handler, Jvm jvm, String classPath, ChatbotStack stack)
      throws IOException {
    Path log = Files.createTempFile(WORK, "classes", ".log");
    Jvm logging = jvm.with("-Xlog:class+load:file=" + log + "::filecount=0");
    contestants.add(
        new Contestant(
            name,
            route,
            route.proof(),
            new FreshProcess(jvm.command(classPath, handler), stack.environment()),
            Optional.of(
                new Counted(
                    new FreshProcess(logging.command(classPath, handler), stack.environment()),
                    log))));
  }

  private void enterNode(Route route, ChatbotStack stack) {
    if (!Files.isDirectory(NODE.resolve("node_modules"))) {
      return;
    }
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("SESSION_SECRET", ChatbotStack.NODE_SECRET);
    environment.put("OPENAI_API_KEY", "local");
    List<String> command =
        List.of("node", NODE.resolve("runtime.mjs").toString(), "./" + route.label() + ".mjs");
    contestants.add(
        new Contestant(
            route.label() + ", Node.js",
            route,
            route.proof(),
            new FreshProcess(command, environment),
            Optional.empty()));
  }

  private static Path train(Jvm jvm, Path jars, Route route, String handler, String name)
      throws IOException, InterruptedException {
    Path folder = WORK.resolve(name);
    int status =
        new ProcessBuilder(
                "sh",
                CHATBOT.resolve("aot").resolve("train.sh").toString(),
                jvm.home().resolve("bin/java").toString(),
                jars.toString(),
                System.getProperty("java.class.path"),
                CHATBOT.resolve("template.yaml").toString(),
                route.label(),
                handler,
                folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("no cache was trained for " + handler);
    }
    return folder.resolve(route.label() + ".aot");
  }

  private void compare(ChatbotStack stack, int rounds) throws IOException, InterruptedException {
    List<List<FreshProcess.Life>> lives = new ArrayList<>();
    contestants.forEach(contestant -> lives.add(new ArrayList<>()));
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        FreshProcess.Life life = live(contestants.get(i), contestants.get(i).process(), stack);
        if (round >= 0) {
          lives.get(i).add(life);
        }
      }
    }
    Report report = new Report("cold-start", out);
    for (int i = 0; i < contestants.size(); i++) {
      report.add(
          contestants.get(i).name(), figures(lives.get(i), classes(contestants.get(i), stack)));
    }
    report.print();
  }

  private FreshProcess.Life live(Contestant contestant, FreshProcess process, ChatbotStack stack)
      throws IOException, InterruptedException {
    byte[] event =
        contestant.name().endsWith("Node.js") && contestant.route() == Route.AUTHORIZER
            ? stack.nodeAuthorizer()
            : contestant.route().event(stack, events++);
    return process.live(event, contestant.proof(), nanoTime);
  }

  private static Map<String, Number> figures(List<FreshProcess.Life> lives, long classes) {
    Spread answer = Spread.of(all(lives, FreshProcess.Life::answerMillis));
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("medianMs", answer.median());
    figures.put("p10Ms", answer.low());
    figures.put("p90Ms", answer.high());
    figures.put("initMs", Spread.of(all(lives, FreshProcess.Life::initMillis)).median());
    figures.put("cpuMs", Spread.of(all(lives, FreshProcess.Life::cpuMillis)).median());
    figures.put("classes", classes);
    figures.put("runs", answer.runs());
    return figures;
  }

  private static double[] all(
      List<FreshProcess.Life> lives, ToDoubleFunction<FreshProcess.Life> figure) {
    return lives.stream().mapToDouble(figure).toArray();
  }

  /** Classes loaded until the function asks for its second event; none in Node.js. */
  private long classes(Contestant contestant, ChatbotStack stack)
      throws IOException, InterruptedException {
    if (contestant.counted().isEmpty()) {
      return 0;
    }
    Counted counted = contestant.counted().get();
    live(contestant, counted.process(), stack);
    return LoadedClasses.count(counted.log());
  }
}
