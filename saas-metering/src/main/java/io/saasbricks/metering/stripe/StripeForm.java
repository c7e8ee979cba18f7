package io.saasbricks.metering.stripe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parameters of a call, in Stripe's form encoding. Immutable. */
public final class StripeForm {
  private static final StripeForm EMPTY = new StripeForm(Map.of());

  private final Map<String, String> parameters;

  private StripeForm(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** No parameters. */
  public static StripeForm empty() {
    return EMPTY;
  }

  /**
   * This form with one more parameter.
   *
   * @param name with members and elements in brackets, such as {@code line_items[0][price]}
   */
  public StripeForm with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new StripeForm(more);
  }

  /** This form with one more parameter that is a whole number. */
  public StripeForm with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** This form with the parameter if the value is present, else this form. */
  public StripeForm with(String name, Optional<String> value) {
    return value.map(present -> with(name, present)).orElse(this);
  }

  /** The parameters by name, in order. */
  public Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  boolean isEmpty() {
    return parameters.isEmpty();
  }

  /** As a query or body: {@code application/x-www-form-urlencoded}. */
  String encoded() {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The names only: values may be personal. */
  @Override
  public String toString() {
    return "StripeForm" + parameters.keySet();
  }
}
