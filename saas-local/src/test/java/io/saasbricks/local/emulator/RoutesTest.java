package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

  /** The routes of API Gateway's own documentation, and a default. */
  private final Routes documented =
      routes(
          "$default",
          "ANY /{proxy+}",
          "GET /pets/{proxy+}",
          "GET /pets/dog/{id}",
          "GET /pets/dog/1",
          "ANY /pets/cat/{id}",
          "POST /pets/{kind}/{id}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /pets/dog/1   | GET /pets/dog/1      | {}
          GET    | /pets/dog/2   | GET /pets/dog/{id}   | {id=2}
          GET    | /pets/cat/1   | ANY /pets/cat/{id}   | {id=1}
          POST   | /pets/cat/1   | ANY /pets/cat/{id}   | {id=1}
          POST   | /pets/dog/1   | POST /pets/{kind}/{id} | {kind=dog, id=1}
          GET    | /pets/fish/a/b | GET /pets/{proxy+}  | {proxy=fish/a/b}
          PUT    | /pets/dog/1   | ANY /{proxy+}        | {proxy=pets/dog/1}
          GET    | /test/5       | ANY /{proxy+}        | {proxy=test/5}
          GET    | /             | $default             | {}
          GET    | /pets/dog/    | GET /pets/{proxy+}   | {proxy=dog/}
          """)
  void mostSpecificRouteWins(String method, String path, String key, String parameters) {
    RouteMatch match = documented.match(method, path).orElseThrow();
    assertThat(match.route().key()).isEqualTo(key);
    assertThat(match.pathParameters()).hasToString(parameters);
  }

  @ParameterizedTest
  @CsvSource({"/a/b, a/b", "/a/%2F, a//", "/%41, A"})
  void parametersAreDecodedAfterTheMatch(String path, String value) {
    Routes greedy = routes("GET /{rest+}");
    assertThat(greedy.match("GET", path).orElseThrow().pathParameters())
        .isEqualTo(Map.of("rest", value));
  }

  @Test
  void literalSegmentsMayBeSentEncoded() {
    assertThat(routes("GET /a b").match("GET", "/a%20b")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"GET, /x", "GET, /x/1/", "GET, /x/", "POST, /x/1", "GET, /y/1"})
  void requestWithoutARouteMatchesNothing(String method, String path) {
    assertThat(routes("GET /x/{id}").match(method, path)).isEmpty();
  }

  @Test
  void orderOfDeclarationDoesNotMatter() {
    for (List<String> order :
        List.of(List.of("GET /a/{x}", "GET /{y}/b"), List.of("GET /{y}/b", "GET /a/{x}"))) {
      Routes routes = routes(order.toArray(String[]::new));
      assertThat(routes.match("GET", "/a/b").orElseThrow().route().key()).isEqualTo("GET /a/{x}");
    }
  }

  private static Routes routes(String... keys) {
    return new Routes(
        Stream.of(keys)
            .map(key -> key.equals("$default") ? "ANY $default" : key)
            .map(key -> key.split(" ", 2))
            .map(parts -> new RouteDefinition(parts[0], parts[1], "F", null))
            .toList());
  }
}
