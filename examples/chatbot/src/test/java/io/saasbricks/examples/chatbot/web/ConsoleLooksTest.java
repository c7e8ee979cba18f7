package io.saasbricks.examples.chatbot.web;

import io.saasbricks.examples.chatbot.Chatbot;
import io.saasbricks.examples.chatbot.RunningBackend;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/**
 * Every view in both colour schemes, on a desk and on a phone: no rule of axe is broken, nothing
 * scrolls sideways. The pictures are in {@code target/screenshots}.
 */
@ExtendWith({RunningBackend.class, RunningBrowser.class})
class ConsoleLooksTest {
  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"light, 1440, 900", "dark, 1440, 900", "light, 390, 844", "dark, 390, 844"})
  void everyViewIsAccessible(
      String scheme, int width, int height, Chatbot chatbot, Browser browser) {
    browser.scheme(scheme);
    browser.screen(width, height);
    String suffix = "-" + scheme + "-" + width;
    browser.open("/");
    browser.find("[name=email]");
    check(browser, "sign-in" + suffix);

    Chatbot.Person owner = chatbot.newPerson();
    browser.openAs(owner, "agents");
    browser.settled();
    check(browser, "no-agents" + suffix);
    String agent = owner.newAgent();
    views(agent, conversation(owner, agent))
        .forEach(
            (name, view) -> {
              browser.view(view);
              browser.settled();
              check(browser, name + suffix);
            });
    dialogs(browser, suffix);
    chat(browser, agent, suffix);
  }

  private static Map<String, String> views(String agent, String conversation) {
    String own = "agents/" + agent;
    Map<String, String> views = new LinkedHashMap<>();
    views.put("settings", own + "/settings");
    views.put("agents", "agents");
    views.put("conversations", own + "/conversations");
    views.put("conversation", own + "/conversations/" + conversation);
    views.put("leads", own + "/leads");
    views.put("embed", own + "/embed");
    views.put("missing", "agents/missing/chat");
    views.put("members", "members");
    views.put("usage", "usage");
    views.put("billing", "billing");
    views.put("keys", "keys");
    return views;
  }

  private static void dialogs(Browser browser, String suffix) {
    browser.click("New key");
    browser.find("dialog[open]");
    browser.click("Create key"); // without a name
    browser.find("[aria-invalid=true]");
    check(browser, "new-key" + suffix);
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("dialog");
    browser.find(".account-button").click();
    check(browser, "account" + suffix);
    browser.press(Keys.ESCAPE);
  }

  private static void chat(Browser browser, String agent, String suffix) {
    browser.view("agents/" + agent + "/chat");
    browser.settled();
    browser.enter("message", "How much is a sourdough loaf?");
    browser.press(Keys.ENTER);
    browser.waitForText("[role=log] .agent", "5.50 EUR");
    check(browser, "chat" + suffix);
  }

  private static String conversation(Chatbot.Person owner, String agent) {
    return owner
        .post("/agents/" + agent + "/chat", "{\"message\": \"I am bea@example.com. Call me.\"}")
        .json()
        .string("conversationId");
  }

  private static void check(Browser browser, String what) {
    browser.screenshot(what);
    browser.assertSound(what);
  }
}
