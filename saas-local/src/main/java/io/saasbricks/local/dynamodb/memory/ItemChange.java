package io.saasbricks.local.dynamodb.memory;

import java.util.Optional;

/** A write that has passed all checks and is ready to be made. */
record ItemChange(
    Table table, Key key, Optional<Value.Document> before, Optional<Value.Document> after) {

  void commit() {
    table.replace(key, after);
  }
}
