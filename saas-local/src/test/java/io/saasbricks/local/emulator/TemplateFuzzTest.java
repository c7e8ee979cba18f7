package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Fuzz target: a text is a template or is refused by an exception that says where it is wrong. */
public final class TemplateFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          everything(),
          """
          Parameters: {P: {Type: String, Default: one}}
          Resources:
            F:
              Type: AWS::Serverless::Function
              Properties:
                Handler: a.B
                Environment: {Variables: {X: !Ref P, Y: !Sub '${AWS::Region}-${P}'}}
                Events: {E: {Type: HttpApi, Properties: {Path: '/{a+}', Method: GET}}}
          """,
          "Resources: {}");

  private static String everything() {
    try (var in = TemplateFuzzTest.class.getResourceAsStream("/templates/everything.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      Template template = Template.parse(CORPUS.text(data), Map.of());
      assertThat(template.summary()).matches("\\d+ routes, \\d+ functions, .*");
      for (RouteDefinition route : template.api().routes()) {
        assertThat(template.functions()).containsKey(route.functionId());
      }
    } catch (TemplateException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Test
  void aTextIsATemplateOrRefused() {
    CORPUS.replay(TemplateFuzzTest::fuzzerTestOneInput);
  }
}
