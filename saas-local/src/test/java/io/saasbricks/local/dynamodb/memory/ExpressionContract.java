package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What expressions mean, alike over both databases. */
abstract class ExpressionContract {
  private static final Pattern PLACEHOLDER = Pattern.compile(":\\w+");
  private static final AttributeValue ONE = AttributeValue.fromN("1");
  private static final AttributeValue A = AttributeValue.fromS("a");

  /** What every test starts with, beside its key. */
  private static final Map<String, AttributeValue> ATTRIBUTES =
      Map.of(
          "n", AttributeValue.fromN("5"),
          "s", AttributeValue.fromS("hello"),
          "yes", AttributeValue.fromBool(true),
          "nix", AttributeValue.fromNul(true),
          "li", AttributeValue.fromL(List.of(ONE, A)),
          "ma", AttributeValue.fromM(Map.of("a", AttributeValue.fromM(Map.of("b", ONE)))),
          "ss", AttributeValue.fromSs(List.of("x", "y")));

  private static final Map<String, AttributeValue> VALUES =
      Map.ofEntries(
          Map.entry(":n1", ONE),
          Map.entry(":n2", AttributeValue.fromN("2")),
          Map.entry(":n5", AttributeValue.fromN("5.0")),
          Map.entry(":n9", AttributeValue.fromN("9")),
          Map.entry(":a", A),
          Map.entry(":he", AttributeValue.fromS("he")),
          Map.entry(":hello", AttributeValue.fromS("hello")),
          Map.entry(":x", AttributeValue.fromS("x")),
          Map.entry(":true", AttributeValue.fromBool(true)),
          Map.entry(":null", AttributeValue.fromNul(true)),
          Map.entry(":typeN", AttributeValue.fromS("N")),
          Map.entry(":typeSS", AttributeValue.fromS("SS")),
          Map.entry(":typeX", AttributeValue.fromS("X")),
          Map.entry(":nine", AttributeValue.fromL(List.of(AttributeValue.fromN("9")))),
          Map.entry(":xz", AttributeValue.fromSs(List.of("x", "z"))),
          Map.entry(":xy", AttributeValue.fromSs(List.of("y", "x"))));

  /** A client, a table of the standard layout, and a partition nobody else uses. */
  protected abstract DynamoDbClient client();

  protected abstract String table();

  protected abstract String tenant();

  private Map<String, AttributeValue> key() {
    return Map.of("PK", AttributeValue.fromS("T#" + tenant()), "SK", AttributeValue.fromS("1"));
  }

  private void put() {
    Map<String, AttributeValue> item = new HashMap<>(ATTRIBUTES);
    item.putAll(key());
    client().putItem(request -> request.tableName(table()).item(item));
  }

  /** The values that an expression names: DynamoDB refuses those it does not. */
  private static Map<String, AttributeValue> values(String expression) {
    Map<String, AttributeValue> used = new HashMap<>();
    for (Matcher name = PLACEHOLDER.matcher(expression); name.find(); ) {
      if (VALUES.containsKey(name.group())) {
        used.put(name.group(), VALUES.get(name.group()));
      }
    }
    return used;
  }

