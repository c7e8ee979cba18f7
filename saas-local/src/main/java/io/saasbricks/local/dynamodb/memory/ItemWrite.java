package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One write of a request: a put, update, delete or condition check, alone or in a transaction. Made
 * from its JSON, which is checked for all that does not depend on the stored item.
 */
final class ItemWrite {
  private static final String CONDITION = "ConditionExpression";
  private static final String ON_FAILURE = "ReturnValuesOnConditionCheckFailure";

  private final Table table;
  private final Key key;
  private final Value.Document given;
  private final Kind kind;
  private final Optional<Condition> condition;
  private final Optional<Update> update;
  private final boolean returnsOldItem;

  private ItemWrite(
      Table table, Kind kind, Value.Document given, JsonNode request, ExpressionCache cache) {
    this.table = table;
    this.kind = kind;
    this.given = given;
    this.key = kind == Kind.PUT ? table.check(given) : table.keys().exactKey(given);
    if (kind == Kind.PUT) {
      checkSize(given, "Item size has exceeded the maximum allowed size");
    }
    boolean updates = kind == Kind.UPDATE;
    Expressions expressions =
        updates
            ? new Expressions(request, cache, UpdateParser.EXPRESSION, CONDITION)
            : new Expressions(request, cache, CONDITION);
    this.update = updates ? expressions.update() : Optional.empty();
    this.condition = expressions.condition(CONDITION);
    expressions.refuseUnused();
    this.returnsOldItem = returnsOldItem(request);
  }

  /** What is done with the item. */
  enum Kind {
    PUT,
    UPDATE,
    DELETE,
    CHECK
  }

  /** Why a write was refused because of the stored item, in the words of a cancellation. */
  record Refusal(String code, String message, Optional<Value.Document> item) {}

  static ItemWrite of(Kind kind, Table table, JsonNode request, ExpressionCache cache) {
    Unsupported.refuse(request, "Expected", "AttributeUpdates");
    String member = kind == Kind.PUT ? "Item" : "Key";
    if (!request.has(member)) {
      throw ServiceError.validation(
          kind == Kind.PUT
              ? "One of the required keys was not given a value"
              : "Cannot have null key for GetItem, DeleteItem, or UpdateItem");
    }
    return new ItemWrite(table, kind, ValueCodec.readItem(request.path(member)), request, cache);
  }

  private static boolean returnsOldItem(JsonNode request) {
    String asked = request.path(ON_FAILURE).asText("NONE");
    if (!asked.equals("NONE") && !asked.equals("ALL_OLD")) {
      throw ServiceError.validation(
          "1 validation error detected: Value '%s' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]"
              .formatted(asked));
    }
    return asked.equals("ALL_OLD");
  }

  Table table() {
    return table;
  }

  Key key() {
    return key;
  }

  /** The size that counts towards the limit of a transaction. */
  int payload() {
    return ItemSize.of(given);
  }

  /** The refusal of this write by the table as it is now, if any. */
  Optional<Refusal> refusal() {
    return conditionFailure()
        .or(
            () ->
                update.stream()
                    .flatMap(changes -> changes.paths().stream())
                    .map(DocumentPath::attribute)
                    .filter(table.keys().names()::contains)
                    .findFirst()
                    .map(ItemWrite::keyUpdate));
  }

  private static Refusal keyUpdate(String attribute) {
    return new Refusal(
        "ValidationError",
        "One or more parameter values were invalid: Cannot update attribute "
            + attribute
            + ". This attribute is part of the key",
        Optional.empty());
  }

  private Optional<Refusal> conditionFailure() {
    Optional<Value.Document> stored = table.find(key);
    Evaluator evaluator = new Evaluator(stored.orElse(Value.Document.EMPTY));
    if (condition.isEmpty() || evaluator.test(condition.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            "ConditionalCheckFailed",
            "The conditional request failed",
            stored.filter(item -> returnsOldItem)));
  }

  /** The change this write makes to the table as it is now. */
  ItemChange change() {
    Optional<Value.Document> before = table.find(key);
    Optional<Value.Document> after =
        switch (kind) {
          case PUT -> Optional.of(given);
          case UPDATE -> Optional.of(updated(before.orElse(given)));
          case DELETE -> Optional.empty();
          case CHECK -> before;
        };
    return new ItemChange(table, key, before, after);
  }

  private Value.Document updated(Value.Document item) {
    if (update.isEmpty()) {
      return item;
    }
    Value.Document after = new ItemEditor(item).apply(update.get());
    checkSize(after, "Item size to update has exceeded the maximum allowed size");
    table.checkUpdated(after);
    return after;
  }

  private static void checkSize(Value.Document item, String message) {
    if (ItemSize.of(item) > ItemSize.LIMIT) {
      throw ServiceError.validation(message);
    }
  }

  /** The attributes the update names, as far as its paths exist in {@code item}. */
  Optional<Value.Document> touched(Optional<Value.Document> item) {
    List<DocumentPath> paths = update.map(Update::paths).orElse(List.of());
    return item.map(
        present ->
            present.only(
                paths.stream()
                    .filter(path -> path.find(present).isPresent())
                    .map(DocumentPath::attribute)
                    .toList()));
  }
}
