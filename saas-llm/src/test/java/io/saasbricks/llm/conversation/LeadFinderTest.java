package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadFinderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ann@example.com                          | ann@example.com
          Write to Ann.Lee+shop@Mail.Example.co.uk.| ann.lee+shop@mail.example.co.uk
          mail: <ann@example.com>, thanks          | ann@example.com
          (ann@example.com)                        | ann@example.com
          mailto:ann@example.com                   | ann@example.com
          a@b.io and c@d.io                        | a@b.io
          ann@xn--bcher-kva.example!               | ann@xn--bcher-kva.example
          """)
  void findsAnEmailAddress(String text, String email) {
    assertThat(LeadFinder.find(text).email()).contains(email);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example",
        "@example.com",
        "ann@.com",
        "a..b",
        "price @ 5.50",
        "follow @ann.lee",
        "ann@exa mple.com",
        "ann@-example.com"
      })
  void doesNotTakeOtherThingsForAnEmailAddress(String text) {
    assertThat(LeadFinder.find(text).email()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +49 30 1234567                         | +49301234567
          +49 (0)30 / 123-4567                   | +49301234567
          0049 30 1234567                        | +49301234567
          Call me at +1 (212) 555-0187.          | +12125550187
          (212) 555-0187                         | 2125550187
          212-555-0187                           | 2125550187
          030 1234567 works                      | 0301234567
          0171/1234567, evenings                 | 01711234567
          my number is 01711234567               | 01711234567
          phone: 555-0187                        | 5550187
          2125550187                             | 2125550187
          mobile 2125550187 please               | 2125550187
          Rufen Sie mich an: 030.1234567         | 0301234567
          """)
  void findsAPhoneNumber(String text, String phone) {
    assertThat(LeadFinder.find(text).phone()).contains(phone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my order is 123456789",
        "order 2125550187 is late",
        "on 2026-11-15 at 10:30",
        "on 15.11.2026",
        "15/11/2026 12 30",
        "it costs 1,299.00",
        "between 1000 and 2000 euros",
        "192.168.100.200",
        "4111 1111 1111 1111",
        "IBAN DE89 3704 0044 0532 0130 00",
        "ISBN 978-3-16-148410-0",
        "52.520008, 13.404954",
        "room 555-0187",
        "version 1.2.3.4.5",
        "https://example.com/2125550187",
        "tracking 1Z999AA10123456784"
      })
  void doesNotTakeOtherNumbersForAPhone(String text) {
    assertThat(LeadFinder.find(text).phone()).isEmpty();
  }

  @Test
  void findsBoth() {
    assertThat(LeadFinder.find("ann@example.com or +49 30 1234567"))
        .isEqualTo(new Contact(Optional.of("ann@example.com"), Optional.of("+49301234567")));
  }

  @Test
  void aContactDoesNotShowItselfInALog() {
    assertThat(LeadFinder.find("ann@example.com")).hasToString("Contact[***]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "1 ", "a@", "1-", "a@b.", "+1(", "((((1", "a-a-@a-a-", "0 0 0 0/"})
  void takesNoLongerForHostileTexts(String part) {
    String hostile = part.repeat(20_000);
    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> LeadFinder.find(hostile));
  }
}
