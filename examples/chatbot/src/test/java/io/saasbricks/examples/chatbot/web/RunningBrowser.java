package io.saasbricks.examples.chatbot.web;

import io.saasbricks.examples.chatbot.Chatbot;
import io.saasbricks.examples.chatbot.RunningBackend;
import io.saasbricks.local.LocalBackend;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Gives each test a browser with an empty tab. Chromium is started once for all of them, from what
 * is on the {@code PATH}; where it is missing the tests are skipped, but never where the
 * environment has {@code CI}.
 */
final class RunningBrowser implements ExecutionCondition, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningBrowser.class);
  private static final String MISSING =
      "skipping the browser tests: chromium or chromedriver is not installed"
          + " (Debian: apt-get install chromium chromium-driver)";

  /** Closed by JUnit at the end of the run. */
  private record Started(ChromeDriver driver, Path profile) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      driver.quit();
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean installed = browser().isPresent() && driver().isPresent();
    if (installed || System.getenv("CI") != null) {
      return ConditionEvaluationResult.enabled("");
    }
    System.err.println(MISSING); // Surefire counts what is skipped, and does not say why
    return ConditionEvaluationResult.disabled(MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Browser.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Started started =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Started.class, key -> start(), Started.class);
    LocalBackend backend = ((Chatbot) chatbot(parameter, context)).backend();
    return new Browser(started.driver(), backend.uri());
  }

  private static Object chatbot(ParameterContext parameter, ExtensionContext context) {
    return new RunningBackend().resolveParameter(parameter, context);
  }

  private static Started start() {
    Path browser = browser().orElseThrow(() -> new IllegalStateException(MISSING));
    Path driver = driver().orElseThrow(() -> new IllegalStateException(MISSING));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    Path profile = profile();
    return new Started(new ChromeDriver(service, options(browser, profile)), profile);
  }

  private static ChromeOptions options(Path browser, Path profile) {
    return new ChromeOptions()
        .setBinary(browser.toFile())
        .addArguments(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--lang=en-GB",
            "--user-data-dir=" + profile);
  }

  /** A profile of this run, so that nothing is left of another. */
  private static Path profile() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(target, "browser").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> browser() {
    return find("chromium", "chromium-browser", "google-chrome");
  }

  private static Optional<Path> driver() {
    return find("chromedriver");
  }

  private static Optional<Path> find(String... names) {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Arrays.stream(names)
        .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
