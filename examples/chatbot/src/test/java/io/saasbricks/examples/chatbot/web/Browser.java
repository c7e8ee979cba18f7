package io.saasbricks.examples.chatbot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.examples.chatbot.Chatbot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A tab of a real browser, used as a person would: everything is waited for until it is there, and
 * nothing can be clicked that cannot be seen.
 */
final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String AXE = resource("/axe.min.js");

  /** Remembers what the page's security policy refused. */
  private static final String POLICY_WATCH =
      """
      window.refusedByPolicy = [];
      document.addEventListener("securitypolicyviolation",
          (event) => window.refusedByPolicy.push(event.violatedDirective + " " + event.blockedURI));
      """;

  private static final String FOCUSED =
      """
      let focused = document.activeElement;
      while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return focused;
      """;

  private static final String RUN_AXE =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, { resultTypes: ["violations"] }).then(
        ({ violations }) => done(violations.map((found) =>
          found.id + ": " + found.nodes.map((node) => node.target + " " + node.failureSummary).join("; "))),
        (error) => done([String(error)]));
      """;

  private final ChromeDriver driver;
  private final URI home;

  Browser(ChromeDriver driver, URI home) {
    this.driver = driver;
    this.home = home;
    newTab();
    command("Network.enable", Map.of());
    command("Page.enable", Map.of());
    command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", POLICY_WATCH));
    command("Storage.clearDataForOrigin", Map.of("origin", home.toString(), "storageTypes", "all"));
    comesFrom(Chatbot.newAddress());
    scheme("light");
    screen(1440, 900);
  }

  /** Session storage is a tab's own, so a new tab is a new visit. */
  private void newTab() {
    String old = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    String fresh = driver.getWindowHandle();
    driver.switchTo().window(old).close();
    driver.switchTo().window(fresh);
  }

  // --- the visit

  void open(String path) {
    driver.get(home + path);
  }

  /** Opens the console as that person, who has signed in before. */
  void openAs(Chatbot.Person person, String view) {
    open("/icon.svg");
    script(
        "sessionStorage.setItem('session', JSON.stringify({token: arguments[0], user: JSON.parse(arguments[1])}))",
        person.token(),
        Json.text(person.user()));
    open("/#/" + view);
  }

  /** Goes to another view of the console than the one that is shown. */
  void view(String view) {
    driver.executeAsyncScript(
        "const [view, done] = arguments;"
            + "addEventListener('hashchange', () => done(), { once: true });"
            + "location.hash = '#/' + view",
        view);
  }

  /** The colour scheme of the visitor's system. */
  void scheme(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    Map<String, String> calm = Map.of("name", "prefers-reduced-motion", "value", "reduce");
    command("Emulation.setEmulatedMedia", Map.of("features", List.of(feature, calm)));
  }

  void screen(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** The visitor's address, as limits see it. */
  void comesFrom(String address) {
    command("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("X-Local-Source-Ip", address)));
  }

  void offline(boolean offline) {
    command(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  // --- what is on the page

  /** The first element that matches and can be seen. */
  WebElement find(String css) {
    return waitFor(
        css, () -> first(driver.findElements(By.cssSelector(css)), WebElement::isDisplayed));
  }

  /** The button, link or label of that text. */
  WebElement named(String text) {
    String of = "[normalize-space(.)='" + text + "' or @aria-label='" + text + "']";
    By named = By.xpath("//button" + of + "|//a" + of + "|//label" + of + "|//summary" + of);
    return waitFor(text, () -> first(driver.findElements(named), WebElement::isDisplayed));
  }

  void click(String text) {
    WebElement found = named(text);
    script("arguments[0].scrollIntoView({block: 'center'})", found);
    found.click();
  }

  void enter(String name, String text) {
    WebElement control = find("[name='" + name + "'], [id='" + name + "']");
    control.clear();
    control.sendKeys(text);
  }

  void choose(String name, String option) {
    script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
        find("select[name='" + name + "']"),
        option);
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Tabs on until the focus is on what has that name; fails if it never is. */
  void tabTo(String name) {
    for (int presses = 0; presses < 40; presses++) {
      if (focused().equals(name)) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("the keyboard does not reach " + name + ", but " + focused());
  }

  /** The accessible name of what has the focus. */
  String focused() {
    return Objects.requireNonNullElse(((WebElement) script(FOCUSED)).getAccessibleName(), "");
  }

  String text(String css) {
    return find(css).getText();
  }

  void waitForText(String css, String text) {
    waitFor(
        text + " in " + css,
        () -> first(driver.findElements(By.cssSelector(css)), one -> one.getText().contains(text)));
  }

  void waitUntilGone(String css) {
    waitFor("no " + css, () -> driver.findElements(By.cssSelector(css)).isEmpty() ? css : null);
  }

  /** Waits until the view has loaded everything. */
  void settled() {
    waitUntilGone("[aria-busy='true']");
    waitUntilGone(".skeleton");
  }

  /** Runs a script in the page and gives what it returns; an empty text if that is nothing. */
  Object script(String script, Object... arguments) {
    Object returned = driver.executeScript(script, arguments);
    return returned == null ? "" : returned;
  }

  /** The texts that a script returns. */
  List<String> texts(String script) {
    return ((List<?>) script(script)).stream().map(String::valueOf).toList();
  }

  // --- judgement

  /** The page breaks no rule of axe, nor its own security policy, and does not scroll sideways. */
  void assertSound(String what) {
    driver.executeScript(AXE);
    assertThat((List<?>) driver.executeAsyncScript(RUN_AXE)).as(what).isEmpty();
    assertThat(texts("return window.refusedByPolicy")).as(what).isEmpty();
    assertThat((Long) script("return document.documentElement.scrollWidth - innerWidth"))
        .as(what + " scrolls sideways")
        .isLessThanOrEqualTo(0);
  }

  void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the look is neither null nor an element that has just been replaced. */
  <T> T waitFor(String what, Supplier<? extends @Nullable T> look) {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20));
    wait.ignoring(StaleElementReferenceException.class, WebDriverException.class);
    return Objects.requireNonNull(
        wait.withMessage("waiting for " + what).until(anyDriver -> look.get()));
  }

  private static <T> @Nullable T first(List<T> found, Predicate<T> wanted) {
    return found.stream().filter(wanted).findFirst().orElse(null);
  }

  private void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  private static String resource(String name) {
    try (InputStream in = Browser.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
