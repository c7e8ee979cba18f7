package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what a checked body gives is within the bounds it was asked for in; any other body
 * is answered with 400.
 */
public final class RequestBodyFuzzTest {
  private static final int LONGEST = 8;
  private static final int MOST = 2;
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"text":"a\\nb","optional":"😀","texts":["a","b"],"bool":true,"number":7,"more":[1]}""",
          """
          {"text":"\\u0000","optional":null,"texts":["a","b","c"],"bool":1,"number":7.0}""",
          "{\"text\":\" \",\"texts\":{}}");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      RequestBody body = request(CORPUS.bytes(data)).json();
      String text = body.text("text", LONGEST);
      Optional<String> optional = body.optionalText("optional", LONGEST);
      List<String> texts = body.texts("texts", MOST, LONGEST);
      body.bool("bool");
      Optional<Long> number = body.optionalNumber("number", 0, 9);
      body.check();
      Stream.concat(Stream.of(text), Stream.concat(optional.stream(), texts.stream()))
          .forEach(RequestBodyFuzzTest::assertAllowed);
      assertThat(texts).hasSizeLessThanOrEqualTo(MOST);
      number.ifPresent(value -> assertThat(value).isBetween(0L, 9L));
    } catch (ProblemException refused) {
      assertThat(refused.problem().status()).isEqualTo(400);
    }
  }

  private static void assertAllowed(String text) {
    assertThat(text).isNotBlank();
    assertThat(text.codePoints().count()).isLessThanOrEqualTo(LONGEST);
    assertThat(text).doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");
  }

  private static HttpRequest request(byte[] body) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "POST",
            "POST /",
            "/",
            Map.of(),
            Map.of(),
            Headers.none(),
            Map.of(),
            body,
            "",
            "request",
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(1), () -> 0)));
  }

  @Test
  void aBodyIsWithinItsBoundsOrIsABadRequest() {
    CORPUS.replay(RequestBodyFuzzTest::fuzzerTestOneInput);
  }
}
