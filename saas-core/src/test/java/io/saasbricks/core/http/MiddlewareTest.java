package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiddlewareTest {
  private static final String ORIGIN = "https://app.example";

  @Test
  void theFirstMiddlewareIsTheOutermost() {
    List<String> order = new ArrayList<>();
    Handler handler =
        request -> {
          order.add("handler");
          return HttpResponse.empty(200);
        };
    handler
        .behind(noting(order, "outer"), noting(order, "inner"))
        .handle(HttpRequest.of("GET", "/"));
    assertThat(order).containsExactly("outer in", "inner in", "handler", "inner out", "outer out");
  }

  private static Middleware noting(List<String> order, String name) {
    return (request, next) -> {
      order.add(name + " in");
      HttpResponse response = next.handle(request);
      order.add(name + " out");
      return response;
    };
  }

  @Test
  void aKnownOriginGetsPermission() {
    HttpResponse response = cors("GET", Map.of("Origin", ORIGIN));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("access-control-allow-origin")).contains(ORIGIN);
    assertThat(response.headers().get("access-control-expose-headers").orElseThrow())
        .contains("retry-after");
    assertThat(response.headers().get("vary")).contains("Origin");
    assertThat(response.headers().get("access-control-allow-credentials")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.evil.test",
        "http://app.example",
        "https://APP.example",
        "https://app.example:8443",
        "null",
        "*",
        ""
      })
  void anUnknownOriginGetsNone(String origin) {
    HttpResponse response = cors("GET", Map.of("origin", origin));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().values()).isEqualTo(Map.of("vary", "Origin"));
  }

  @Test
  void aPreflightIsAnsweredWithoutTheHandler() {
    HttpResponse response =
        cors("OPTIONS", Map.of("origin", ORIGIN, "access-control-request-method", "PUT"));
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().get("access-control-allow-methods").orElseThrow())
        .contains("PUT");
    assertThat(response.headers().get("access-control-allow-headers").orElseThrow())
        .contains("authorization", "idempotency-key", "if-match", "x-api-key");
    assertThat(response.headers().get("access-control-max-age")).contains("3600");
  }

  @Test
  void aPreflightOfAnUnknownOriginGetsNoPermission() {
    HttpResponse response =
        cors("OPTIONS", Map.of("origin", "null", "access-control-request-method", "PUT"));
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().values()).isEqualTo(Map.of("vary", "Origin"));
  }

  @Test
  void anOptionsRequestThatIsNoPreflightReachesTheHandler() {
    assertThat(cors("OPTIONS", Map.of("origin", ORIGIN)).status()).isEqualTo(200);
  }

  @Test
  void anyOriginIsAllowedWhereTheListSaysSo() {
    HttpResponse response =
        ((Handler) request -> HttpResponse.empty(200))
            .behind(Cors.allowing(List.of("*")))
            .handle(request("GET", Map.of("origin", "https://anyone.example")));
    assertThat(response.headers().get("access-control-allow-origin")).contains("*");
  }

  @Test
  void aRefusalCarriesThePermissionToo() {
    Handler refusing =
        request -> {
          throw Problem.conflict("Taken.").asException();
        };
    HttpResponse response =
        refusing
            .behind(Cors.allowing(List.of(ORIGIN)))
            .handle(request("POST", Map.of("origin", ORIGIN)));
    assertThat(response.status()).isEqualTo(409);
    assertThat(response.headers().get("access-control-allow-origin")).contains(ORIGIN);
  }

  private static HttpResponse cors(String method, Map<String, String> headers) {
    return ((Handler) request -> HttpResponse.empty(200))
        .behind(Cors.allowing(List.of(ORIGIN)))
        .handle(request(method, headers));
  }

  private static HttpRequest request(String method, Map<String, String> headers) {
    HttpRequest.Parts parts = HttpRequest.of(method, "/").parts();
    return HttpRequest.of(
        new HttpRequest.Parts(
            method,
            parts.route(),
            parts.path(),
            Map.of(),
            Map.of(),
            Headers.of(headers),
            Map.of(),
            new byte[0],
            "",
            "id",
            JsonObject.builder().build(),
            parts.deadline()));
  }

  @Test
  void aRouterFindsTheRouteAndItsParameters() {
    Router router =
        Router.empty()
            .on("GET", "/todos", request -> HttpResponse.empty(201))
            .on(
                "GET",
                "/todos/{todoId}",
                request -> HttpResponse.empty(200).with("found", request.pathParameter("todoId")));
    assertThat(router.handle(HttpRequest.of("GET", "/todos")).status()).isEqualTo(201);
    assertThat(router.handle(HttpRequest.of("GET", "/todos/a%2Fb+c")).headers().get("found"))
        .contains("a/b+c");
    assertProblem(404, () -> router.handle(HttpRequest.of("GET", "/todos/1/2")));
    assertProblem(404, () -> router.handle(HttpRequest.of("GET", "/")));
    assertProblem(400, () -> router.handle(HttpRequest.of("GET", "/todos/%zz")));
    assertThat(assertProblem(405, () -> router.handle(HttpRequest.of("PUT", "/todos"))).headers())
        .isEqualTo(Map.of("allow", "GET"));
    assertThatThrownBy(() -> Router.empty().on("GET", "todos", request -> HttpResponse.empty(200)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Problem assertProblem(int status, Runnable action) {
    ProblemException refusal =
        org.assertj.core.api.Assertions.catchThrowableOfType(ProblemException.class, action::run);
    assertThat(refusal.problem().status()).isEqualTo(status);
    return refusal.problem();
  }

  @Test
  void everythingWrongWithABodyIsToldAtOnce() {
    RequestBody body =
        body(
            """
            {"name": "", "role": 5, "long": "xxxx", "tags": ["ok", ""], "many": ["a","b","c"],
             "n": 11, "yes": "true", "control": "a\\u0000b", "nothing": null}
            """);
    assertThat(body.text("name", 10)).isEmpty();
    assertThat(body.optionalText("role", 10)).isEmpty();
    assertThat(body.text("long", 3)).isEmpty();
    assertThat(body.texts("tags", 5, 5)).isEmpty();
    assertThat(body.texts("many", 2, 5)).isEmpty();
    assertThat(body.optionalNumber("n", 1, 10)).isEmpty();
    assertThat(body.text("control", 10)).isEmpty();
    assertThat(body.text("missing", 10)).isEmpty();
    assertThat(body.optionalText("nothing", 10)).isEmpty();
    assertThat(body.bool("yes")).isFalse();
    body.reject("plan", "is not on offer");
    Problem problem = assertProblem(400, body::check);
    assertThat(
            new String(
                problem.toResponse("id").body().getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8))
        .contains(
            "/name",
            "/role",
            "/long",
            "/tags",
            "/many",
            "/n",
            "/control",
            "/missing",
            "/yes",
            "/plan")
        .doesNotContain("nothing");
  }

  @Test
  void aGoodBodyIsReadMemberByMember() {
    RequestBody body =
        body(
            """
            {"name": "😀😀", "n": 5, "tags": ["a"], "line": "a\\n\\tb c", "on": true, "off": false}
            """);
    assertThat(body.text("name", 2)).isEqualTo("😀😀");
    assertThat(body.optionalNumber("n", 5, 5)).contains(5L);
    assertThat(body.texts("tags", 1, 1)).containsExactly("a");
    assertThat(body.texts("absent", 1, 1)).isEmpty();
    assertThat(body.text("line", 9)).isEqualTo("a\n\tb c");
    assertThat(body.optionalText("name", 2)).contains("😀😀");
    assertThat(body.optionalText("absent", 2)).isEmpty();
    assertThat(body.bool("on")).isTrue();
    assertThat(body.bool("off")).isFalse();
    assertThat(body.object().has("n")).isTrue();
    body.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"a\":1,\"a\":2}", "5"})
  void aBodyThatIsNoObjectIsAnsweredWith400(String text) {
    assertProblem(400, () -> body(text));
  }

  private static RequestBody body(String text) {
    return RequestBody.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nset-cookie: x=y", "a\nb", "\u0000", "\u007f"})
  void aHeaderCannotForgeAnother(String value) {
    assertThatThrownBy(() -> HttpResponse.empty(200).with("location", value))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpResponse.empty(200).with(value, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    Problem problem = Problem.conflict("x").withHeader("location", value);
    assertThatThrownBy(() -> problem.toResponse("id")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHeaderNameIsAToken() {
    for (String name : List.of("", "a b", "a:b", "ä", "a/b", "a@b", "a[b", "a{b")) {
      assertThatThrownBy(() -> Headers.none().with(name, "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    String token = "azAZ09!#$%&'*+-.^_`|~";
    assertThat(Headers.none().with(token, "5").get(token)).contains("5");
    assertThat(Headers.none().with("X-Rate_Limit.1", "5").get("x-rate_limit.1")).contains("5");
    assertThat(Headers.of(Map.of("Authorization", "secret"))).hasToString("Headers[authorization]");
  }

  @Test
  void problemsCarryTheirMembersAndHeaders() {
    HttpResponse response =
        Problem.of("seats-exhausted", "No seat is left", 403, "The plan has 3 seats.")
            .with("limit", 3)
            .withHeader("Retry-After", "5")
            .toResponse("request-1");
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.headers().get("retry-after")).contains("5");
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"https://saasbricks.io/problems/seats-exhausted\","
                + "\"title\":\"No seat is left\",\"status\":403,"
                + "\"detail\":\"The plan has 3 seats.\",\"requestId\":\"request-1\",\"limit\":3}");
    assertThat(Problem.unauthorized("x").toResponse("id").headers().get("www-authenticate"))
        .contains("Bearer");
    assertThat(Problem.forbidden("x").status()).isEqualTo(403);
    assertThat(Problem.unavailable().headers()).containsKey("retry-after");
  }

  @Test
  void aResponseHasAStatus() {
    assertThatThrownBy(() -> HttpResponse.empty(99)).isInstanceOf(IllegalArgumentException.class);
    HttpResponse response = HttpResponse.ok(JsonObject.builder().put("a", "é").build());
    assertThat(response.length()).isEqualTo(10);
    assertThat(response.headers().get("content-type")).contains("application/json");
    assertThat(response).hasToString("HttpResponse[200]");
    assertThat(Optional.of(HttpResponse.json(202, JsonObject.builder().build()).body()))
        .contains("{}");
  }
}
