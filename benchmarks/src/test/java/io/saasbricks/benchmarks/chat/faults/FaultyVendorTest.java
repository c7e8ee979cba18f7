package io.saasbricks.benchmarks.chat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyVendorTest {
  private static final int NUMBER = 1;
  private static final Duration LATE = Duration.ofMillis(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private FaultyVendor vendor;

  @BeforeEach
  void start() throws IOException {
    vendor = FaultyVendor.start(NUMBER, LATE);
  }

  @AfterEach
  void stop() {
    vendor.close();
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true"})
  void everyVendorWorksWhileRoutersWarmUp(int number, boolean streamed) throws Exception {
    Turn turn = new Turn(number);
    HttpResponse<String> answer = ask(turn, streamed);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(streamed ? "data: [DONE]" : turn.text(NUMBER));
    assertThat(vendor.charged(turn)).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "LIMITED, 429",
    "LIMITED_UNTOLD, 429",
    "SPENT, 429",
    "BAD_KEY, 401",
    "RETIRED, 404",
    "DOWN, 503",
    "BAD_GATEWAY, 502"
  })
  void aRefusalIsNotCharged(Fault fault, int status) throws Exception {
    Turn turn = failingBy(fault);
    assertThat(ask(turn, false).statusCode()).isEqualTo(status);
    assertThat(vendor.charged(turn)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "CUT_BEFORE_TEXT", "CUT_IN_TEXT"})
  void aCutAnswerIsCharged(Fault fault) {
    Turn turn = failingBy(fault);
    assertThatThrownBy(() -> ask(turn, true)).isInstanceOf(IOException.class);
    assertThat(vendor.charged(turn)).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOW", "TRICKLING"})
  void aLateAnswerIsWhole(Fault fault) throws Exception {
    Turn turn = failingBy(fault);
    long start = System.nanoTime();
    assertThat(ask(turn, false).body()).contains(turn.text(NUMBER));
    assertThat(System.nanoTime() - start).isGreaterThan(LATE.toNanos() / 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"GARBAGE", "ENDED_EARLY", "ERROR_IN_ANSWER", "EMPTY_ANSWER"})
  void anAnswerThatIsNoneIsCharged(Fault fault) throws Exception {
    Turn turn = failingBy(fault);
    HttpResponse<String> answer = ask(turn, false);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("that is all there is to say.");
    assertThat(vendor.charged(turn)).isOne();
  }

  @Test
  void everyTurnHasOneVendorThatWorks() {
    assertThat(IntStream.range(0, 100).mapToObj(Turn::new))
        .allMatch(turn -> IntStream.range(0, Turn.VENDORS).filter(turn::healthy).count() == 1);
  }

  private HttpResponse<String> ask(Turn turn, boolean streamed)
      throws IOException, InterruptedException {
    URI address = vendor.uri().resolve("/chat/completions");
    String body = "{\"stream\": " + streamed + ", \"text\": \"Question " + turn.number() + "\"}";
    return client.send(
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Turn failingBy(Fault fault) {
    return IntStream.range(0, 1_000)
        .mapToObj(Turn::new)
        .filter(turn -> !turn.healthy(NUMBER) && turn.fault(NUMBER) == fault)
        .findFirst()
        .orElseThrow();
  }
}
