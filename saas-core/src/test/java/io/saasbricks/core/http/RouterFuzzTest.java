package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a path finds its route whatever its parameters hold, and they never reach over a
 * slash; a path of another shape is answered with 404, a broken escape with 400.
 */
public final class RouterFuzzTest {
  private static final String SHAPE = "(?s)/a/[^/]*/b/[^/]*";
  private static final Router ROUTER =
      Router.empty().on("GET", "/a/{x}/b/{y}", RouterFuzzTest::parameters);
  private static final Corpus CORPUS =
      Corpus.of("/a/1+2/b/%2F%c3%a9", "/a//b/", "/a/%zz/b/%", "/a/x/b/y/c", "/a/%%34%31/b/é");

  private static HttpResponse parameters(HttpRequest request) {
    return HttpResponse.ok(
        JsonObject.builder()
            .put("x", request.pathParameter("x"))
            .put("y", request.pathParameter("y"))
            .build());
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String path = CORPUS.text(data);
    try {
      JsonObject found = Json.object(ROUTER.handle(HttpRequest.of("GET", path)).body());
      assertThat(path).matches(SHAPE);
      String[] segments = path.split("/", -1);
      assertIsSegment(found.string("x"), segments[2]);
      assertIsSegment(found.string("y"), segments[4]);
    } catch (ProblemException refused) {
      int expected = path.matches(SHAPE) ? 400 : 404;
      assertThat(refused.problem().status()).isEqualTo(expected);
      assertThat(expected == 404 || path.contains("%")).isTrue();
    }
  }

  /** What needed no decoding is as it was sent; decoding makes nothing longer. */
  private static void assertIsSegment(String parameter, String segment) {
    assertThat(parameter).hasSizeLessThanOrEqualTo(segment.length());
    assertThat(parameter.equals(segment) || segment.contains("%")).isTrue();
  }

  @Test
  void aPathFindsItsRouteOrNone() {
    CORPUS.replay(RouterFuzzTest::fuzzerTestOneInput);
  }
}
