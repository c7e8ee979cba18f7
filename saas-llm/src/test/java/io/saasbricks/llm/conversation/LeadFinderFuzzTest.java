package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: contact details found in a message stand in it: an address in whatever case, a
 * number with whatever separators. Time is linear, or the fuzzer reports a time-out.
 */
public final class LeadFinderFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          "Write to ann.b+c@mail.example.com, please.",
          "call me: +49 (0)30 / 123-456 78",
          "0044 20 7946 0958",
          "a.a.a.a.a@a-a-a.a.a.aa",
          "12.12.2026 1234-5678-9012-3456");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = CORPUS.text(data);
    Contact contact = LeadFinder.find(text);
    contact.email().ifPresent(email -> assertThat(text.toLowerCase(Locale.ROOT)).contains(email));
    contact
        .phone()
        .ifPresent(
            phone -> {
              assertThat(phone).matches("\\+?[0-9]{5,15}");
              assertInOrder(text, phone);
            });
  }

  /** What is left out on the way may be "(0)", so the digits need not stand side by side. */
  private static void assertInOrder(String text, String phone) {
    int at = -1;
    for (char digit : phone.replace("+", "").toCharArray()) {
      at = text.indexOf(digit, at + 1);
      assertThat(at).as(phone).isNotNegative();
    }
  }

  @Test
  void whatIsFoundStandsInTheMessage() {
    CORPUS.replay(LeadFinderFuzzTest::fuzzerTestOneInput);
  }
}
