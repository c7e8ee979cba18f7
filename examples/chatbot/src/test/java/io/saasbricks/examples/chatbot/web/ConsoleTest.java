package io.saasbricks.examples.chatbot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.Chatbot;
import io.saasbricks.examples.chatbot.RunningBackend;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The console in a real browser against the running backend. */
@ExtendWith({RunningBackend.class, RunningBrowser.class})
class ConsoleTest {
  private static final int FREE_MESSAGES = 100;
  private static final int PER_ADDRESS = 10;

  @Test
  void aPersonSignsInCreatesAnAgentChatsHitsTheLimitAndSeesTheUsage(
      Chatbot chatbot, Browser browser) {
    browser.open("/");
    browser.enter("email", "journey@example.com");
    browser.enter("name", "Ann");
    browser.click("Continue with Google");
    browser.waitForText("main", "Create your first agent");

    browser.click("New agent");
    browser.enter("name", "Ada");
    browser.enter("businessName", "Rye & Co <b>");
    browser.enter("businessInfo", "Open Tuesday to Saturday, 7:00 to 18:00.");
    browser.click("Create agent");
    browser.waitForText("h1", "Ada");
    browser.waitForText(".lead", "Rye & Co <b>"); // shown as it was typed

    browser.enter("message", "When are you open?");
    browser.press(Keys.ENTER);
    browser.waitForText("[role=log] .agent", "7:00 to 18:00");

    useUp(chatbot, agentIdOf(browser), FREE_MESSAGES - 1);
    browser.enter("message", "And on Sundays?");
    browser.press(Keys.ENTER);
    browser.waitForText(".notice", "Try again in");

    browser.click("Usage");
    browser.waitForText("[data-quota=messages]", "100 of 100");
    browser.waitForText("[data-quota=messages]", "Used up");
    assertThat(browser.find("canvas").isDisplayed()).isTrue();
  }

  @Test
  void aChangeThatSomebodyElseMadeMeanwhileIsShownAndNotOverwritten(
      Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    browser.openAs(owner, "agents/" + agent + "/settings");
    browser.enter("role", "Baker");
    changeName(owner, agent, "Bo");

    browser.click("Save changes");
    browser.waitForText("[role=alert]", "Somebody else changed this agent");
    assertThat(browser.text("[role=alert]"))
        .as("neither version names sites")
        .contains("Different from yours: name, ")
        .doesNotContain("sites");
    assertThat(owner.get("/agents/" + agent).json().string("name")).isEqualTo("Bo");

    browser.click("Show their version");
    browser.waitFor("Bo", () -> "Bo".equals(browser.find("[name=name]").getDomProperty("value")));
    browser.enter("role", "Baker");
    browser.click("Save changes");
    browser.waitForText(".toast", "Changes saved");

    JsonObject saved = owner.get("/agents/" + agent).json();
    assertThat(saved.string("name")).isEqualTo("Bo");
    assertThat(saved.string("role")).isEqualTo("Baker");
  }

  /** What was stopped came as the first words of the new conversation. */
  @Test
  void aNewConversationBeginsEmptyAlsoWhileAnAnswerIsAwaited(Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    browser.openAs(owner, "agents/" + owner.newAgent() + "/chat");
    browser.find("#message");
    browser.script(
        """
        const original = window.fetch;
        window.fetch = (address, { signal }) => {
          window.fetch = original;
          return new Promise((answer, refuse) =>
              signal.addEventListener("abort", () => refuse(signal.reason)));
        };
        """);
    browser.enter("message", "When are you open?");
    browser.press(Keys.ENTER);
    browser.waitForText(".visitor", "When are you open?");

    browser.click("New conversation");

    browser.find(".chat-empty");
    assertThat(browser.script("return document.querySelector('[role=log]').textContent"))
        .isEqualTo("");
    browser.enter("message", "When are you open?");
    browser.press(Keys.ENTER);
    browser.waitForText("[role=log] .agent", "7:00 to 18:00");
  }

  /** To a key made without a word about scopes the API gives them all. */
  @Test
  void aKeyThatMayDoNothingIsNotMade(Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    browser.openAs(owner, "keys");
    browser.click("New key");
    browser.enter("name", "Website");
    browser.click("Chat with agents");
    browser.click("Create key");
    browser.waitForText("dialog [role=alert]", "Choose what the key may do");
    assertThat(owner.get("/keys").json().objects("items")).isEmpty();
  }

  @Test
  void anAgentIsDeletedOnlyAfterAQuestion(Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    browser.openAs(owner, "agents/" + agent + "/settings");

    browser.click("Delete agent");
    browser.click("Cancel");
    browser.waitUntilGone("dialog");
    assertThat(owner.get("/agents/" + agent).status()).isEqualTo(200);

    browser.click("Delete agent");
    browser.find("dialog .danger").click();
    browser.waitForText("main", "Create your first agent");
    assertThat(owner.get("/agents/" + agent).status()).isEqualTo(404);
  }

  @Test
  void aKeyIsShownOnceWorksIsRotatedAndRevoked(Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    browser.openAs(owner, "keys");
    browser.click("New key");
    browser.enter("name", "Website");
    browser.click("Create key");
    String key = shownKey(browser);
    assertThat(status(chatbot, key)).isEqualTo(200);

    browser.press(Keys.ESCAPE); // a key that cannot be shown again is not lost to a stray key
    browser.click("I have stored it");
    browser.waitUntilGone("dialog");
    assertThat((String) browser.script("return document.body.innerHTML")).doesNotContain(key);

    browser.click("Rotate Website");
    browser.click("Rotate key");
    String successor = shownKey(browser);
    assertThat(successor).isNotEqualTo(key);
    assertThat(status(chatbot, key)).as("in its grace period").isEqualTo(200);
    browser.click("I have stored it");

    browser.click("Revoke Website");
    browser.click("Revoke key");
    browser.waitForText(".badge.bad", "Revoked");
  }

