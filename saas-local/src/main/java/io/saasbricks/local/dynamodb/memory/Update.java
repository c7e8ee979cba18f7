package io.saasbricks.local.dynamodb.memory;

import java.util.List;
import java.util.Optional;

/** An update expression, as parsed: its actions in the order written. */
record Update(List<Action> actions) {

  Update {
    actions = List.copyOf(actions);
  }

  List<DocumentPath> paths() {
    return actions.stream().map(Action::path).toList();
  }

  /** What an action does. */
  enum Kind {
    SET,
    REMOVE,
    ADD,
    DELETE
  }

  /** One action; only REMOVE has no operand. */
  record Action(Kind kind, DocumentPath path, Optional<Operand> operand) {}
}
