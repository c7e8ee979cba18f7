package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What Query and Scan have in common: where to read, what to keep and when to stop. */
final class PageRequest {
  private static final Set<String> SELECTS =
      Set.of("", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES");
  private static final int PAGE_BYTES = 1 << 20;

  private final JsonNode request;
  private final Table table;
  private final Optional<SecondaryIndex> index;
  private final Expressions expressions;
  private final OptionalInt limit;
  private final String select;
  private final boolean consistent;

  PageRequest(JsonNode request, Table table, ExpressionCache cache, String... withValues) {
    this.request = request;
    this.table = table;
    this.index =
        Optional.ofNullable(request.get("IndexName")).map(name -> table.index(name.asText()));
    this.limit = limit(request);
    this.select = request.path("Select").asText();
    this.consistent = request.path("ConsistentRead").asBoolean();
    checkSelect();
    this.expressions = new Expressions(request, cache, withValues);
  }

  private static OptionalInt limit(JsonNode request) {
    if (!request.has("Limit")) {
      return OptionalInt.empty();
    }
    int limit = request.path("Limit").asInt();
    if (limit < 1) {
      throw ServiceError.validation("Limit must be greater than or equal to 1");
    }
    return OptionalInt.of(limit);
  }

  private void checkSelect() {
    if (!SELECTS.contains(select)) {
      throw ServiceError.validation(
          "Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES");
    }
    if (select.equals("ALL_PROJECTED_ATTRIBUTES") && index.isEmpty()) {
      throw ServiceError.validation(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    boolean projects = request.has(ProjectionParser.EXPRESSION);
    if (select.equals("SPECIFIC_ATTRIBUTES") && !projects) {
      throw ServiceError.validation(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (projects && !select.isEmpty() && !select.equals("SPECIFIC_ATTRIBUTES")) {
      throw ServiceError.validation(
          "Cannot specify the ProjectionExpression when choosing to get "
              + (select.equals("COUNT") ? "only the Count" : select));
    }
    index.ifPresent(this::checkSelect);
  }

  private void checkSelect(SecondaryIndex onIndex) {
    if (select.equals("ALL_ATTRIBUTES") && onIndex.projected().isPresent()) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported"
              + " for global secondary index "
              + onIndex.name()
              + " because its projection type is not ALL");
    }
  }

  Optional<SecondaryIndex> index() {
    return index;
  }

  boolean consistent() {
    return consistent;
  }

  Expressions expressions() {
    return expressions;
  }

  KeySchema keys() {
    return index.map(SecondaryIndex::keys).orElse(table.keys());
  }

  /** The position to continue after. */
  Optional<Key> start() {
    if (!request.has("ExclusiveStartKey")) {
      return Optional.empty();
    }
    Value.Document key = ValueCodec.readItem(request.path("ExclusiveStartKey"));
    Set<String> names = new HashSet<>(keyNames());
    if (!key.entries().keySet().equals(names)) {
      throw ServiceError.validation(
          "Exclusive Start Key must have same size as table's key schema");
    }
    Key tableKey = table.keys().keyOf(key);
    return Optional.of(index.map(on -> on.keys().keyOf(key).followedBy(tableKey)).orElse(tableKey));
  }

  private List<String> keyNames() {
    Set<String> names = new HashSet<>(keys().names());
    names.addAll(table.keys().names());
    return List.copyOf(names);
  }

  /** Reads items until the page is full, and answers with those that pass the filter. */
  ObjectNode read(Iterable<Value.Document> items) {
    Optional<Condition> filter = expressions.condition("FilterExpression");
    Optional<Projection> projection = expressions.projection();
    expressions.refuseUnused();
    index.ifPresent(on -> projection.ifPresent(parts -> checkProjected(on, parts)));
    Page page = new Page(filter, projection);
    for (Value.Document item : items) {
      page.add(item);
      if (page.isFull()) {
        page.lastKey = Optional.of(item.only(keyNames()));
        break;
      }
    }
    return page.response();
  }

  private static void checkProjected(SecondaryIndex on, Projection projection) {
    List<String> missing = missing(on, projection.paths());
    if (!missing.isEmpty()) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Global secondary index %s does not project %s"
              .formatted(on.name(), missing));
    }
  }

  /** The attributes of {@code paths} that an index does not hold. */
  static List<String> missing(SecondaryIndex on, List<DocumentPath> paths) {
    return paths.stream()
        .map(DocumentPath::attribute)
        .distinct()
        .filter(name -> on.projected().isPresent() && !on.projected().get().contains(name))
        .toList();
  }

  /** The page being filled. */
  private final class Page {
    private final Optional<Condition> filter;
    private final Optional<Projection> projection;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private Optional<Value.Document> lastKey = Optional.empty();
    private int matched;
    private int scanned;
    private long bytes;

    Page(Optional<Condition> filter, Optional<Projection> projection) {
      this.filter = filter;
      this.projection = projection;
    }

    void add(Value.Document item) {
      scanned++;
      bytes += ItemSize.of(item);
      if (filter.isEmpty() || new Evaluator(item).test(filter.get())) {
        matched++;
        if (!select.equals("COUNT")) {
          items.add(ValueCodec.write(projection.map(parts -> parts.apply(item)).orElse(item)));
        }
      }
    }

    boolean isFull() {
      return bytes >= PAGE_BYTES || (limit.isPresent() && scanned >= limit.getAsInt());
    }

    ObjectNode response() {
      ObjectNode response = JsonNodeFactory.instance.objectNode();
      if (!select.equals("COUNT")) {
        response.set("Items", items);
      }
      response.put("Count", matched);
      response.put("ScannedCount", scanned);
      lastKey.ifPresent(key -> response.set("LastEvaluatedKey", ValueCodec.write(key)));
      Capacity capacity = new Capacity();
      double units = Capacity.readUnits(bytes, consistent);
      index.ifPresentOrElse(
          on -> capacity.addIndexRead(table, on, units), () -> capacity.addRead(table, units));
      capacity.writeTo(response, request);
      return response;
    }
  }
}
