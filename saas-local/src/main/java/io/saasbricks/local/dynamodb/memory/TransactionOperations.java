package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** TransactWriteItems and TransactGetItems. */
final class TransactionOperations {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
  private static final int LONGEST_TOKEN = 36;
  private static final int MOST_ITEMS = 100;
  private static final long LARGEST_PAYLOAD = 4L << 20;
  private static final double TWO_PHASES = 2;
  private static final Map<String, ItemWrite.Kind> KINDS =
      Map.of(
          "Put", ItemWrite.Kind.PUT,
          "Update", ItemWrite.Kind.UPDATE,
          "Delete", ItemWrite.Kind.DELETE,
          "ConditionCheck", ItemWrite.Kind.CHECK);

  private final Tables tables;
  private final ExpressionCache cache;
  private final InstantSource time;
  private final Map<String, Completed> completed = new LinkedHashMap<>();

  TransactionOperations(Tables tables, ExpressionCache cache, InstantSource time) {
    this.tables = tables;
    this.cache = cache;
    this.time = time;
  }

  /** A transaction made under a token: its items, what it consumed, and until when it counts. */
  private record Completed(JsonNode items, Capacity capacity, Instant end) {}

  ObjectNode write(JsonNode request) {
    JsonNode items = items(request);
    String token = request.path("ClientRequestToken").asText();
    if (token.length() > LONGEST_TOKEN) {
      throw ServiceError.constraint(
          token, "clientRequestToken", "Member must have length less than or equal to 36");
    }
    forgetOldTokens();
    Completed earlier = completed.get(token);
    if (earlier == null) {
      Capacity capacity = execute(items);
      if (!token.isEmpty()) {
        completed.put(token, new Completed(items, capacity, time.instant().plus(TOKEN_LIFE)));
      }
      return response(request, capacity);
    }
    if (!earlier.items().equals(items)) {
      throw ServiceError.of("IdempotentParameterMismatchException", "");
    }
    return response(request, earlier.capacity());
  }

  /** Tokens are kept in the order of their end, so the first that counts ends the search. */
  private void forgetOldTokens() {
    Instant now = time.instant();
    Iterator<Completed> oldest = completed.values().iterator();
    while (oldest.hasNext() && !now.isBefore(oldest.next().end())) {
      oldest.remove();
    }
  }

  private static ObjectNode response(JsonNode request, Capacity capacity) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    capacity.writeListTo(response, request);
    return response;
  }

  private Capacity execute(JsonNode items) {
    List<ItemWrite> writes = new ArrayList<>();
    for (JsonNode item : items) {
      writes.add(item(item, writes.size() + 1));
    }
    refuseRepeated(writes.stream().map(write -> new Address(write.table(), write.key())).toList());
    refuseLarge(writes);
    List<ItemChange> changes = new ArrayList<>();
    List<Optional<ItemWrite.Refusal>> refusals = new ArrayList<>();
    for (ItemWrite write : writes) {
      Optional<ItemWrite.Refusal> refusal = write.refusal();
      refusals.add(refusal);
      if (refusal.isEmpty()) {
        changes.add(write.change());
      }
    }
    cancelIfRefused(refusals);
    Capacity capacity = new Capacity();
    changes.forEach(change -> capacity.addWrite(change, TWO_PHASES));
    changes.forEach(ItemChange::commit);
    return capacity;
  }

  private ItemWrite item(JsonNode item, int number) {
    List<String> kinds =
        item.propertyStream().map(Map.Entry::getKey).filter(KINDS::containsKey).toList();
    if (kinds.size() != 1) {
      throw ServiceError.validation(
          kinds.isEmpty()
              ? "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request"
              : "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    String kind = kinds.get(0);
    JsonNode request = item.path(kind);
    if (kind.equals("ConditionCheck") && !request.has("ConditionExpression")) {
      throw ServiceError.constraint(
          "null",
          "transactItems." + number + ".member.conditionCheck.conditionExpression",
          "Member must not be null");
    }
    return ItemWrite.of(
        KINDS.getOrDefault(kind, ItemWrite.Kind.CHECK), tables.of(request), request, cache);
  }

  private static void refuseLarge(List<ItemWrite> writes) {
    long payload = 0;
    for (ItemWrite write : writes) {
      payload += write.payload();
      if (payload > LARGEST_PAYLOAD) {
        throw ServiceError.validation(
            "Transaction payload size cannot exceed 4MB. Payload Size: " + payload);
      }
    }
  }

  private static void cancelIfRefused(List<Optional<ItemWrite.Refusal>> refusals) {
    if (refusals.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
    refusals.forEach(refusal -> reasons.add(reason(refusal)));
    String codes =
        refusals.stream()
            .map(refusal -> refusal.map(ItemWrite.Refusal::code).orElse("None"))
            .collect(Collectors.joining(", ", "[", "]"));
    throw ServiceError.of(
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
        Map.of("CancellationReasons", reasons));
  }

  private static ObjectNode reason(Optional<ItemWrite.Refusal> refusal) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Code", refusal.map(ItemWrite.Refusal::code).orElse("None"));
    refusal.ifPresent(present -> json.put("Message", present.message()));
    refusal
        .flatMap(ItemWrite.Refusal::item)
        .ifPresent(item -> json.set("Item", ValueCodec.write(item)));
    return json;
  }

  ObjectNode get(JsonNode request) {
    JsonNode items = items(request);
    List<Address> addresses = new ArrayList<>();
    Capacity capacity = new Capacity();
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode responses = response.putArray("Responses");
    for (JsonNode item : items) {
      JsonNode get = item.path("Get");
      if (get.isMissingNode()) {
        throw nullItems();
      }
      Table table = tables.of(get);
      ItemRead read = ItemRead.of(get, cache);
      Key key = read.key(table, get.path("Key"));
      addresses.add(new Address(table, key));
      responses.add(read.response(table.find(key)));
      long bytes = table.find(key).map(ItemSize::of).orElse(0);
      capacity.addRead(table, TWO_PHASES * Capacity.readUnits(bytes, true));
    }
    refuseRepeated(addresses);
    capacity.writeListTo(response, request);
    return response;
  }

  private static JsonNode items(JsonNode request) {
    JsonNode items = request.path("TransactItems");
    if (items.isMissingNode()) {
      throw nullItems();
    }
    if (items.isEmpty()) {
      throw ServiceError.constraint(
          "[]", "transactItems", "Member must have length greater than or equal to 1");
    }
    if (items.size() > MOST_ITEMS) {
      throw ServiceError.validation("Member must have length less than or equal to 100");
    }
    return items;
  }

  private static ServiceError nullItems() {
    return ServiceError.constraint("null", "transactItems", "Member must not be null");
  }

  private static void refuseRepeated(List<Address> addresses) {
    Set<Address> distinct = new HashSet<>(addresses);
    if (distinct.size() < addresses.size()) {
      throw ServiceError.validation(
          "Transaction request cannot include multiple operations on one item");
    }
  }

  private record Address(Table table, Key key) {}
}
