package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseStreamTest {
  private final ResponseStream stream = new ResponseStream();

  /** Written in pieces that end at each {@code /}, with {@code ~} for eight zero bytes. */
  private ResponseStream written(String pieces, Outcome outcome) throws IOException {
    for (String piece : pieces.split("/", -1)) {
      stream.write(piece.replace("~", "\0".repeat(8)).getBytes(UTF_8));
    }
    stream.finish(outcome);
    return stream;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"statusCode":201}~body          | 201 body
          {"statusCode":201}~              | 201 ''
          {"statusCode":201}/~/bo/dy       | 201 body
          {/"statusCode":201/}~b/ody       | 201 body
          {}~a~b                           | 200 a~b
          body                             | 200 body
          bo/dy                            | 200 body
          ''                               | 200 ''
          {"a":1}                          | 200 {"a":1}
          {"a"/:1}                         | 200 {"a":1}
          {oops~body                       | none
          """)
  void preludeIsCutOffInWhateverPiecesItComes(String pieces, String expected) throws IOException {
    assertThat(described(written(pieces, Outcome.RETURNED).response()))
        .isEqualTo(expected.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"statusCode":201}~body | 201 body
          {"statusCode":2/01}~bo/dy | 201 body
          body                    | 299 body RETURNED
          bo/dy                   | 299 body RETURNED
          ''                      | 299 '' RETURNED
          {oops~body              | none
          """)
  void outputWithoutAPreludeIsReadAsAWholeWhereBothFormsMayCome(String pieces, String expected)
      throws IOException {
    written(pieces, Outcome.RETURNED);
    Optional<LocalResponse> answer =
        stream.response(
            (output, outcome) ->
                Optional.of(
                    LocalResponse.of(
                        299,
                        List.of(),
                        (new String(output, UTF_8) + " " + outcome).getBytes(UTF_8))));
    assertThat(described(answer)).isEqualTo(expected.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource({"'', FAILED", "{\"statusCode\":2, FAILED", "'', STILL_RUNNING"})
  void functionThatFailsBeforeItsPreludeHasNoAnswer(String pieces, Outcome outcome)
      throws IOException {
    assertThat(written(pieces, outcome).response()).isEmpty();
  }

  @Test
  void functionThatFailsAfterItsPreludeBreaksOff() throws IOException {
    LocalResponse answer = written("{}~ha/lf", Outcome.FAILED).response().orElseThrow();
    var sent = new ByteArrayOutputStream();
    assertThatThrownBy(() -> answer.body().writeTo(sent))
        .isInstanceOf(IOException.class)
        .hasMessage("the function failed in the middle of its answer");
    assertThat(sent.toString(UTF_8)).isEqualTo("half");
  }

  @Test
  void functionCannotWriteOnceItsCallerHasGone() throws IOException {
    stream.write("{}".getBytes(UTF_8));
    stream.write(new byte[8]);
    LocalResponse answer = stream.response().orElseThrow();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    stream.write('x');
    assertThatThrownBy(() -> answer.body().writeTo(broken)).hasMessage("broken pipe");
    assertThatThrownBy(() -> stream.write('y')).hasMessage("the caller has gone");
  }

  private static String described(Optional<LocalResponse> answer) throws IOException {
    if (answer.isEmpty()) {
      return "none";
    }
    var body = new ByteArrayOutputStream();
    answer.get().body().writeTo(body);
    return answer.get().status() + " " + body.toString(UTF_8).replace("\0".repeat(8), "~");
  }
}
