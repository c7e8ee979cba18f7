package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.memory.RandomRequests.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random tables, items and expressions: both databases give the same answers and end with the same
 * items. Where several things are wrong with a request, which one is told is left open; {@link
 * EdgeCasesTest} compares the messages of single faults. {@code
 * -Dsaasbricks.differential.seeds=1000} runs longer.
 */
class DifferentialTest {
  private static final int SEEDS = Integer.getInteger("saasbricks.differential.seeds", 100);
  private static final int FIRST = Integer.getInteger("saasbricks.differential.first", 1);
  private static final int REQUESTS = 200;

  private final TwoServers servers = new TwoServers(DynamoDbLocal.shared());

  @Test
  void randomRequestsAreAnsweredAsByDynamoDbLocal() {
    List<String> differences =
        LongStream.range(FIRST, FIRST + SEEDS)
            .parallel()
            .boxed()
            .flatMap(
                seed -> firstDifference(seed).map(found -> "seed " + seed + ": " + found).stream())
            .toList();
    assertThat(String.join("\n", differences)).isEmpty();
  }

  private Optional<String> firstDifference(long seed) {
    RandomRequests requests = new RandomRequests(seed);
    Optional<String> difference = difference(requests.createTable());
    for (int i = 0; i < REQUESTS && difference.isEmpty(); i++) {
      difference = difference(requests.next());
    }
    Request scan = requests.scanAll();
    Request end = requests.deleteTable();
    Set<String> ofMemory = sortedItems(servers.memory(scan.operation(), scan.body()));
    Set<String> ofLocal = sortedItems(servers.local(scan.operation(), scan.body()));
    servers.memory(end.operation(), end.body());
    servers.local(end.operation(), end.body());
    return difference.or(
        () ->
            ofMemory.equals(ofLocal)
                ? Optional.empty()
                : Optional.of("items\n  local:  " + ofLocal + "\n  memory: " + ofMemory));
  }

  private Optional<String> difference(Request request) {
    return servers.differenceButForMessages(request.operation(), request.body());
  }

  private static Set<String> sortedItems(JsonNode answer) {
    Set<String> items = new TreeSet<>();
    answer.path("Items").forEach(item -> items.add(TwoServers.canonical(item, "").toString()));
    return items;
  }
}
