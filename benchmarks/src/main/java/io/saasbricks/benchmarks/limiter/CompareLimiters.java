package io.saasbricks.benchmarks.limiter;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.StandardTable;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What a decision costs beside Bucket4j's last DynamoDB backend (8.6.0), on the same DynamoDB Local
 * in one run: decisions a second, requests and capacity units a decision, with and without a delay
 * of 2 ms for each request, as a network has.
 *
 * <pre>
 * mvn -q -f benchmarks/peers package
 * mvn -Pbench -Dbench="limiters 5"
 * </pre>
 *
 * <p>Each figure is that of a process of its own, which warms up for half as long first. Scenarios:
 * one thread over a hundred keys; 32 threads on one key, each request strict, and with leases; one
 * thread and two limits, by address and by address and agent. Admissions only: nobody is near a
 * limit. A failed condition counts as one write unit. The peer is left out where it was not
 * fetched. Prints a table, then one JSON object per figure.
 */
public final class CompareLimiters {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final int HOT_THREADS = 32;
  private static final List<String> SCENARIOS =
      List.of("uncontended", "hot", "leased", "composite");

  private final PrintStream out;
  private final URI endpoint;
  private final int seconds;

  private CompareLimiters(PrintStream out, URI endpoint, int seconds) {
    this.out = out;
    this.endpoint = endpoint;
    this.seconds = seconds;
  }

  /**
   * Runs in the root folder of the project.
   *
   * @param arguments how many seconds to measure each figure; nothing for 5
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    try (DynamoDbLocal database = DynamoDbLocal.start()) {
      try (DynamoDbClient client = database.client()) {
        StandardTable.create(client, SaasbricksDecisions.TABLE);
        createBuckets(client);
      }
      new CompareLimiters(System.out, database.endpoint(), seconds)
          .compare(Path.of("benchmarks", "peers", "bucket4j", "target"));
    }
  }

  /** The table that Bucket4j prescribes. */
  private static void createBuckets(DynamoDbClient client) {
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName("key").keyType(KeyType.HASH).build();
    AttributeDefinition text =
        AttributeDefinition.builder()
            .attributeName("key")
            .attributeType(ScalarAttributeType.S)
            .build();
    client.createTable(
        table ->
            table
                .tableName("buckets")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key)
                .attributeDefinitions(text));
  }

  private void compare(Path peer) throws IOException, InterruptedException {
    Contestant ours =
        new Contestant(
            "saasbricks",
            SaasbricksDecisions.class.getName(),
            System.getProperty("java.class.path"));
    Contestant bucket4j =
        new Contestant(
            "bucket4j",
            "io.saasbricks.benchmarks.peers.Bucket4jDecisions",
            peer.resolve("classes") + File.pathSeparator + peer.resolve("dependency/*"));
    // The database compiles too while it is young: whoever came first would pay for all.
    measure(ours, "hot", 0);
    List<Figure> figures = new ArrayList<>();
    for (int delay : new int[] {0, 2}) {
      for (String scenario : SCENARIOS) {
        figures.add(measure(ours, scenario, delay));
        if (Files.exists(peer) && !scenario.equals("leased")) {
          figures.add(measure(bucket4j, scenario, delay));
        }
      }
    }
    report(figures);
  }

  private Figure measure(Contestant contestant, String scenario, int delay)
      throws IOException, InterruptedException {
    int threads = scenario.equals("hot") || scenario.equals("leased") ? HOT_THREADS : 1;
    Process process =
        new ProcessBuilder(
                JAVA,
                // As on Lambda. The second compiler would be at work for most of a short run.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                contestant.classPath(),
                contestant.main(),
                endpoint.toString(),
                scenario,
                Integer.toString(threads),
                Integer.toString(delay),
                Integer.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      return Figure.of(contestant.name(), scenario, delay, String.valueOf(lines.readLine()));
    } finally {
      process.waitFor();
    }
  }

  private void report(List<Figure> figures) {
    out.printf(
        "%-12s %-12s %6s %12s %9s %7s %7s%n",
        "scenario", "limiter", "delay", "decisions/s", "requests", "reads", "writes");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "%-12s %-12s %4d ms %12.0f %9.4f %7.4f %7.4f%n",
          figure.scenario(),
          figure.limiter(),
          figure.delay(),
          figure.rate(),
          figure.requests(),
          figure.reads(),
          figure.writes());
    }
    figures.forEach(figure -> out.println(figure.json()));
  }

  /** A program to start. */
  private record Contestant(String name, String main, String classPath) {}

  /**
   * What a run showed.
   *
   * @param rate decisions a second
   * @param requests to DynamoDB a decision
   * @param reads read units a decision
   * @param writes write units a decision
   */
  record Figure(
      String limiter,
      String scenario,
      int delay,
      double rate,
      double requests,
      double reads,
      double writes) {
    /**
     * Reads decisions, seconds, requests, read units and write units.
     *
     * @throws IllegalStateException if the program wrote something else
     */
    static Figure of(String limiter, String scenario, int delay, String line) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 5) {
        throw new IllegalStateException(limiter + " wrote: " + line);
      }
      double decisions = Double.parseDouble(parts[0]);
      return new Figure(
          limiter,
          scenario,
          delay,
          decisions / Double.parseDouble(parts[1]),
          Double.parseDouble(parts[2]) / decisions,
          Double.parseDouble(parts[3]) / decisions,
          Double.parseDouble(parts[4]) / decisions);
    }

    String json() {
      return String.format(
          Locale.ROOT,
          "{\"benchmark\":\"CompareLimiters\",\"subject\":\"%s\",\"scenario\":\"%s\","
              + "\"delayMs\":%d,\"decisionsPerSecond\":%.0f,\"requestsPerDecision\":%.4f,"
              + "\"readUnitsPerDecision\":%.4f,\"writeUnitsPerDecision\":%.4f}",
          limiter,
          scenario,
          delay,
          rate,
          requests,
          reads,
          writes);
    }
  }
}
