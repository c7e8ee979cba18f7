package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {
  private static final CorsDefinition FULL =
      new CorsDefinition(
          List.of("https://a.example", "https://b.example"),
          List.of("GET", "POST"),
          List.of("authorization", "x-one"),
          List.of("x-one"),
          true,
          0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                  | https://a.example       | *
          https://*          | https://a.example       | https://a.example
          https://*          | http://a.example        |
          https://a.example  | https://a.example       | https://a.example
          https://A.example  | https://a.example       | https://a.example
          https://a.example  | https://a.example.evil  |
          https://a.example  | null                    |
          """)
  void originIsAllowedByTheRules(String rule, String origin, String granted) {
    LocalResponse answer = apply(rules(rule, false), origin);
    if (granted == null) {
      assertThat(answer.header("access-control-allow-origin")).isEmpty();
    } else {
      assertThat(answer.header("access-control-allow-origin")).contains(granted);
    }
  }

  @Test
  void credentialsNameTheOriginInsteadOfTheStar() {
    LocalResponse answer = apply(rules("*", true), "https://a.example");
    assertThat(answer.header("access-control-allow-origin")).contains("https://a.example");
    assertThat(answer.header("access-control-allow-credentials")).contains("true");
  }

  @Test
  void withoutRulesTheFunctionsHeadersStay() {
    var cors = new Cors(null);
    LocalResponse answer =
        LocalResponse.empty(200).with("access-control-allow-origin", "https://mine");
    assertThat(cors.apply(request("GET", "https://a.example"), answer)).isEqualTo(answer);
    assertThat(cors.preflight(request("OPTIONS", "https://a.example"))).isEmpty();
  }

  @Test
  void optionsWithoutAMethodAskedForIsNoPreflight() {
    var cors = new Cors(rules("*", false));
    var request =
        new LocalRequest(
            "OPTIONS", "/", List.of(new Header("origin", "https://a.example")), new byte[0]);
    assertThat(cors.preflight(request)).isEmpty();
    assertThat(cors.preflight(request("OPTIONS", "https://a.example"))).isPresent();
  }

  @Test
  void preflightIsToldAllThatIsAllowed() {
    LocalResponse answer = preflight(FULL, "https://a.example");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers())
        .containsExactly(
            new Header("access-control-allow-origin", "https://a.example"),
            new Header("access-control-allow-credentials", "true"),
            new Header("access-control-allow-methods", "GET,POST"),
            new Header("access-control-allow-headers", "authorization,x-one"),
            new Header("access-control-max-age", "0"));
  }

  @Test
  void preflightOfAStrangerOrWithoutRulesIsToldNothing() {
    assertThat(preflight(FULL, "https://stranger.example").headers()).isEmpty();
    assertThat(preflight(rules("*", false), "https://a.example").headers())
        .containsExactly(
            new Header("access-control-allow-origin", "*"),
            new Header("access-control-allow-methods", "GET"));
  }

  @Test
  void answerExposesHeadersInPlaceOfTheFunctionsOwnRules() {
    LocalResponse own =
        LocalResponse.empty(200)
            .with("x-one", "1")
            .with("access-control-allow-origin", "https://evil.example")
            .with("access-control-expose-headers", "x-two");
    Cors cors = new Cors(FULL);
    assertThat(cors.apply(request("GET", "https://a.example"), own).headers())
        .containsExactly(
            new Header("x-one", "1"),
            new Header("access-control-allow-origin", "https://a.example"),
            new Header("access-control-allow-credentials", "true"),
            new Header("access-control-expose-headers", "x-one"));
    assertThat(cors.apply(request("GET", "https://stranger.example"), own).headers())
        .containsExactly(new Header("x-one", "1"));
  }

  private static LocalResponse preflight(CorsDefinition rules, String origin) {
    return new Cors(rules).preflight(request("OPTIONS", origin)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"GET, origin", "OPTIONS, x-other"})
  void requestThatIsNoPreflightIsPassedOn(String method, String header) {
    var request =
        new LocalRequest(
            method,
            "/",
            List.of(
                new Header(header, "https://a.example"),
                new Header("access-control-request-method", "GET")),
            new byte[0]);
    assertThat(new Cors(FULL).preflight(request)).isEmpty();
  }

  @Test
  void requestWithoutOriginGetsNoHeaders() {
    var cors = new Cors(rules("*", false));
    var request = new LocalRequest("GET", "/", List.of(), new byte[0]);
    assertThat(cors.apply(request, LocalResponse.empty(200)).headers()).isEmpty();
  }

  private static LocalResponse apply(CorsDefinition rules, String origin) {
    return new Cors(rules).apply(request("GET", origin), LocalResponse.empty(200));
  }

  private static LocalRequest request(String method, String origin) {
    return new LocalRequest(
        method,
        "/",
        List.of(new Header("origin", origin), new Header("access-control-request-method", "GET")),
        new byte[0]);
  }

  private static CorsDefinition rules(String origin, boolean credentials) {
    return new CorsDefinition(
        List.of(origin), List.of("GET"), List.of(), List.of(), credentials, -1);
  }
}
