package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The same raw requests sent to DynamoDB Local and to the database in memory. */
final class TwoServers {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Members that tell of DynamoDB Local itself, or of when a request came. */
  private static final Set<String> IGNORED =
      Set.of(
          "CreationDateTime",
          "LastUpdateToPayPerRequestDateTime",
          "ProvisionedThroughput",
          "DeletionProtectionEnabled",
          "IndexSizeBytes");

  private static final Set<String> UNORDERED =
      Set.of("GlobalSecondaryIndexes", "Batch", "SS", "NS", "BS");

  private final JsonService memory = new JsonService(InstantSource.system());
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI local;

  TwoServers(DynamoDbLocal local) {
    this.local = local.endpoint();
  }

  /** Sends a request to both and tells how the answers differ, if they do. */
  Optional<String> difference(String operation, JsonNode request) {
    return difference(operation, request, Function.identity());
  }

  /**
   * As {@link #difference(String, JsonNode)}, taking all refusals of a request as invalid for
   * equal.
   */
  Optional<String> differenceButForMessages(String operation, JsonNode request) {
    return difference(operation, request, TwoServers::withoutMessage);
  }

  private Optional<String> difference(
      String operation, JsonNode request, Function<JsonNode, JsonNode> view) {
    String ofMemory = view.apply(canonical(memory(operation, request), "")).toString();
    String ofLocal = view.apply(canonical(local(operation, request), "")).toString();
    return ofMemory.equals(ofLocal)
        ? Optional.empty()
        : Optional.of(
            operation + " " + request + "\n  local:  " + ofLocal + "\n  memory: " + ofMemory);
  }

  private static JsonNode withoutMessage(JsonNode answer) {
    boolean invalid = answer.path("__type").asText().equals("ValidationException");
    return invalid ? ((ObjectNode) answer).without("message") : answer;
  }

  JsonNode memory(String operation, JsonNode request) {
    try {
      return MAPPER.readTree(
          memory.call(operation, MAPPER.writeValueAsBytes(request)).body().asByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode local(String operation, JsonNode request) {
    try {
      HttpRequest post =
          HttpRequest.newBuilder(local)
              .header("X-Amz-Target", "DynamoDB_20120810." + operation)
              .header("Content-Type", "application/x-amz-json-1.0")
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request,"
                      + " SignedHeaders=host, Signature=0")
              .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(request)))
              .build();
      return MAPPER.readTree(http.send(post, BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The answer without what may differ: order of members, spelling of numbers and type names. */
  static JsonNode canonical(JsonNode json, String member) {
    if (json.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      boolean inBatch = member.equals("Responses");
      json.properties()
          .forEach(
              entry -> {
                String name = entry.getKey().equals("Message") ? "message" : entry.getKey();
                if (!IGNORED.contains(name)) {
                  members.put(name, canonical(entry.getValue(), inBatch ? "Batch" : name));
                }
              });
      // DynamoDB Local reads nothing for nothing; DynamoDB rounds up to its smallest unit.
      if (json.path("ScannedCount").asInt(1) == 0) {
        members.remove("ConsumedCapacity");
      }
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      sorted.setAll(members);
      return sorted;
    }
    if (json.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      json.forEach(element -> array.add(canonical(element, member.equals("NS") ? "N" : "")));
      return UNORDERED.contains(member) ? sorted(array) : array;
    }
    return switch (member) {
      case "N" -> JsonNodeFactory.instance.textNode(plain(json.asText()));
      case "__type" -> JsonNodeFactory.instance.textNode(json.asText().replaceAll(".*#", ""));
      case "message" -> JsonNodeFactory.instance.textNode(json.asText().replaceAll("\\.$", ""));
      default -> json;
    };
  }

  private static ArrayNode sorted(ArrayNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    elements.sort(Comparator.comparing(JsonNode::toString));
    return JsonNodeFactory.instance.arrayNode().addAll(elements);
  }

  private static String plain(String number) {
    BigDecimal value = new BigDecimal(number);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
