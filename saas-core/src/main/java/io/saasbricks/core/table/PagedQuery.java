package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A query that goes on until its page is full: expired items and 1 MB pages leave gaps. */
final class PagedQuery {
  private final TableEngine engine;
  private final Reach reach;
  private final Optional<CursorSeal> seal;

  PagedQuery(TableEngine engine, Reach reach, Optional<CursorSeal> seal) {
    this.engine = engine;
    this.reach = reach;
    this.seal = seal;
  }

  Page<Item> onTable(
      PartitionKey partition, Range range, PageRequest page, ReadConsistency consistency) {
    QueryRequest.Builder query =
        condition(Attributes.PARTITION, Attributes.SORT, partition, range)
            .consistentRead(consistency == ReadConsistency.STRONG);
    return run(query, fingerprint("", partition, range, page), page);
  }

  Page<Item> onIndex(PartitionKey partition, Range range, PageRequest page) {
    QueryRequest.Builder query =
        condition(Attributes.INDEX_PARTITION, Attributes.INDEX_SORT, partition, range)
            .indexName(Attributes.INDEX);
    return run(query, fingerprint(Attributes.INDEX, partition, range, page), page);
  }

  private static QueryRequest.Builder condition(
      String partitionName, String sortName, PartitionKey partition, Range range) {
    Placeholders placeholders = new Placeholders();
    String text =
        placeholders.name(partitionName)
            + " = "
            + placeholders.operand(partition.encoded())
            + range.render(Attribute.attribute(sortName), placeholders);
    return QueryRequest.builder()
        .keyConditionExpression(text)
        .expressionAttributeNames(placeholders.names())
        .expressionAttributeValues(placeholders.values());
  }

  private Page<Item> run(QueryRequest.Builder query, String fingerprint, PageRequest page) {
    Map<String, AttributeValue> end = opened(page.cursor(), fingerprint);
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    query.scanIndexForward(!page.descending());
    do {
      query.limit(page.limit() - found.size());
      query.exclusiveStartKey(end.isEmpty() ? null : end);
      TableEngine.RawPage raw = engine.query(query, reach);
      found.addAll(raw.items());
      end = raw.end();
    } while (found.size() < page.limit() && !end.isEmpty());
    return new Page<>(found.stream().map(Values::decodeAll).toList(), sealed(end, fingerprint));
  }

  private Map<String, AttributeValue> opened(Optional<String> cursor, String fingerprint) {
    if (cursor.isEmpty()) {
      return Map.of();
    }
    Map<String, AttributeValue> place = new LinkedHashMap<>();
    seal.orElseThrow(PagedQuery::noSeal)
        .open(cursor.get(), fingerprint)
        .forEach((name, value) -> place.put(name, AttributeValue.fromS(value)));
    return place;
  }

  private Optional<String> sealed(Map<String, AttributeValue> end, String fingerprint) {
    if (end.isEmpty() || seal.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> place = new LinkedHashMap<>();
    end.forEach((name, value) -> place.put(name, value.s()));
    return Optional.of(seal.get().seal(place, fingerprint));
  }

  private static IllegalStateException noSeal() {
    return new IllegalStateException("the table has no seal to open cursors with");
  }

  private String fingerprint(String index, PartitionKey partition, Range range, PageRequest page) {
    return String.join(
        "\n",
        engine.name(),
        index,
        partition.encoded(),
        range.fingerprint(),
        page.descending() ? "descending" : "ascending");
  }
}
