package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StripeFormTest {
  private static final StripeForm FORM =
      StripeForm.empty()
          .with("mode", "subscription")
          .with("customer", Optional.of("cus_1"))
          .with("coupon", Optional.empty())
          .with("line_items[0][price]", "price_1")
          .with("line_items[0][quantity]", 2)
          .with("a", "ü&=")
          .with("b", "");

  @Test
  void parametersComeInTheOrderInWhichTheyWereAdded() {
    assertThat(FORM.parameters().keySet())
        .containsExactly(
            "mode", "customer", "line_items[0][price]", "line_items[0][quantity]", "a", "b");
    assertThat(FORM.encoded())
        .isEqualTo(
            "mode=subscription&customer=cus_1&line_items%5B0%5D%5Bprice%5D=price_1"
                + "&line_items%5B0%5D%5Bquantity%5D=2&a=%C3%BC%26%3D&b=");
  }

  @Test
  void aFormDoesNotChange() {
    assertThatThrownBy(() -> FORM.parameters().put("c", "1"))
        .isInstanceOf(UnsupportedOperationException.class);
    FORM.with("c", "1");
    assertThat(FORM.parameters()).doesNotContainKey("c");
  }

  /** Values may be personal. */
  @Test
  void aTextOfAFormNamesNoValue() {
    assertThat(FORM)
        .hasToString(
            "StripeForm[mode, customer, line_items[0][price], line_items[0][quantity], a, b]");
  }
}
