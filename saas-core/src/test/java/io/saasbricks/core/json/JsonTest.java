package io.saasbricks.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void everyKindOfValueIsParsed() {
    JsonObject object =
        Json.object(
            """
            {"text": "a\\u00e9\\n", "whole": -5, "fraction": 1.50, "large": 9223372036854775808,
             "yes": true, "no": false, "nothing": null, "list": [1, "a", [], {}],
             "object": {"a": {"b": 1}}}
            """);
    assertThat(object.string("text")).isEqualTo("aé\n");
    assertThat(object.number("whole")).isEqualTo(-5);
    assertThat(object.decimal("fraction")).isEqualTo(new BigDecimal("1.50"));
    assertThat(object.decimal("large")).isEqualTo(new BigDecimal("9223372036854775808"));
    assertThat(object.bool("yes")).isTrue();
    assertThat(object.optionalBool("no")).contains(false);
    assertThat(object.has("nothing")).isFalse();
    assertThat(object.optionalString("nothing")).isEmpty();
    assertThat(object.list("list")).hasSize(4);
    assertThat(object.object("object").object("a").number("b")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1e99999999999",
        "{\"a\": -1e-99999999999}",
        " ",
        "{",
        "}",
        "{\"a\":1,}",
        "[1,]",
        "{\"a\":1}{",
        "{} x",
        "1 2",
        "{'a':1}",
        "{a:1}",
        "NaN",
        "Infinity",
        "01",
        "1.",
        "+1",
        "\"a",
        "\"\u0001\"",
        "\"\\x\"",
        "nul",
        "// c\n1",
        "{\"a\":1,\"a\":2}",
        "\ufeff{}"
      })
  void whatIsNotExactlyOneValueIsRefused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void nestingNumbersAndBytesAreBounded() {
    assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
    assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse("1".repeat(101))).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xC3, '"'}))
        .isInstanceOf(JsonException.class)
        .hasMessage("JSON is not UTF-8");
    assertThatThrownBy(() -> Json.parse(new byte[] {(byte) 0xFF, (byte) 0xFE, '1', 0}))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void aRefusalNamesThePlaceAndNeverTheValue() {
    JsonObject object = Json.object("{\"outer\": {\"a/b\": [\"secret\", 5]}, \"n\": \"secret\"}");
    assertThatThrownBy(() -> object.number("n"))
        .hasMessage("/n must be a whole number")
        .isInstanceOfSatisfying(
            JsonException.class,
            e ->
                assertThat(e.pointer() + ": " + e.problem())
                    .isEqualTo("/n: must be a whole number"));
    assertThatThrownBy(() -> object.string("missing")).hasMessage("/missing is required");
    assertThatThrownBy(() -> object.object("outer").strings("a/b"))
        .hasMessage("/outer/a~1b/1 must be a string");
    assertThatThrownBy(() -> object.object("outer").objects("a/b"))
        .hasMessage("/outer/a~1b/0 must be an object");
    assertThatThrownBy(() -> Json.parse("{\"a\": secret}")).hasMessage("JSON is not valid JSON");
    assertThat(object).hasToString("JsonObject[outer, n]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0 | a fraction of zero is still no whole number",
        "1e2 | an exponent",
        "9223372036854775808 | over the largest long",
        "\"1\" | a string",
        "true | a boolean"
      })
  void onlyAWholeNumberInRangeIsANumber(String value, String reason) {
    JsonObject object = Json.object("{\"n\": " + value + "}");
    assertThatThrownBy(() -> object.number("n")).as(reason).isInstanceOf(JsonException.class);
  }

  @Test
  void absentListsAreEmpty() {
    JsonObject object = Json.object("{\"list\": null}");
    assertThat(object.list("list")).isEmpty();
    assertThat(object.strings("other")).isEmpty();
    assertThat(object.objects("other")).isEmpty();
    assertThat(object.optionalObject("other")).isEmpty();
    assertThat(object.optionalNumber("other")).isEmpty();
  }

  @Test
  void whatIsParsedIsWrittenAlike() {
    String text = "{\"a\":[1,2.50,\"é\\n\",true,null],\"b\":{},\"c\":-0.001}";
    assertThat(Json.text(Json.parse(text))).isEqualTo(text);
    assertThat(new String(Json.bytes(Json.parse(text)), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void mapsIterablesAndInstantsAreWritten() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("at", Instant.EPOCH);
    map.put("list", List.of(1L, 2));
    map.put("real", 0.5);
    map.put(
        "object", JsonObject.builder().put("a", Optional.of(1)).put("b", Optional.empty()).build());
    assertThat(Json.text(map))
        .isEqualTo(
            "{\"at\":\"1970-01-01T00:00:00Z\",\"list\":[1,2],\"real\":0.5,\"object\":{\"a\":1}}");
    assertThat(Json.text(null)).isEqualTo("null");
    assertThat(Json.NULL).hasToString("null");
  }

  @Test
  void whatIsNoJsonValueIsRefused() {
    for (Object value :
        List.of(Double.NaN, Double.POSITIVE_INFINITY, new Object(), Optional.empty())) {
      assertThatThrownBy(() -> Json.text(value)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void objectsOfEqualMembersAreEqual() {
    assertThat(Json.object("{\"a\":1}"))
        .isEqualTo(JsonObject.builder().put("a", 1L).build())
        .hasSameHashCodeAs(JsonObject.builder().put("a", 1L).build())
        .isNotEqualTo(Json.object("{\"a\":2}"));
    assertThat(Json.object("{\"a\":1}").hashCode())
        .isNotEqualTo(Json.object("{\"a\":2}").hashCode());
  }
}
