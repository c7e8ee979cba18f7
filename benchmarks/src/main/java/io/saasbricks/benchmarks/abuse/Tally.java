package io.saasbricks.benchmarks.abuse;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many messages of each source were flagged. */
final class Tally {
  private record Count(int flagged, int total) {
    Count plus(boolean flag) {
      return new Count(flagged + (flag ? 1 : 0), total + 1);
    }
  }

  private final Map<String, Count> counts = new TreeMap<>();

  void add(Example example, boolean flagged) {
    counts.merge(
        example.source(), new Count(0, 0).plus(flagged), (count, one) -> count.plus(flagged));
  }

  /** The share of the source's messages that were flagged. */
  double share(String source) {
    Count count = counts.getOrDefault(source, new Count(0, 1));
    return (double) count.flagged() / count.total();
  }

  /** A line for each source: {@code deepset + 120/203 59.1 %}. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (source, count) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-20s %5d / %5d  %5.1f %%%n",
                    source,
                    count.flagged(),
                    count.total(),
                    100 * share(source))));
    return table.toString();
  }
}
