package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Update;

/** A part of a conditional update. */
record Change(Update update, Condition condition) {
  static final Change NONE = new Change(Update.nothing(), Condition.always());

  Change and(Change other) {
    return new Change(update.and(other.update), condition.and(other.condition));
  }
}
