package io.saasbricks.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalMessagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a/b       | /a/b | ''
          /a?b=c     | /a   | b=c
          /a?        | /a   | ''
          /a?b?c     | /a   | b?c
          """)
  void targetIsSplitAtItsFirstQuestionMark(String target, String path, String query) {
    LocalRequest request = request(target);
    assertThat(request.rawPath()).isEqualTo(path);
    assertThat(request.rawQuery()).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource({"/m/x?q=1, /x, q=1", "/m, /, ''", "/m?q=1, /, q=1", "/m/, /, ''"})
  void mountedHandlerSeesThePathBelowItsPrefix(String target, String path, String query) {
    LocalRequest mounted = request(target).mountedAt("/m");
    assertThat(mounted.rawPath()).isEqualTo(path);
    assertThat(mounted.rawQuery()).isEqualTo(query);
    assertThat(mounted.mountedAt()).isEqualTo("/m");
  }

  @Test
  void mountsMayBeNested() {
    LocalRequest nested = request("/a/b/c").mountedAt("/a").mountedAt("/b");
    assertThat(nested.rawPath()).isEqualTo("/c");
    assertThat(nested.mountedAt()).isEqualTo("/a/b");
  }

  @Test
  void headerIsTakenAwayInAllItsLines() {
    var headers = List.of(new Header("a", "1"), new Header("b", "2"), new Header("a", "3"));
    LocalRequest request = new LocalRequest("GET", "/", headers, new byte[0]);
    assertThat(request.withoutHeader("a").headers()).containsExactly(new Header("b", "2"));
  }

  @Test
  void responseHeaderIsFoundInAnyCase() {
    LocalResponse response = LocalResponse.json(200, "{}").with("X-A", "1").with("x-a", "2");
    assertThat(response.header("x-A")).contains("1");
    assertThat(response.header("Content-Type")).contains("application/json");
    assertThat(response.header("other")).isEmpty();
  }

  private static LocalRequest request(String target) {
    return new LocalRequest("GET", target, List.of(), new byte[0]);
  }
}
