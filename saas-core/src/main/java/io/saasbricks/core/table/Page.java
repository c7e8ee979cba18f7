package io.saasbricks.core.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a query's result.
 *
 * @param items the items, in the order asked for
 * @param cursor where to continue; empty on the last page, and on every page of a table that was
 *     given no seal: seal a table before going through it page by page. The page it leads to may
 *     turn out to be empty
 */
public record Page<T>(List<T> items, Optional<String> cursor) {
  public Page {
    items = List.copyOf(items);
  }

  /** This page with every item converted. */
  public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
    return new Page<>(items.stream().<R>map(conversion).toList(), cursor);
  }
}