  @Test
  void invitationsStopAtTheSeatsOfThePlan(Chatbot chatbot, Browser browser) {
    browser.openAs(chatbot.newPerson(), "members");
    browser.waitForText("main", "1 of 1 seat");

    browser.click("Invite");
    browser.enter("email", "bea@example.com");
    browser.find("dialog [type=submit]").click();

    browser.waitForText("dialog [role=alert]", "larger plan");
  }

  @Test
  void aPaidPlanIsTheCurrentOneOnReturnFromTheCheckout(Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    browser.openAs(owner, "billing");
    browser.click("Invoices and payment");
    browser.waitForText(".toast", "choose a paid plan first");

    browser.click("Upgrade to pro");
    browser.waitForText("h1", "Checkout");
    pay(chatbot, browser);
    browser.open("/?billing=paid"); // where Stripe leads back to, at the deployed console's address

    browser.waitForText("[role=status]", "You are on the pro plan");
    browser.waitForText("[data-plan-card=pro]", "Current");
    browser.waitForText("[data-plan]", "Pro plan");
  }

  @Test
  void anEndedSessionLeadsBackToSignIn(Chatbot chatbot, Browser browser) {
    Chatbot.Person owner = chatbot.newPerson();
    browser.openAs(owner, "agents");
    browser.settled();
    browser.script(
        "const kept = JSON.parse(sessionStorage.session);"
            + "sessionStorage.session = JSON.stringify({...kept, token: 'ended'}); location.reload()");
    browser.waitForText("h1", "Sign in");
    browser.waitForText(".toast", "session has ended");
  }

  /** As function URLs are put out: what followed the slash was a path that nobody answers. */
  @Test
  void anAddressMayEndWithASlash(Browser browser) {
    browser.open("/");
    assertThat(
            browser.script(
                """
                return import("/console/api.js")
                  .then(({ request }) => request("GET", "/health", { base: location.origin + "/" }))
                  .then((answer) => answer.url.replace(location.origin, ""));
                """))
        .isEqualTo("/health");
  }

  @Test
  void everythingIsReachedByTheKeyboardAlone(Browser browser) {
    browser.open("/");
    browser.find("[name=email]");
    browser.tabTo("Continue with Google");
    browser.press(Keys.ENTER);
    browser.waitForText("h1", "Agents");
    browser.settled();
    assertThat(browser.focused()).as("the new view's title").isEqualTo("Agents");

    browser.tabTo("New agent");
    browser.press(Keys.ENTER);
    browser.find("dialog[open]");
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("dialog");
    assertThat(browser.focused()).as("where the dialog was opened").isEqualTo("New agent");

    browser.press(Keys.ENTER);
    browser.tabTo("Name");
    browser.press("Ada");
    browser.tabTo("Business");
    browser.press("Rye & Co", Keys.ENTER);
    browser.waitForText("h1", "Ada");
    browser.tabTo("Message");
    browser.press("Hello!", Keys.ENTER);
    browser.waitForText("[role=log] .agent", "Hello!");

    browser.script("document.activeElement.blur(); scrollTo(0, 0)");
    browser.find("#root");
    browser.press(Keys.TAB);
    browser.tabTo("Skip to content");
    browser.press(Keys.ENTER);
    assertThat(browser.focused()).isEqualTo("Ada");
  }

  private static String agentIdOf(Browser browser) {
    Matcher matcher =
        Pattern.compile("#/agents/([^/]+)/")
            .matcher((String) browser.script("return location.hash"));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** Visitors from several addresses, so that only the month's limit is met. */
  private static void useUp(Chatbot chatbot, String agent, int messages) {
    JsonObject message =
        JsonObject.builder().put("agentId", agent).put("message", "Hello!").build();
    String address = "";
    for (int sent = 0; sent < messages; sent++) {
      address = sent % PER_ADDRESS == 0 ? Chatbot.newAddress() : address;
      assertThat(chatbot.widget(address, message).status()).isEqualTo(200);
    }
  }

  private static void changeName(Chatbot.Person owner, String agent, String name) {
    String body = "{\"name\": \"" + name + "\", \"businessName\": \"Rye & Co\"}";
    var change = owner.authorized("PUT", "/agents/" + agent, body).header("if-match", "*");
    assertThat(owner.chatbot().send(change).status()).isEqualTo(200);
  }

  /** What the page's button does, and the delivery of the webhook before anything else happens. */
  private static void pay(Chatbot chatbot, Browser browser) {
    String page = (String) browser.script("return location.pathname");
    String body = "{\"sessionId\": \"" + page.replaceFirst(".*/", "") + "\"}";
    assertThat(chatbot.post("/_local/stripe/complete-checkout", body).status()).isEqualTo(200);
  }

  private static String shownKey(Browser browser) {
    return String.valueOf(browser.find("dialog input[readonly]").getDomProperty("value"));
  }

  private static int status(Chatbot chatbot, String key) {
    return chatbot
        .send(chatbot.request("GET", "/auth/verify", "").header("x-api-key", key))
        .status();
  }
}
