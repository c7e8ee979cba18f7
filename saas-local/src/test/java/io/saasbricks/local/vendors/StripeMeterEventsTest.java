package io.saasbricks.local.vendors;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeMeterEventsTest {
  private static final String EVENTS = "/v1/billing/meter_events";
  private static final String ADJUSTMENTS = "/v1/billing/meter_event_adjustments";

  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private StripeAccount account;
  private String customer;

  @BeforeEach
  void open() throws Exception {
    account = StripeAccount.strict();
    customer =
        account.post("customer", "/v1/customers", "email=ada%40example.com").path("id").asText();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    account.close();
  }

  @Test
  void meterFitsTheSpecificationAndIsListed() throws Exception {
    JsonNode meter = meter("messages", "sum", "hour");
    assertThat(meter.path("event_time_window").asText()).isEqualTo("hour");
    assertThat(account.get("billing.meter", "/v1/billing/meters/" + id(meter))).isEqualTo(meter);
    assertThat(account.list("billing.meter", "/v1/billing/meters")).containsExactly(meter);
  }

  @Test
  void eventNameBelongsToOneActiveMeter() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    account.refused(400, "/v1/billing/meters", meterForm("messages", "sum", ""));
    account.post("billing.meter", "/v1/billing/meters/" + id(meter) + "/deactivate", "");
    assertThat(account.refused(400, EVENTS, event("messages", "e1", "1")).path("message").asText())
        .contains("No active meter");
    account.post("billing.meter", "/v1/billing/meters/" + id(meter) + "/reactivate", "");
    send("messages", "e1", "1");
  }

  @Test
  void eventFitsTheSpecificationAndCounts() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    JsonNode accepted = send("messages", "e1", "5");
    assertThat(accepted.path("identifier").asText()).isEqualTo("e1");
    assertThat(accepted.path("payload").path("value").asText()).isEqualTo("5");
    send("messages", "e2", "7");
    assertThat(total(meter)).isEqualTo(12);
  }

  @Test
  void eventWithoutIdentifierOrTimeGetsThem() throws Exception {
    meter("messages", "sum", "");
    String form =
        "event_name=messages&payload[stripe_customer_id]=" + customer + "&payload[value]=1";
    JsonNode first = account.post("billing.meter_event", EVENTS, form);
    JsonNode second = account.post("billing.meter_event", EVENTS, form);
    assertThat(first.path("identifier")).isNotEqualTo(second.path("identifier"));
    assertThat(first.path("timestamp").asLong()).isEqualTo(now());
  }

  @Test
  void identifierIsRefusedForADayAndThenForgotten() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    send("messages", "e1", "5");
    account.time.advance(Duration.ofHours(24).minusSeconds(1));
    HttpResponse<String> again = account.call("POST", EVENTS, event("messages", "e1", "5"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.headers().firstValue("stripe-should-retry")).contains("false");
    assertThat(Caller.json(again).path("error").path("message").asText())
        .isEqualTo("An event already exists with identifier e1.");
    account.time.advance(Duration.ofSeconds(1));
    send("messages", "e1", "5");
    assertThat(total(meter)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"-3024000, true", "-3024001, false", "300, true", "301, false"})
  void timeMustLieBetween35DaysAgoAnd5MinutesAhead(long offset, boolean accepted) throws Exception {
    meter("messages", "sum", "");
    String form = event("messages", "e1", "1") + "&timestamp=" + (now() + offset);
    assertThat(account.call("POST", EVENTS, form).statusCode()).isEqualTo(accepted ? 200 : 400);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 200",
    "-1, 200",
    "1.5, 200",
    "999999999999999, 200",
    "1234567890123456, 400",
    "1e3, 400",
    "many, 400",
    "'', 400"
  })
  void valueMustBeANumberOfAtMost15Digits(String value, int status) throws Exception {
    meter("messages", "sum", "");
    assertThat(account.call("POST", EVENTS, event("messages", "e1", value)).statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "'', event_name",
    "event_name=messages, payload",
    "event_name=messages&payload[value]=1, payload",
    "event_name=messages&payload[stripe_customer_id]=cus_1, payload"
  })
  void whatIsMissingIsNamed(String form, String parameter) throws Exception {
    meter("messages", "sum", "");
    assertThat(account.refused(400, EVENTS, form).path("param").asText()).isEqualTo(parameter);
  }

  @Test
  void lastEventOfAnHourIsTheOneThatCountsInAnHourWindow() throws Exception {
    JsonNode meter = meter("messages", "sum", "hour");
    long hour = now() / 3_600 * 3_600;
    send("messages", "e1", "5", hour + 10);
    send("messages", "e2", "9", hour + 5);
    send("messages", "e3", "4", hour - 1);
    assertThat(total(meter)).isEqualTo(13);
  }

  @Test
  void lastEventOfADayIsTheOneThatCountsInADayWindow() throws Exception {
    JsonNode meter = meter("messages", "sum", "day");
    send("messages", "e1", "5", now() - 3_600);
    send("messages", "e2", "9", now());
    assertThat(total(meter)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"sum, 9", "count, 2", "last, 4"})
  void formulaDecidesTheAggregate(String formula, int total) throws Exception {
    JsonNode meter = meter("messages", formula, "");
    send("messages", "e1", "5");
    send("messages", "e2", "4");
    assertThat(total(meter)).isEqualTo(total);
  }

  @Test
  void summariesAreGroupedByHourNewestFirstAndPaged() throws Exception {
    JsonNode meter = meter("messages", "sum", "hour");
    long hour = now() / 3_600 * 3_600;
    for (int i = 0; i < 12; i++) {
      send("messages", "e" + i, "" + (i + 1), hour - i * 3_600L);
    }
    String path = summaries(meter, hour - 24 * 3_600, hour + 3_600) + "&value_grouping_window=hour";
    List<JsonNode> first = account.list("billing.meter_event_summary", path);
    assertThat(first).hasSize(10);
    assertThat(first.get(0).path("start_time").asLong()).isEqualTo(hour);
    assertThat(first.get(0).path("end_time").asLong()).isEqualTo(hour + 3_600);
    assertThat(first.get(0).path("aggregated_value").asInt()).isEqualTo(1);
    String last = first.get(9).path("id").asText();
    List<JsonNode> second =
        account.list("billing.meter_event_summary", path + "&starting_after=" + last);
    assertThat(second)
        .extracting(summary -> summary.path("aggregated_value").asInt())
        .containsExactly(11, 12);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, ''",
    "0, 30, ''",
    "60, 0, hour",
    "3600, 0, day",
    "0, -7200, ''",
    "0, -3600, ''",
    "0, 0, minute"
  })
  void summaryTimesMustBeAligned(long startOffset, long endOffset, String grouping)
      throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    long day = now() / 86_400 * 86_400;
    String path = summaries(meter, day + startOffset, day + 3_600 + endOffset);
    String group = grouping.isEmpty() ? "" : "&value_grouping_window=" + grouping;
    assertThat(account.call("GET", path + group, "").statusCode()).isEqualTo(400);
  }

  @Test
  void summaryIsFromItsStartToBeforeItsEnd() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    long hour = now() / 3_600 * 3_600;
    send("messages", "e1", "1", hour - 1);
    send("messages", "e2", "2", hour);
    send("messages", "e3", "4", hour + 59);
    send("messages", "e4", "8", hour + 60);
    List<JsonNode> all =
        account.list("billing.meter_event_summary", summaries(meter, hour, hour + 60));
    assertThat(all).hasSize(1);
    assertThat(all.get(0).path("aggregated_value").asInt()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"start_time", "end_time", "customer"})
  void summaryWithoutItsBoundsIsRefused(String missing) throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    String path = summaries(meter, 0, 60).replace(missing, "other");
    JsonNode error = Caller.json(account.call("GET", path, "")).path("error");
    assertThat(error.path("code").asText()).isEqualTo("parameter_missing");
    assertThat(error.path("param").asText()).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource({"86400, 200", "86401, 400"})
  void adjustmentIsForADay(long secondsLater, int status) throws Exception {
    meter("messages", "sum", "");
    send("messages", "e1", "5");
    account.time.advance(Duration.ofSeconds(secondsLater));
    String form = "event_name=messages&type=cancel&cancel[identifier]=e1";
    assertThat(account.call("POST", ADJUSTMENTS, form).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "type=cancel&cancel[identifier]=e1",
    "event_name=messages&cancel[identifier]=e1",
    "event_name=messages&type=cancel",
    "event_name=messages&type=cancel&cancel[identifier]=e2"
  })
  void adjustmentThatIsRefusedCancelsNothing(String form) throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    send("messages", "e1", "5");
    account.refused(400, ADJUSTMENTS, form);
    assertThat(total(meter)).isEqualTo(5);
  }

  @Test
  void meterThatIsRefusedLeavesItsEventNameFree() throws Exception {
    String form = meterForm("messages", "sum", "hour");
    account.refused(400, "/v1/billing/meters", form.replace("display_name", "other"));
    account.refused(400, "/v1/billing/meters", form.replace("=hour", "=week"));
    account.refused(400, "/v1/billing/meters", form.replace("=sum", "=average"));
    assertThat(account.list("billing.meter", "/v1/billing/meters")).isEmpty();
    meter("messages", "sum", "hour");
  }

  @Test
  void meterReadsItsCustomerAndValueUnderTheNamesItWasGiven() throws Exception {
    JsonNode meter =
        account.post(
            "billing.meter",
            "/v1/billing/meters",
            meterForm("messages", "sum", "")
                + "&customer_mapping[event_payload_key]=who&customer_mapping[type]=by_id"
                + "&value_settings[event_payload_key]=many");
    String form = "event_name=messages&payload[who]=" + customer + "&payload[many]=7";
    account.post("billing.meter_event", EVENTS, form);
    account.refused(400, EVENTS, form.replace("many", "value"));
    assertThat(total(meter)).isEqualTo(7);
  }

  @Test
  void malformedEventIsRefusedAndBlocksNobody() throws Exception {
    meter("messages", "sum", "");
    account.refused(400, EVENTS, "event_name=%", "Idempotency-Key", "k");
    account.post(
        "billing.meter_event", EVENTS, event("messages", "e1", "1"), "Idempotency-Key", "k");
  }

  @Test
  void adjustmentCancelsAnEventOfTheLastDay() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    send("messages", "e1", "5");
    String form = "event_name=messages&type=cancel&cancel[identifier]=e1";
    account.post("billing.meter_event_adjustment", ADJUSTMENTS, form);
    assertThat(total(meter)).isZero();
    send("messages", "e2", "5");
    account.time.advance(Duration.ofHours(25));
    account.refused(400, ADJUSTMENTS, form.replace("e1", "e2"));
  }

  @Test
  void unknownCustomerIsAcceptedAndReportedLater() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    customer = "cus_nobody";
    send("messages", "e1", "5");
    account.stripe.reportMeterErrors();
    assertThat(account.stripe.deliverEvents())
        .containsExactly("v1.billing.meter.error_report_triggered");
    JsonNode thin = account.delivered.get(0);
    assertThat(thin.has("data")).isFalse();
    HttpResponse<String> full = account.call("GET", "/v2/core/events/" + id(thin), "");
    JsonNode event = Caller.json(full);
    assertThat(event.path("related_object").path("id").asText()).isEqualTo(id(meter));
    assertThat(
            StripeAccount.SCHEMA.problems(
                "v1.billing.meter.error_report_triggered", event.deepCopy()))
        .allMatch(problem -> problem.endsWith("is unknown"));
    JsonNode type = event.path("data").path("reason").path("error_types").path(0);
    assertThat(type.path("code").asText()).isEqualTo("meter_event_customer_not_found");
    assertThat(type.path("sample_errors").path(0).path("request").path("identifier").asText())
        .isEqualTo("e1");
    assertThat(total(meter)).isZero();
    account.stripe.reportMeterErrors();
    assertThat(account.stripe.deliverEvents()).isEmpty();
  }

  @Test
  void eventIsRightIfItsCustomerExistsWhenItIsReported() throws Exception {
    try (var lenient = StripeAccount.lenient()) {
      String form = "event_name=x&payload[stripe_customer_id]=cus_9&payload[value]=3";
      lenient.post("billing.meter_event", EVENTS, form);
      lenient.get("customer", "/v1/customers/cus_9");
      lenient.stripe.reportMeterErrors();
      assertThat(lenient.stripe.deliverEvents()).isEmpty();
      assertThat(lenient.stripe.meterEvents()).contains("\"value\":3");
    }
  }

  @Test
  void secondCallForACustomerWhileOneIsUnderWayIs429() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    account.faults.add("stripe", Fault.delay(Duration.ofMillis(200)), 8);
    List<CompletableFuture<Integer>> calls =
        IntStream.range(0, 8).mapToObj(i -> supplyAsync(() -> status("e" + i), threads)).toList();
    List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();
    assertThat(statuses).contains(200, 429).containsOnly(200, 429);
    account.faults.clear();
    assertThat(status("later")).isEqualTo(200);
    assertThat(total(meter)).isEqualTo(1 + Collections.frequency(statuses, 200));
  }

  private int status(String identifier) {
    try {
      return account.call("POST", EVENTS, event("messages", identifier, "1")).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void answerThatIsCutHasTakenEffect() throws Exception {
    JsonNode meter = meter("messages", "sum", "");
    account.faults.add("stripe", Fault.cut(), 1);
    try {
      account.call("POST", EVENTS, event("messages", "e1", "5"));
    } catch (IOException cut) {
      assertThat(cut).isNotNull();
    }
    assertThat(total(meter)).isEqualTo(5);
  }

  @Test
  void acceptedEventsAreListedByCustomerNameAndHour() throws Exception {
    meter("messages", "sum", "");
    send("messages", "e1", "5");
    send("messages", "e2", "6");
    assertThat(account.stripe.meterEvents())
        .isEqualTo(
            "{\"items\":[{\"customer\":\"%s\",\"eventName\":\"messages\",\"hour\":\"2026-03-10T12:00:00Z\",\"value\":11,\"events\":2}]}"
                .formatted(customer));
  }

  @Test
  void lenientAccountMakesTheMeterOnTheFly() throws Exception {
    try (var lenient = StripeAccount.lenient()) {
      String form = "event_name=x&payload[stripe_customer_id]=cus_9&payload[value]=";
      lenient.post("billing.meter_event", EVENTS, form + "3&identifier=a");
      lenient.post("billing.meter_event", EVENTS, form + "4&identifier=b");
      assertThat(lenient.stripe.meterEvents()).contains("\"value\":4,\"events\":1");
    }
  }

  private JsonNode meter(String name, String formula, String window) throws Exception {
    return account.post("billing.meter", "/v1/billing/meters", meterForm(name, formula, window));
  }

  private static String meterForm(String name, String formula, String window) {
    return "event_name="
        + name
        + "&display_name="
        + name
        + "&default_aggregation[formula]="
        + formula
        + (window.isEmpty() ? "" : "&event_time_window=" + window);
  }

  private JsonNode send(String name, String identifier, String value) throws Exception {
    return account.post("billing.meter_event", EVENTS, event(name, identifier, value));
  }

  private void send(String name, String identifier, String value, long timestamp) throws Exception {
    String form = event(name, identifier, value) + "&timestamp=" + timestamp;
    account.post("billing.meter_event", EVENTS, form);
  }

  private String event(String name, String identifier, String value) {
    return "event_name=%s&identifier=%s&payload%%5Bstripe_customer_id%%5D=%s&payload[value]=%s"
        .formatted(name, identifier, customer, value);
  }

  private String summaries(JsonNode meter, long start, long end) {
    return "/v1/billing/meters/%s/event_summaries?customer=%s&start_time=%d&end_time=%d"
        .formatted(id(meter), customer, start, end);
  }

  /** The aggregate of the last and the next two days. */
  private int total(JsonNode meter) throws Exception {
    long minute = now() / 60 * 60;
    List<JsonNode> all =
        account.list(
            "billing.meter_event_summary", summaries(meter, minute - 172_800, minute + 172_800));
    return all.isEmpty() ? 0 : all.get(0).path("aggregated_value").asInt();
  }

  private long now() {
    return account.time.instant().getEpochSecond();
  }

  private static String id(JsonNode object) {
    return object.path("id").asText();
  }
}
