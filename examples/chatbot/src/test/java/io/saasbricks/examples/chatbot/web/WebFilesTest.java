package io.saasbricks.examples.chatbot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.Plan;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.examples.chatbot.keys.KeyScopes;
import io.saasbricks.llm.ModelCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the console's and the widget's files without a browser. */
class WebFilesTest {
  private static final Path WEB = Path.of("web");
  private static final int WIDGET_BYTES = 20_000;

  @Test
  void theWidgetIsUnderTwentyThousandBytesAsServed() throws IOException {
    assertThat(Files.size(WEB.resolve("widget.js"))).isLessThan(WIDGET_BYTES);
  }

  @Test
  void noTextBecomesMarkupAndNoScriptOrStyleIsInAPage() throws IOException {
    for (Path file : ours(".js")) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
    for (Path file : ours(".html")) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .contains("Content-Security-Policy", "default-src 'none'")
          .doesNotContain("unsafe-inline", "unsafe-eval", "<style", " style=", " onclick=")
          .doesNotContainPattern("<script(?![^>]* src=)");
    }
  }

  @Test
  void theVendoredFilesAreThoseTheirListNames() throws IOException, GeneralSecurityException {
    byte[] chart = Files.readAllBytes(WEB.resolve("vendor/chart.umd.min.js"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(chart));
    assertThat(Files.readString(WEB.resolve("vendor/README.md"))).contains(hash);
  }

  @Test
  void thePlansModelsAndScopesOfTheConsoleAreTheBackends() throws IOException {
    String catalogue = Files.readString(WEB.resolve("console/catalogue.js"));
    JsonObject plans =
        Json.object(
            section(catalogue, "PLANS = (\\{.*?\\n\\});")
                .replaceAll("(\\w+):", "\"$1\":")
                .replaceAll(",(\\s*})", "$1"));
    for (Plan plan : PlanCatalogue.standard().plans()) {
      if (!plan.name().equals("enterprise")) {
        assertThat(PlanCatalogue.parse(plans).plan(plan.name())).isEqualTo(plan);
      }
    }
    for (String model : words(section(catalogue, "MODELS = \\[(.*?)\\]"), "\"([^\"]+)\"")) {
      assertThat(ModelCatalogue.standard().find(model)).as(model).isPresent();
    }
    List<String> scopes =
        words(section(catalogue, "SCOPES = \\{(.*?)\\n\\}"), "(?m)^\\s*\"?([a-z:]+)\"?: \"");
    assertThat(scopes).isNotEmpty().allSatisfy(KeyScopes::known);
  }

  private static List<Path> ours(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(WEB)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.startsWith(WEB.resolve("vendor")))
          .toList();
    }
  }

  private static String section(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError("not found: " + pattern))
        .group(1);
  }

  private static List<String> words(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
