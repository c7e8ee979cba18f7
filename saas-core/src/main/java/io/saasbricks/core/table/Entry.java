package io.saasbricks.core.table;

import java.util.Objects;
import java.util.Optional;

/**
 * A tenant's item with its place: collection, sort key and, if it is also listed elsewhere, its
 * place in the index.
 */
public record Entry(
    ItemCollection collection, SortKey sort, Item item, Optional<IndexPlace> indexPlace) {

  /** Where an item stands in the table's index. */
  public record IndexPlace(ItemCollection collection, SortKey sort) {}

  public Entry {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(sort, "sort");
    Objects.requireNonNull(item, "item");
  }

  /** An entry that is not listed in the index. */
  public static Entry of(ItemCollection collection, SortKey sort, Item item) {
    return new Entry(collection, sort, item, Optional.empty());
  }

  /** This entry, also listed in the index. */
  public Entry indexedBy(ItemCollection indexCollection, SortKey indexSort) {
    return new Entry(
        collection, sort, item, Optional.of(new IndexPlace(indexCollection, indexSort)));
  }
}
