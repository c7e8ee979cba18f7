package io.saasbricks.local.dynamodb.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the names and values of a request into its expressions and remembers which it used. */
final class Binder {
  private final Map<String, String> names;
  private final Map<String, Value> values;
  private final Set<String> unused = new HashSet<>();

  Binder(Map<String, String> names, Map<String, Value> values) {
    this.names = names;
    this.values = values;
    unused.addAll(names.keySet());
    unused.addAll(values.keySet());
  }

  /** Names and values no expression has used. */
  Set<String> unused() {
    return unused;
  }

  Condition bind(String expression, Condition condition) {
    Scope scope = new Scope(expression);
    Condition bound = scope.bind(condition);
    new TypeRules(expression).check(bound);
    return bound;
  }

  Update bind(Update update) {
    Scope scope = new Scope(UpdateParser.EXPRESSION);
    Update bound = new Update(update.actions().stream().map(scope::bind).toList());
    new TypeRules(UpdateParser.EXPRESSION).check(bound);
    DocumentPath.checkDistinct(UpdateParser.EXPRESSION, bound.paths());
    return bound;
  }

  List<DocumentPath> bind(List<DocumentPath> projection) {
    Scope scope = new Scope(ProjectionParser.EXPRESSION);
    List<DocumentPath> bound = projection.stream().map(scope::bind).toList();
    DocumentPath.checkDistinct(ProjectionParser.EXPRESSION, bound);
    return bound;
  }

  /** Binding within one expression, whose name its errors carry. */
  private final class Scope {
    private final String expression;

    Scope(String expression) {
      this.expression = expression;
    }

    Condition bind(Condition condition) {
      if (condition instanceof Condition.And and) {
        return new Condition.And(bind(and.left()), bind(and.right()));
      }
      if (condition instanceof Condition.Or or) {
        return new Condition.Or(bind(or.left()), bind(or.right()));
      }
      if (condition instanceof Condition.Not not) {
        return new Condition.Not(bind(not.condition()));
      }
      return bindLeaf(condition);
    }

    private Condition bindLeaf(Condition condition) {
      if (condition instanceof Condition.Between between) {
        return new Condition.Between(
            bind(between.operand()), bind(between.low()), bind(between.high()));
      }
      if (condition instanceof Condition.In in) {
        return new Condition.In(bind(in.operand()), bindAll(in.candidates()));
      }
      if (condition instanceof Condition.Test test) {
        return new Condition.Test(bindCall(test.call()));
      }
      Condition.Comparison comparison = (Condition.Comparison) condition;
      return new Condition.Comparison(
          comparison.operator(), bind(comparison.left()), bind(comparison.right()));
    }

    Update.Action bind(Update.Action action) {
      return new Update.Action(
          action.kind(), bind(action.path()), action.operand().map(this::bind));
    }

    private Operand bind(Operand operand) {
      if (operand instanceof Operand.Placeholder placeholder) {
        return new Operand.Constant(value(placeholder.name()));
      }
      if (operand instanceof DocumentPath path) {
        return bind(path);
      }
      if (operand instanceof Operand.Call call) {
        return bindCall(call);
      }
      if (operand instanceof Operand.Arithmetic sum) {
        return new Operand.Arithmetic(sum.operator(), bind(sum.left()), bind(sum.right()));
      }
      return operand;
    }

    private Operand.Call bindCall(Operand.Call call) {
      return new Operand.Call(call.function(), bindAll(call.arguments()));
    }

    private List<Operand> bindAll(List<Operand> operands) {
      return operands.stream().map(this::bind).toList();
    }

    DocumentPath bind(DocumentPath path) {
      return new DocumentPath(path.steps().stream().map(this::bind).toList());
    }

    private DocumentPath.Step bind(DocumentPath.Step step) {
      return step instanceof DocumentPath.Step.Field field && field.name().startsWith("#")
          ? new DocumentPath.Step.Field(name(field.name()))
          : step;
    }

    private String name(String placeholder) {
      String name = names.get(placeholder);
      if (name == null) {
        throw undefined("name used in the document path", "name", placeholder);
      }
      unused.remove(placeholder);
      return name;
    }

    private Value value(String placeholder) {
      Value value = values.get(placeholder);
      if (value == null) {
        throw undefined("value used in expression", "value", placeholder);
      }
      unused.remove(placeholder);
      return value;
    }

    private ServiceError undefined(String what, String kind, String placeholder) {
      return ServiceError.validation(
          "Invalid %s: An expression attribute %s is not defined; attribute %s: %s"
              .formatted(expression, what, kind, placeholder));
    }
  }
}
