package io.saasbricks.benchmarks;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of a benchmark, printed as a table for people and as JSON lines for programs. */
public final class Report {
  private record Row(String subject, Map<String, ? extends Number> figures) {}

  private final String benchmark;
  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  /** An empty report of the benchmark of that name. */
  public Report(String benchmark, PrintStream out) {
    this.benchmark = benchmark;
    this.out = out;
  }

  /**
   * Adds what was measured of a subject.
   *
   * @param figures by name, which says the unit; every row has those of the first, in its order
   */
  public void add(String subject, Map<String, ? extends Number> figures) {
    rows.add(new Row(subject, figures));
  }

  /** Prints the table, then one JSON object a row. */
  public void print() {
    if (rows.isEmpty()) {
      return;
    }
    out.printf("%-34s", benchmark);
    rows.get(0).figures().keySet().forEach(name -> out.printf(" %14s", name));
    out.println();
    for (Row row : rows) {
      out.printf("%-34s", row.subject());
      row.figures().values().forEach(figure -> out.printf(" %14s", text(figure)));
      out.println();
    }
    rows.forEach(row -> out.println(json(row)));
  }

  private String json(Row row) {
    JsonObject.Builder line =
        JsonObject.builder()
            .put("benchmark", benchmark)
            .put("subject", row.subject())
            .put("jdk", Runtime.version().feature());
    row.figures().forEach((name, figure) -> line.put(name, new BigDecimal(text(figure))));
    return Json.text(line.build());
  }

  private static String text(Number figure) {
    return figure instanceof Double
        ? String.format(Locale.ROOT, "%.2f", figure.doubleValue())
        : figure.toString();
  }
}
