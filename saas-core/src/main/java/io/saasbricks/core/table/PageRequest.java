package io.saasbricks.core.table;

import java.util.Optional;

/**
 * Which part of a query's result is wanted.
 *
 * @param limit the most items to return, 1 to 1,000
 * @param descending whether the highest sort key comes first
 * @param cursor where the previous page ended; empty for the first page
 */
public record PageRequest(int limit, boolean descending, Optional<String> cursor) {
  private static final int MAX = 1_000;

  public PageRequest {
    if (limit < 1 || limit > MAX) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX + ": " + limit);
    }
  }

  /** The first items in ascending order. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, false, Optional.empty());
  }

  /** The last items, the last one first. */
  public static PageRequest last(int limit) {
    return new PageRequest(limit, true, Optional.empty());
  }

  /** This request continued from the cursor of a page. */
  public PageRequest after(Optional<String> previous) {
    return new PageRequest(limit, descending, previous);
  }
}
