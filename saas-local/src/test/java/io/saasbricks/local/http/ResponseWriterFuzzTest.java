package io.saasbricks.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fuzz target: whatever the name and value of a header hold, it is one line of the head. */
public final class ResponseWriterFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          "x-name|value",
          "x\r\nset-cookie: a=b\r\n\r\n|b",
          "x|a\n\nbody",
          "|",
          "\u010a\u010d|\u560a\u560d");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String[] parts = CORPUS.text(data).split("\\|", 2);
    List<Header> headers = List.of(new Header(parts[0], parts[parts.length - 1]));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    new ResponseWriter(sent, false)
        .write(LocalResponse.of(200, headers, new byte[] {'b', 'o', 'd', 'y'}), true);
    String[] lines = sent.toString(ISO_8859_1).split("[\r\n]+", -1);
    assertThat(lines).hasSize(4).endsWith("content-length: 4", "body");
    assertThat(lines[1]).contains(": ");
  }

  @Test
  void aHeaderIsOneLine() {
    CORPUS.replay(ResponseWriterFuzzTest::fuzzerTestOneInput);
  }
}
