package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.logs.CapturedLogs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduledLambdaTest {
  private static final class Function extends ScheduledLambda {
    Function(Job job) {
      super(job, () -> 0);
    }
  }

  @Test
  void theJobHasTheTimeOfTheFunctionAndItsReportIsAnsweredAndLogged() {
    List<Deadline> deadlines = new ArrayList<>();
    Function function =
        new Function(
            deadline -> {
              deadlines.add(deadline);
              return JsonObject.builder().put("accounts", 3).build();
            });
    List<CapturedLogs.Line> lines =
        CapturedLogs.during(() -> assertThat(run(function)).isEqualTo("{\"accounts\":3}"));
    assertThat(lines)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.values())
                    .containsEntry("job", "Function")
                    .containsEntry("report", Map.of("accounts", 3)));
    assertThat(deadlines.get(0).remaining()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatTheJobThrowsFailsTheInvocation() {
    Function function =
        new Function(
            deadline -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> run(function)).hasMessage("broken");
  }

  private static String run(Function function) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] event = "{\"source\":\"aws.events\"}".getBytes(StandardCharsets.UTF_8);
    try {
      function.handleRequest(new ByteArrayInputStream(event), output, FakeContext.USUAL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
