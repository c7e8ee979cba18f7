package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
  @TempDir private Path folder;
  private StaticFiles files;

  @BeforeEach
  void write() throws IOException {
    Path web = folder.resolve("web");
    Path nested = Files.createDirectories(web.resolve("sub dir"));
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.writeString(web.resolve("index.html"), "home");
    Files.writeString(web.resolve("app.js"), "script");
    Files.writeString(web.resolve("odd.xyz"), "odd");
    Files.writeString(nested.resolve("index.html"), "sub");
    files = new StaticFiles(web);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /             | home   | text/html; charset=utf-8
          /index.html   | home   | text/html; charset=utf-8
          /app.js       | script | text/javascript; charset=utf-8
          /odd.xyz      | odd    | application/octet-stream
          /sub%20dir/   | sub    | text/html; charset=utf-8
          /sub%20dir    | sub    | text/html; charset=utf-8
          """)
  void fileIsServedWithItsTypeAndNeverCached(String path, String content, String type)
      throws IOException {
    LocalResponse answer = find("GET", path).orElseThrow();
    var body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo(content);
    assertThat(answer.header("content-type")).contains(type);
    assertThat(answer.header("Cache-Control")).contains("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/sub%20dir/../../secret.txt",
        "/..%2fsecret.txt",
        "/nothing",
        "/%00"
      })
  void nothingOutsideTheFolderIsServed(String path) {
    assertThat(find("GET", path)).isEmpty();
  }

  @Test
  void onlyGetAndHeadAreServed() {
    assertThat(find("HEAD", "/")).isPresent();
    assertThat(find("POST", "/")).isEmpty();
  }

  private Optional<LocalResponse> find(String method, String path) {
    return files.find(new LocalRequest(method, path, List.of(), new byte[0]));
  }
}
