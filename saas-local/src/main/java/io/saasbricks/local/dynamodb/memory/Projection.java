package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.memory.DocumentPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parts of an item that a reader asked for. */
record Projection(List<DocumentPath> paths) {

  Projection {
    paths = List.copyOf(paths);
  }

  /** What exists of the asked-for parts; list elements keep their order and close ranks. */
  Value.Document apply(Value.Document item) {
    List<List<Step>> steps = paths.stream().map(DocumentPath::steps).toList();
    return (Value.Document) select(item, steps).orElse(Value.Document.EMPTY);
  }

  private static Optional<Value> select(Value value, List<List<Step>> paths) {
    if (paths.stream().anyMatch(List::isEmpty)) {
      return Optional.of(value);
    }
    Map<Step, List<List<Step>>> byStep = new LinkedHashMap<>();
    for (List<Step> path : paths) {
      byStep
          .computeIfAbsent(path.get(0), step -> new ArrayList<>())
          .add(path.subList(1, path.size()));
    }
    return value instanceof Value.Sequence ? elements(value, byStep) : entries(value, byStep);
  }

  private static Optional<Value> entries(Value map, Map<Step, List<List<Step>>> byStep) {
    Map<String, Value> entries = new TreeMap<>();
    byStep.forEach(
        (step, rest) ->
            child(map, step, rest)
                .ifPresent(part -> entries.put(((Step.Field) step).name(), part)));
    return entries.isEmpty() ? Optional.empty() : Optional.of(new Value.Document(entries));
  }

  private static Optional<Value> elements(Value list, Map<Step, List<List<Step>>> byStep) {
    Map<Integer, Value> elements = new TreeMap<>();
    byStep.forEach(
        (step, rest) ->
            child(list, step, rest)
                .ifPresent(part -> elements.put(((Step.Index) step).position(), part)));
    return elements.isEmpty()
        ? Optional.empty()
        : Optional.of(new Value.Sequence(new ArrayList<>(elements.values())));
  }

  private static Optional<Value> child(Value container, Step step, List<List<Step>> rest) {
    return DocumentPath.child(container, step).flatMap(part -> select(part, rest));
  }
}
