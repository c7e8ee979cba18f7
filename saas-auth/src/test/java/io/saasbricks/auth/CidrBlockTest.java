package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          203.0.113.0/24,   203.0.113.0,              true
          203.0.113.0/24,   203.0.113.255,            true
          203.0.113.0/24,   203.0.112.255,            false
          203.0.113.0/24,   203.0.114.0,              false
          203.0.113.128/25, 203.0.113.127,            false
          203.0.113.128/25, 203.0.113.128,            true
          203.0.113.7,      203.0.113.7,              true
          203.0.113.7/32,   203.0.113.8,              false
          0.0.0.0/0,        255.255.255.255,          true
          0.0.0.0/0,        ::1,                      false
          10.0.0.0/7,       11.255.255.255,           true
          10.0.0.0/7,       12.0.0.0,                 false
          2001:db8::/32,    2001:db8:ffff::1,         true
          2001:db8::/32,    2001:db9::,               false
          2001:db8::/33,    2001:db8:8000::,          false
          2001:db8::1,      2001:DB8:0:0:0:0:0:1,     true
          ::/0,             2001:db8::1,              true
          ::/0,             203.0.113.7,              false
          203.0.113.0/24,   ::ffff:203.0.113.7,       true
          203.0.113.0/24,   ::ffff:cb00:7107,         true
          203.0.113.0/24,   '',                       false
          203.0.113.0/24,   localhost,                false
          203.0.113.0/24,   203.0.113,                false
          203.0.113.0/24,   203.0.113.07,             false
          203.0.113.0/24,   203.0.113.256,            false
          203.0.113.0/24,   203.0.113.7.1,            false
          203.0.113.0/24,   ' 203.0.113.7',           false
          203.0.113.0/24,   '203.0.113.7,10.0.0.1',   false
          """)
  void containsExactlyTheAddressesWithItsPrefix(String block, String address, boolean contained) {
    assertThat(CidrBlock.of(block).contains(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "203.0.113.0/",
        "203.0.113.0/33",
        "203.0.113.0/-1",
        "203.0.113.0/08",
        "203.0.113.0/+8",
        "203.0.113.0/24/24",
        "203.0.113.1/24",
        "::ffff:203.0.113.0/120",
        "2001:db8::/129",
        "2001:db8::1/64",
        "2001:db8",
        "2001:db8:::",
        "1::2::3",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "fe80::1%eth0",
        "[::1]",
        "example.com",
        "1.2.3.4.5",
        "1..2.3",
        "0x1.2.3.4",
        "1.2.3.\u0664"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> CidrBlock.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rangesAreEqualByMeaningAndPrintedAsWritten() {
    CidrBlock block = CidrBlock.of("2001:DB8::/32");

    assertThat(block)
        .isEqualTo(CidrBlock.of("2001:db8:0::/32"))
        .hasSameHashCodeAs(CidrBlock.of("2001:db8:0::/32"))
        .isNotEqualTo(CidrBlock.of("2001:db8::/33"))
        .hasToString("2001:DB8::/32");
    assertThat(block.hashCode()).isNotEqualTo(CidrBlock.of("2001:db8::/33").hashCode());
  }
}
