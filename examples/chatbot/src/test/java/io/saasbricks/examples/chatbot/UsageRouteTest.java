package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /usage}. */
@ExtendWith(RunningBackend.class)
class UsageRouteTest {
  @ParameterizedTest
  @ValueSource(strings = {"hour", "day", "month"})
  void whatWasUsedShowsInTheSeries(String granularity, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    person.post("/agents/" + person.newAgent() + "/chat", "{\"message\":\"Hello\"}");
    JsonObject usage = person.get("/usage?granularity=" + granularity).json();
    assertThat(usage.string("plan")).isEqualTo("free");
    JsonObject messages = usage.object("quotas").object("messages");
    assertThat(messages.number("limit")).isEqualTo(100);
    assertThat(messages.number("used")).isEqualTo(1);
    assertThat(messages.number("remaining")).isEqualTo(99);
    assertThat(sum(usage, "messages")).isEqualTo(1);
    assertThat(sum(usage, "api_calls")).isEqualTo(2);
    assertThat(usage.decimal("costUsd")).isPositive();
  }

  @Test
  void aNewTenantHasUsedNothing(Chatbot chatbot) {
    JsonObject usage = chatbot.newPerson().get("/usage").json();
    assertThat(sum(usage, "messages")).isZero();
    assertThat(usage.decimal("costUsd")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"messages,100", "apiCalls,1000", "users,1", "storageBytes,10000000"})
  void everythingThatThePlanLimitsHasItsQuota(String name, long limit, Chatbot chatbot) {
    JsonObject quota = chatbot.newPerson().get("/usage").json().object("quotas").object(name);
    assertThat(quota.number("limit")).isEqualTo(limit);
    assertThat(quota.number("remaining")).isEqualTo(limit - quota.number("used"));
  }

  @Test
  void theMonthIsNamedAndTellsWhenItEnds(Chatbot chatbot) {
    JsonObject usage = chatbot.newPerson().get("/usage").json();
    YearMonth month = YearMonth.parse(usage.string("period"));
    for (String name : List.of("messages", "apiCalls")) {
      assertThat(usage.object("quotas").object(name).string("resetsAt"))
          .isEqualTo(month.plusMonths(1) + "-01T00:00:00Z");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "granularity=year",
        "from=yesterday",
        "to=2026-13-01",
        "from=2026-02-01&to=2026-01-01",
        "from=2020-01-01&to=2026-01-01",
        "granularity=hour&from=2026-01-01&to=2026-02-01",
        "from=%2B999999999-12-31&to=%2B999999999-12-31",
        "from=-999999999-01-01&to=-999999999-01-01",
        "to=%2B1000000000-12-31T23:59:59Z",
        "granularity=month&from=%2B10000-01-01&to=%2B10000-02-01"
      })
  void aBadQueryIs400(String query, Chatbot chatbot) {
    assertThat(chatbot.newPerson().get("/usage?" + query).status()).isEqualTo(400);
  }

  @Test
  void withoutACredentialItIs401(Chatbot chatbot) {
    assertThat(chatbot.get("/usage").status()).isEqualTo(401);
  }

  private static long sum(JsonObject usage, String metric) {
    List<JsonObject> points = usage.object("series").objects(metric);
    return points.stream().mapToLong(point -> point.number("value")).sum();
  }
}
