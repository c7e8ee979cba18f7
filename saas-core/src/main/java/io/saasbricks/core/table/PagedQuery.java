package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A query that goes on until its page is full: expired items and 1 MB pages leave gaps. */
final class PagedQuery {
  private static final Source TABLE = new Source(null, Attributes.PARTITION, Attributes.SORT);
  private static final Source INDEX =
      new Source(Attributes.INDEX, Attributes.INDEX_PARTITION, Attributes.INDEX_SORT);

  private final TableEngine engine;
  private final Reach reach;
  private final Optional<CursorSeal> seal;

  /** What is queried: the table itself or its index, and the names of its keys. */
  private record Source(@Nullable String index, String partition, String sort) {

    QueryRequest.Builder query(PartitionKey key, Range range) {
      Placeholders placeholders = new Placeholders();
      String text =
          placeholders.name(partition)
              + " = "
              + placeholders.operand(key.encoded())
              + range.render(Attribute.attribute(sort), placeholders);
      return QueryRequest.builder()
          .indexName(index)
          .keyConditionExpression(text)
          .expressionAttributeNames(placeholders.names())
          .expressionAttributeValues(placeholders.values());
    }

    /** Where a query goes on after the item. */
    Map<String, AttributeValue> placeOf(Map<String, AttributeValue> item) {
      Map<String, AttributeValue> place = Attributes.keyOf(item);
      place.put(partition, item.get(partition));
      place.put(sort, item.get(sort));
      return place;
    }
  }

  PagedQuery(TableEngine engine, Reach reach, Optional<CursorSeal> seal) {
    this.engine = engine;
    this.reach = reach;
    this.seal = seal;
  }

  Page<Item> onTable(
      PartitionKey partition, Range range, PageRequest page, ReadConsistency consistency) {
    QueryRequest.Builder query =
        TABLE.query(partition, range).consistentRead(consistency == ReadConsistency.STRONG);
    return run(TABLE, query, fingerprint(TABLE, partition, range, page), page);
  }

  Page<Item> onIndex(PartitionKey partition, Range range, PageRequest page) {
    QueryRequest.Builder query = INDEX.query(partition, range);
    return run(INDEX, query, fingerprint(INDEX, partition, range, page), page);
  }

  private Page<Item> run(
      Source source, QueryRequest.Builder query, String fingerprint, PageRequest page) {
    Map<String, AttributeValue> end = opened(page.cursor(), fingerprint);
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    query.scanIndexForward(!page.descending()).limit(page.limit());
    do {
      query.exclusiveStartKey(end.isEmpty() ? null : end);
      TableEngine.RawPage raw = engine.query(query, reach);
      found.addAll(raw.items());
      end = raw.end();
    } while (found.size() < page.limit() && !end.isEmpty());
    if (found.size() > page.limit()) {
      found.subList(page.limit(), found.size()).clear();
      end = source.placeOf(found.get(found.size() - 1));
    }
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

  /** Keys may hold line breaks; with the length of the partition no two queries look the same. */
  private String fingerprint(Source source, PartitionKey partition, Range range, PageRequest page) {
    return String.join(
        "\n",
        engine.name(),
        source.partition(),
        page.descending() ? "descending" : "ascending",
        Integer.toString(partition.encoded().length()),
        partition.encoded(),
        range.fingerprint());
  }
}
