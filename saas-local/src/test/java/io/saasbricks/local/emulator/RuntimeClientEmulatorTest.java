package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same under AWS's own runtime interface client, one JVM per instance. */
class RuntimeClientEmulatorTest extends EmulatorContract {
  @Override
  EmulatorBuilder configure(EmulatorBuilder builder) {
    return builder.runtimeInterfaceClient();
  }

  @Test
  void handlerThatCannotBeMadeStopsTheStart() {
    String yaml =
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {Handler: io.saasbricks.local.emulator.EmulatorStartTest$Broken}
        """;
    var builder = Emulator.builder(Template.parse(yaml, Map.of())).runtimeInterfaceClient();
    assertThatThrownBy(builder::start)
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("of function F cannot start")
        .hasMessageContaining("no secret");
  }
}
