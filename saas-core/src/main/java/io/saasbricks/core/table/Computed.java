package io.saasbricks.core.table;

import java.util.function.Function;

/** An operand that is computed from others. */
record Computed(Function<Placeholders, String> text) implements Operand {
  @Override
  public String render(Placeholders placeholders) {
    return text.apply(placeholders);
  }
}
