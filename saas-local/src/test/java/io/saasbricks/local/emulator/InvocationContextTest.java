package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.iam.Permissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationContextTest {
  private static final FunctionDefinition FUNCTION =
      new FunctionDefinition(
          "Chat",
          "local-Chat",
          "a.B",
          Map.of(),
          Duration.ofSeconds(30),
          512,
          Permissions.of(List.of()));

  @ParameterizedTest
  @CsvSource({"0, 30000", "1, 29999", "29999, 1", "30000, 0", "30001, 0", "600000, 0"})
  void timeRunsOutAndNeverBelowZero(long passed, int left) {
    var nanos = new AtomicLong(-5);
    var context = new InvocationContext(FUNCTION, "id", nanos::get);
    nanos.addAndGet(Duration.ofMillis(passed).toNanos());
    assertThat(context.getRemainingTimeInMillis()).isEqualTo(left);
  }

  @Test
  void functionAndRequestAreNamedAsOnLambda() {
    var context = new InvocationContext(FUNCTION, "id", () -> 0);
    assertThat(context.getAwsRequestId()).isEqualTo("id");
    assertThat(context.getFunctionName()).isEqualTo("local-Chat");
    assertThat(context.getFunctionVersion()).isEqualTo("$LATEST");
    assertThat(context.getInvokedFunctionArn())
        .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:local-Chat");
    assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/local-Chat");
    assertThat(context.getLogStreamName()).isEqualTo("local");
    assertThat(context.getMemoryLimitInMB()).isEqualTo(512);
    assertThat(context.getIdentity()).isNull();
    assertThat(context.getClientContext()).isNull();
  }
}
