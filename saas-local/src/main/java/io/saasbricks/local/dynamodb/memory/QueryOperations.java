package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;

/** Query and Scan. */
record QueryOperations(Tables tables, ExpressionCache cache) {
  private static final String KEY_CONDITION = "KeyConditionExpression";
  private static final String FILTER = "FilterExpression";

  ObjectNode query(JsonNode request) {
    Table table = tables.of(request);
    Unsupported.refuse(request, "KeyConditions", "QueryFilter", "AttributesToGet");
    if (!request.has(KEY_CONDITION)) {
      throw ServiceError.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    PageRequest page = new PageRequest(request, table, cache, FILTER, KEY_CONDITION);
    refuseConsistentIndexRead(page, "Consistent read cannot be true when querying a GSI");
    KeyCondition condition =
        KeyCondition.of(page.expressions().condition(KEY_CONDITION).orElseThrow(), page.keys());
    page.expressions().condition(FILTER).ifPresent(filter -> checkFilter(filter, page));
    return page.read(() -> select(request, table, page, condition).iterator());
  }

  private static Stream<Value.Document> select(
      JsonNode request, Table table, PageRequest page, KeyCondition condition) {
    boolean forward = request.path("ScanIndexForward").asBoolean(true);
    NavigableMap<Key, Value.Document> rows =
        rows(table, page).subMap(condition.from(), true, condition.to(), true);
    NavigableMap<Key, Value.Document> ordered = forward ? rows : rows.descendingMap();
    return after(ordered, checkedStart(page, condition)).filter(condition::includes);
  }

  private static Optional<Key> checkedStart(PageRequest page, KeyCondition condition) {
    Optional<Key> start = page.start();
    start
        .filter(key -> key.compareTo(condition.from()) < 0 || key.compareTo(condition.to()) > 0)
        .ifPresent(
            key -> {
              throw ServiceError.validation(
                  "The provided starting key does not match the range key predicate");
            });
    return start;
  }

  private static Stream<Value.Document> after(
      NavigableMap<Key, Value.Document> rows, Optional<Key> start) {
    return start.map(key -> rows.tailMap(key, false)).orElse(rows).values().stream();
  }

  private static NavigableMap<Key, Value.Document> rows(Table table, PageRequest page) {
    return page.index().map(SecondaryIndex::rows).orElse(table.rows());
  }

  private static void checkFilter(Condition filter, PageRequest page) {
    for (DocumentPath path : filter.paths()) {
      if (page.keys().names().contains(path.attribute())) {
        throw ServiceError.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + path.attribute());
      }
    }
    page.index().ifPresent(index -> checkProjected(filter, index));
  }

  private static void checkProjected(Condition filter, SecondaryIndex index) {
    List<String> missing = PageRequest.missing(index, filter.paths());
    if (!missing.isEmpty()) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Secondary index %s does not project one or more filter attributes: %s"
              .formatted(index.name(), missing));
    }
  }

  private static void refuseConsistentIndexRead(PageRequest page, String message) {
    if (page.consistent() && page.index().isPresent()) {
      throw ServiceError.validation(message);
    }
  }

  ObjectNode scan(JsonNode request) {
    Table table = tables.of(request);
    Unsupported.refuse(request, "ScanFilter", "AttributesToGet");
    PageRequest page = new PageRequest(request, table, cache, FILTER);
    refuseConsistentIndexRead(page, "Consistent read cannot be true when scanning a GSI");
    Segment segment = Segment.of(request);
    return page.read(
        () ->
            after(rows(table, page), page.start())
                .filter(item -> segment.includes(item, table.keys()))
                .iterator());
  }

  /** The share of a parallel scan: partitions are dealt out by their hash. */
  private record Segment(int number, int total) {

    static Segment of(JsonNode request) {
      boolean asked = request.has("Segment");
      if (asked != request.has("TotalSegments")) {
        throw ServiceError.validation(
            asked
                ? "If segment is specified, total segment must also be specified"
                : "If total segments is specified, a particular segment must also be specified for this request");
      }
      Segment segment =
          new Segment(request.path("Segment").asInt(0), request.path("TotalSegments").asInt(1));
      if (segment.number < 0 || segment.number >= segment.total) {
        throw ServiceError.validation(
            "1 validation error detected: Value '%d' at 'segment' failed to satisfy constraint: Member must have value less than or equal to %d"
                .formatted(segment.number, segment.total - 1));
      }
      return segment;
    }

    boolean includes(Value.Document item, KeySchema keys) {
      return total == 1 || Math.floorMod(item.get(keys.partition()).hashCode(), total) == number;
    }
  }
}
