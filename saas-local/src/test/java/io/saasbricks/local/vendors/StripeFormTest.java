package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a=1&b=x+y%26z          | {"a":"1","b":"x y&z"}
          m[a]=1&m[b]=2          | {"m":{"a":"1","b":"2"}}
          m%5Ba%5D=1             | {"m":{"a":"1"}}
          i[0][p]=x&i[1][p]=y    | {"i":{"0":{"p":"x"},"1":{"p":"y"}}}
          k[]=x&k[]=y            | {"k":{"0":"x","1":"y"}}
          flag                   | {"flag":""}
          a=b=c                  | {"a":"b=c"}
          a=1&a=2                | {"a":"2"}
          a=1&a[b]=2             | {"a":{"b":"2"}}
          a=%C3%A9               | {"a":"é"}
          """)
  void bracketsNest(String encoded, String tree) throws Exception {
    var expected = (ObjectNode) Caller.JSON.readTree(tree);
    var parsed = StripeForm.parse(encoded);
    expected
        .fieldNames()
        .forEachRemaining(name -> assertThat(parsed.at(name)).isEqualTo(expected.get(name)));
  }

  @Test
  void whatIsMissingOrTooLongIsNamed() {
    var form = StripeForm.parse("long=abcdef&empty=");
    assertThat(form.required("long", 6)).isEqualTo("abcdef");
    assertThatThrownBy(() -> form.required("long", 5)).hasMessageContaining("at most 5");
    assertThatThrownBy(() -> form.required("empty")).hasMessageContaining("empty");
    assertThatThrownBy(() -> form.required("absent")).hasMessageContaining("absent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%x1", "a=%4", "%zz=1", "ok=1&a=%e"})
  void aPercentSignThatStartsNoOctetIsRefused(String encoded) {
    assertThatThrownBy(() -> StripeForm.parse(encoded))
        .isInstanceOf(StripeRefusal.class)
        .hasMessageContaining("Invalid percent-encoding");
  }

  @Test
  void oneOfAFewValuesIsTakenOrNone() {
    var form = StripeForm.parse("window=hour&other=minute");
    assertThat(form.oneOf("window", "day", "hour")).contains("hour");
    assertThat(form.oneOf("absent", "day", "hour")).isEmpty();
    assertThatThrownBy(() -> form.oneOf("other", "day", "hour"))
        .hasMessage("Invalid other: must be one of day, hour");
  }

  @Test
  void integersAreWholeNumbers() {
    var form = StripeForm.parse("a=12&b=-3&c=1.5&d=x");
    assertThat(form.integer("a")).contains(12L);
    assertThat(form.integer("b")).contains(-3L);
    assertThat(form.integer("absent")).isEmpty();
    assertThatThrownBy(() -> form.integer("c")).hasMessageContaining("1.5");
    assertThatThrownBy(() -> form.integer("d")).hasMessageContaining("x");
  }

  @Test
  void pagesFollowEachOther() {
    List<ObjectNode> all =
        List.of("a", "b", "c").stream().map(id -> Json.object().put("id", id)).toList();
    assertThat(page(all, "limit=2")).isEqualTo("[{\"id\":\"a\"},{\"id\":\"b\"}] true");
    assertThat(page(all, "limit=2&starting_after=b")).isEqualTo("[{\"id\":\"c\"}] false");
    assertThat(page(all, "starting_after=c")).isEqualTo("[] false");
    assertThat(page(all, "starting_after=nobody")).isEqualTo("[] false");
    assertThat(page(all, "limit=1")).isEqualTo("[{\"id\":\"a\"}] true");
    assertThat(page(all, "limit=100")).endsWith(" false");
    assertThatThrownBy(() -> page(all, "limit=0")).hasMessageContaining("limit");
    assertThatThrownBy(() -> page(all, "limit=101")).hasMessageContaining("limit");
  }

  private static String page(List<ObjectNode> all, String query) {
    ObjectNode page = StripeObjects.page(all, StripeForm.parse(query), "/v1/x");
    return page.path("data") + " " + page.path("has_more");
  }
}
