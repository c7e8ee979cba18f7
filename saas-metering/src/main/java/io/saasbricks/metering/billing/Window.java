package io.saasbricks.metering.billing;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is billed as one: the usage of one tenant under one meter in one hour.
 *
 * @param meter the name of the meter in the billing system, {@code [a-z0-9_]{1,40}}
 * @param hour the start of a full hour
 */
public record Window(TenantId tenant, String meter, Instant hour) {
  /** The length of a window. */
  public static final Duration LENGTH = Duration.ofHours(1);

  private static final Pattern METER = Pattern.compile("[a-z0-9_]{1,40}");
  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "([a-z0-9]{8,32})\\.([a-z0-9_]{1,40})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,9})");

  /** Checks meter and hour. */
  public Window {
    if (!METER.matcher(meter).matches()) {
      throw new IllegalArgumentException("a meter must match " + METER + ": " + meter);
    }
    if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
      throw new IllegalArgumentException("a window starts at a full hour: " + hour);
    }
  }

  /** One delivery of a window, as its identifier tells. */
  public record Delivered(Window window, long revision) {}

  /** When the window is over. */
  public Instant end() {
    return hour.plus(LENGTH);
  }

  /** The name of one delivery: at most 93 characters, readable back. */
  String identifier(long revision) {
    return String.join(
        ".",
        tenant.value(),
        meter,
        Long.toString(hour.getEpochSecond() / LENGTH.toSeconds()),
        Long.toString(revision));
  }

  /** Whether an exporter could have made the identifier, which others in the account did not. */
  public static boolean wellFormed(String identifier) {
    return IDENTIFIER.matcher(identifier).matches();
  }

  /**
   * The delivery that an identifier names.
   *
   * @throws IllegalArgumentException if an exporter never made such an identifier
   */
  public static Delivered parse(String identifier) {
    Matcher matcher = IDENTIFIER.matcher(identifier);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an identifier of ours: " + identifier);
    }
    Instant hour =
        Instant.ofEpochSecond(Math.multiplyExact(Long.parseLong(matcher.group(3)), 3_600L));
    Window window = new Window(new TenantId(matcher.group(1)), matcher.group(2), hour);
    return new Delivered(window, Long.parseLong(matcher.group(4)));
  }
}
