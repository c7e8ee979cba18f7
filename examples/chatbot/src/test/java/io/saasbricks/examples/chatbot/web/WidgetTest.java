package io.saasbricks.examples.chatbot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.examples.chatbot.Chatbot;
import io.saasbricks.examples.chatbot.RunningBackend;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;

/** The chat widget on the demo shop, whose security policy is strict, in a real browser. */
@ExtendWith({RunningBackend.class, RunningBrowser.class})
class WidgetTest {
  private static final int PER_MINUTE = 10;

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"light, 1440, 900", "dark, 1440, 900", "light, 390, 844", "dark, 390, 844"})
  void aVisitorAsksAndIsAnswered(
      String scheme, int width, int height, Chatbot chatbot, Browser browser) {
    browser.scheme(scheme);
    browser.screen(width, height);
    visitShop(chatbot, browser);
    browser.assertSound("shop with a closed widget");
    browser.screenshot("shop-" + scheme + "-" + width);

    part(browser, ".launch").click();
    ask(browser, "How much is a sourdough loaf?");

    assertThat(reply(browser, 2)).contains("5.50 EUR");
    browser.assertSound("shop with an open widget");
    browser.screenshot("widget-" + scheme + "-" + width);
  }

  @Test
  void aScreenReaderHearsEachMessageOnceAndWhole(Chatbot chatbot, Browser browser) {
    visitShop(chatbot, browser);
    part(browser, ".launch").click();
    browser.script(
        """
        window.heard = [];
        const log = document.querySelector("saasbricks-chat").shadowRoot.querySelector("[role=log]");
        new MutationObserver((changes) => changes.forEach((change) => window.heard.push(
            change.type + " " + [...change.addedNodes].map((node) => node.textContent).join())))
          .observe(log, { childList: true, characterData: true, subtree: true });
        window.types = [];
        const original = window.fetch;
        window.fetch = async (...call) => {
          const response = await original(...call);
          window.types.push(response.headers.get("content-type"));
          return response;
        };
        """);
    ask(browser, "When are you open?");
    String reply = reply(browser, 2);

    assertThat(browser.texts("return window.types")).containsExactly("text/event-stream");
    assertThat(browser.texts("return window.heard"))
        .containsExactly("childList You: When are you open?", "childList " + reply);
  }

  @Test
  void escapeClosesTheChatAndTheKeyboardIsBackOnItsButton(Chatbot chatbot, Browser browser) {
    visitShop(chatbot, browser);
    browser.tabTo("Open chat: Ask Rye & Co");
    browser.press(Keys.ENTER);
    assertThat(browser.focused()).isEqualTo("Message");
    browser.press("Hello!", Keys.ENTER);
    assertThat(reply(browser, 2)).contains("Hello!");

    browser.press(Keys.ESCAPE);

    assertThat(browser.focused()).isEqualTo("Open chat: Ask Rye & Co");
  }

  @Test
  void theConversationGoesOnWithinTheTab(Chatbot chatbot, Browser browser) {
    String shop = visitShop(chatbot, browser);
    part(browser, ".launch").click();
    ask(browser, "My name is Bea.");
    reply(browser, 2);

    browser.open(shop);
    part(browser, ".launch").click();
    assertThat(messages(browser)).hasSize(2);
    ask(browser, "What is my name?");
    assertThat(reply(browser, 4)).contains("Bea");
  }

  @Test
  void aLimitedVisitorIsToldWhenToGoOn(Chatbot chatbot, Browser browser) {
    String shop = visitShop(chatbot, browser);
    part(browser, ".launch").click();
    int answered = 0;
    while (isAnswered(browser, answered + 1)) {
      answered++;
    }
    // More where the questions run over the end of a minute: the window slides.
    assertThat(answered).isBetween(PER_MINUTE, 2 * PER_MINUTE);
    assertThat(part(browser, "[role=alert]").getText()).contains("You can write again in");
    assertThat(part(browser, ".send").getDomAttribute("aria-disabled")).isEqualTo("true");
    browser.assertSound("a limited widget on " + shop);
    browser.screenshot("widget-limited");
  }

  /** As pages do that build themselves anew while the visitor is on them. */
  @Test
  void aLimitedVisitorMayGoOnThoughThePageMovedTheWidget(Chatbot chatbot, Browser browser) {
    visitShop(chatbot, browser);
    part(browser, ".launch").click();
    browser.script(
        """
        const original = window.fetch;
        window.fetch = () => {
          window.fetch = original;
          return Promise.resolve(
              new Response("{}", { status: 429, headers: { "retry-after": "1" } }));
        };
        """);
    ask(browser, "When are you open?");
    browser.waitFor("notice", () -> part(browser, "[role=alert] .notice"));
    browser.script("document.body.append(document.querySelector('saasbricks-chat'))");

    ask(browser, "Are you still there?");
    assertThat(reply(browser, 3)).isNotEmpty();
  }

  @Test
  void withoutConnectionAMessageIsKeptAndSentAgain(Chatbot chatbot, Browser browser) {
    visitShop(chatbot, browser);
    part(browser, ".launch").click();
    browser.offline(true);
    browser.waitFor("offline", () -> part(browser, "[role=status] .notice"));
    ask(browser, "When are you open?");
    browser.waitFor("notice", () -> part(browser, "[role=alert] button"));
    browser.assertSound("an offline widget");
    browser.screenshot("widget-offline");

    browser.offline(false);
    part(browser, "[role=alert] button").click();

    assertThat(reply(browser, 2)).contains("7:00 to 18:00");
    assertThat(messages(browser)).hasSize(2);
  }

  @Test
  void aBrokenAnswerIsOfferedAgain(Chatbot chatbot, Browser browser) {
    visitShop(chatbot, browser);
    part(browser, ".launch").click();
    browser.script(
        """
        const original = window.fetch;
        window.fetch = (...call) => {
          window.fetch = original;
          const body = 'event: delta\\ndata: {"text":"We are"}\\n\\n';
          return Promise.resolve(
              new Response(body, { headers: { "content-type": "text/event-stream" } }));
        };
        """);
    ask(browser, "When are you open?");
    browser.waitFor("notice", () -> part(browser, "[role=alert] button"));
    assertThat(messages(browser)).as("half an answer is none").hasSize(1);

    part(browser, "[role=alert] button").click();
    assertThat(reply(browser, 2)).contains("7:00 to 18:00");
  }

  private static String visitShop(Chatbot chatbot, Browser browser) {
    String shop = "/shop.html?agent=" + chatbot.newPerson().newAgent();
    browser.open(shop);
    browser.find("saasbricks-chat");
    return shop;
  }

  /** As a person does: not before the widget is ready to send. */
  private static void ask(Browser browser, String text) {
    browser.waitFor(
        "ready to send",
        () ->
            "true".equals(part(browser, ".send").getDomAttribute("aria-disabled")) ? null : "yes");
    part(browser, "textarea").sendKeys(text, Keys.ENTER);
  }

  /** Asks the question of that number; whether a reply came, and not a notice. */
  private static boolean isAnswered(Browser browser, int number) {
    ask(browser, "Question " + number);
    return browser
        .waitFor(
            "answer " + number,
            () -> {
              if (messages(browser).size() == 2 * number) {
                return "reply";
              }
              String notice = part(browser, "[role=alert]").getText();
              return notice.contains("You can write again in") ? "notice" : null;
            })
        .equals("reply");
  }

  /** The message of that number in the log. */
  private static String reply(Browser browser, int number) {
    return browser.waitFor(
        "message " + number,
        () ->
            messages(browser).size() < number
                ? null
                : messages(browser).get(number - 1).getDomProperty("textContent"));
  }

  private static List<WebElement> messages(Browser browser) {
    return shadow(browser).findElements(By.cssSelector("[role=log] p"));
  }

  private static WebElement part(Browser browser, String css) {
    return shadow(browser).findElement(By.cssSelector(css));
  }

  private static SearchContext shadow(Browser browser) {
    return browser.find("saasbricks-chat").getShadowRoot();
  }
}