  private boolean holds(String filter) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":partition", key().get("PK")));
    values.putAll(values(filter));
    return client()
            .query(
                request ->
                    request
                        .tableName(table())
                        .keyConditionExpression("PK = :partition")
                        .filterExpression(filter)
                        .expressionAttributeValues(values))
            .count()
        == 1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          n = :n5                                           | true
          :n5 = n                                           | true
          n <> :n5                                          | false
          n < :n9                                           | true
          n <= :n5                                          | true
          n > :n5                                           | false
          n >= :n5                                          | true
          n > li[0]                                         | true
          s > :he                                           | true
          yes = :true                                       | true
          nix = :null                                       | true
          ss = :xy                                          | true
          n = :hello                                        | false
          n <> :hello                                       | true
          n < :hello                                        | false
          z = :n5                                        | false
          z <> :n5                                       | true
          z < :n9                                        | false
          li[0] = :n1                                       | true
          ma.a.b = :n1                                      | true
          ma.a.b.c = :n1                                    | false
          s[0] = :n1                                        | false
          n BETWEEN :n1 AND :n9                             | true
          n BETWEEN :n5 AND :n5                             | true
          n BETWEEN :n1 AND :n2                             | false
          s BETWEEN :he AND :x                              | true
          z BETWEEN :n1 AND :n9                          | false
          n IN (:n1, :n5)                                   | true
          n IN (:n1, :hello)                                | false
          z IN (:n1)                                     | false
          attribute_exists(ma.a.b)                          | true
          attribute_exists(ma.a.c)                          | false
          attribute_exists(li[1])                           | true
          attribute_not_exists(li[2])                       | true
          attribute_not_exists(nix)                         | false
          attribute_type(n, :typeN)                         | true
          attribute_type(s, :typeN)                         | false
          attribute_type(ss, :typeSS)                       | true
          attribute_type(z, :typeN)                      | false
          begins_with(s, :he)                               | true
          begins_with(s, :x)                                | false
          begins_with(n, :he)                               | false
          begins_with(z, :he)                            | false
          contains(s, :he)                                  | true
          contains(s, :x)                                   | false
          contains(ss, :x)                                  | true
          contains(ss, :he)                                 | false
          contains(li, :a)                                  | true
          contains(li, :n5)                                 | false
          contains(z, :x)                                | false
          size(s) = :n5                                     | true
          size(ss) = :n2                                    | true
          size(li) < :n2                                    | false
          size(ma) = :n1                                    | true
          size(z) = :n1                                  | false
          NOT n = :n5                                       | false
          NOT (n = :n5 AND s = :x)                          | true
          n = :n1 OR s = :hello                             | true
          n = :n1 AND s = :hello                            | false
          n = :n5 AND s = :hello                            | true
          s = :hello OR n = :n1 AND n = :n2                 | true
          (s = :hello OR n = :n1) AND n = :n2               | false
          NOT n = :n1 AND s = :hello                        | true
          NOT s = :hello OR n = :n5                         | true
          """)
  void aConditionHoldsOrNot(String condition, boolean holds) {
    put();
    assertThat(holds(condition)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n = :n5 AND",
        "n = ",
        "n = :n5)",
        "((n = :n5))",
        "n == :n5",
        "n IN ()",
        "n BETWEEN :n9 AND :n1",
        "n BETWEEN :n1 AND :hello",
        "n = n",
        "n = :unknown",
        "n = #unknown",
        "count = :n5",
        "size(n)",
        "size(:n1) = :n1",
        "nonsense(s)",
        "contains(s)",
        "attribute_exists(:x)",
        "attribute_type(s, :typeX)",
        "begins_with(s, :n1)",
        "if_not_exists(n, :n1) = :n1",
        "ss < :xy",
        "PK = :x"
      })
  void aConditionThatIsNoneIsRefused(String condition) {
    assertThatThrownBy(() -> holds(condition))
        .isInstanceOf(DynamoDbException.class)
        .extracting(refused -> ((DynamoDbException) refused).awsErrorDetails().errorCode())
        .isEqualTo("ValidationException");
  }

  private void update(String expression) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder().tableName(table()).key(key()).updateExpression(expression);
    Map<String, AttributeValue> values = values(expression);
    client()
        .updateItem(
            (values.isEmpty() ? request : request.expressionAttributeValues(values)).build());
  }

  private Map<String, AttributeValue> item() {
    return client().getItem(request -> request.tableName(table()).key(key())).item();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SET n = n + :n1                              | n  | 6
          SET n = n - :n9                              | n  | -4
          SET n = :n1 - n                              | n  | -4
          SET z = n + n                                | z  | 10
          SET z = if_not_exists(z, :n1)                | z  | 1
          SET n = if_not_exists(n, :n1)                | n  | 5
          SET z = if_not_exists(z, :n9) + :n1          | z  | 10
          SET li = list_append(li, :nine)              | li | [1, a, 9]
          SET li = list_append(:nine, li)              | li | [9, 1, a]
          SET z = list_append(li, li)                  | z  | [1, a, 1, a]
          SET li[1] = :x                               | li | [1, x]
          SET li[9] = :x                               | li | [1, a, x]
          SET li[9] = :x, li[5] = :he                  | li | [1, a, he, x]
          SET ma.a.c = :x                              | ma | {a={b=1, c=x}}
          SET ma.z = ma.a                              | ma | {a={b=1}, z={b=1}}
          SET n = s, s = n                             | s  | 5
          SET z = li[1]                                | z  | a
          SET n = :null                                | n  | null
          REMOVE n                                     | n  | none
          REMOVE li[0]                                 | li | [a]
          REMOVE li[0], li[1]                          | li | []
          REMOVE li[7]                                 | li | [1, a]
          REMOVE ma.a.b                                | ma | {a={}}
          REMOVE z                                     | z  | none
          ADD n :n1                                    | n  | 6
          ADD z :n1                                    | z  | 1
          ADD ss :xz                                   | ss | <x, y, z>
          ADD z :xz                                    | z  | <x, z>
          DELETE ss :xz                                | ss | <y>
          DELETE ss :xy                                | ss | none
          DELETE z :xz                                 | z  | none
          SET z = n REMOVE n ADD ma.a.b :n1            | z  | 5
          SET z = n REMOVE n ADD ma.a.b :n1            | n  | none
          SET z = n REMOVE n ADD ma.a.b :n1            | ma | {a={b=2}}
          """)
  void anUpdateChangesTheItem(String expression, String attribute, String value) {
    put();
    update(expression);
    AttributeValue changed = item().get(attribute);
    assertThat(changed == null ? "none" : text(changed)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET n = s + :n1",
        "SET n = z + :n1",
        "SET n = z",
        "SET n = :hello + :n1",
        "SET n = n + :n1 + :n1",
        "SET n = list_append(li, :n1)",
        "SET n = list_append(n, :nine)",
        "SET n = list_append(list_append(li, li), li)",
        "SET n = size(s)",
        "SET n = attribute_exists(s)",
        "SET n = if_not_exists(:n1, :n1)",
        "SET ma.z.c = :x",
        "SET n.a = :x",
        "SET s[0] = :x",
        "SET n = :n1, n = :n9",
        "SET ma = :x, ma.a = :x",
        "SET li[0] = :x REMOVE li[0]",
        "SET PK = :x",
        "REMOVE SK",
        "ADD s :n1",
        "ADD n :x",
        "ADD n :xz",
        "ADD li :nine",
        "DELETE n :xz",
        "DELETE ss :n1",
        "SET n :n1",
        "SET",
        "SET n = :n1 SET s = :x",
        "GIVE n = :n1",
        "REMOVE count"
      })
  void anUpdateThatCannotBeMadeIsRefusedAndChangesNothing(String expression) {
    put();
    Map<String, AttributeValue> before = item();
    assertThatThrownBy(() -> update(expression))
        .isInstanceOf(DynamoDbException.class)
        .extracting(refused -> ((DynamoDbException) refused).awsErrorDetails().errorCode())
        .isEqualTo("ValidationException");
    assertThat(item()).isEqualTo(before);
  }

  private static String text(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> value.n();
      case NUL -> "null";
      case SS -> new TreeSet<>(value.ss()).toString().replace('[', '<').replace(']', '>');
      case L ->
          value.l().stream()
              .map(ExpressionContract::text)
              .collect(Collectors.joining(", ", "[", "]"));
      case M -> {
        Map<String, String> entries = new TreeMap<>();
        value.m().forEach((name, entry) -> entries.put(name, text(entry)));
        yield entries.toString();
      }
      default -> value.toString();
    };
  }
}
