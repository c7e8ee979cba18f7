package io.saasbricks.llm.conversation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the contact details in what a visitor writes.
 *
 * <p>Rather misses a number than takes an order number, a date or a card number for a phone:
 * without a country code a number needs separators, a leading zero, a word such as "call" before
 * it, or to be the whole message. Takes linear time on any text.
 */
public final class LeadFinder {
  private static final int LONGEST_TEXT = 10_000;
  private static final int CONTEXT = 40;

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\w.%+-])[\\w%+-]++(?:\\.[\\w%+-]++){0,5}@"
              + "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.){1,5}[a-zA-Z]{2,24}"
              + "(?![\\w-]|\\.\\w)");
  private static final int LONGEST_EMAIL = 254;

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.,/:@+(-])\\+?[0-9(](?:[ ()./-]{0,3}[0-9]){5,20}(?![\\w@]|[.,:/-]\\w)");
  private static final Pattern DATE_OR_ADDRESS =
      Pattern.compile(
          "[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}.*"
              + "|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4}.*"
              + "|[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern PHONE_WORD =
      Pattern.compile(
          "phone|mobile|mobil|cell|call|tel|fon|handy|whatsapp|whats app|sms|text me|ring|rufen"
              + "|nummer|reach me|appel|llama|n[uú]mero|numero",
          Pattern.CASE_INSENSITIVE);
  private static final int FEWEST_DIGITS = 7;
  private static final int FEWEST_LOCAL_DIGITS = 9;
  private static final int MOST_LOCAL_DIGITS = 12;
  private static final int MOST_DIGITS = 15;

  private LeadFinder() {}

  /** The first e-mail address and the first phone number in the first 10,000 characters. */
  public static Contact find(String text) {
    String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    return new Contact(email(bounded), phone(bounded));
  }

  private static Optional<String> email(String text) {
    return EMAIL
        .matcher(text)
        .results()
        .map(match -> match.group().toLowerCase(Locale.ROOT))
        .filter(address -> address.length() <= LONGEST_EMAIL)
        .findFirst();
  }

  private static Optional<String> phone(String text) {
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      String written = matcher.group();
      String before = text.substring(Math.max(0, matcher.start() - CONTEXT), matcher.start());
      boolean whole = text.strip().equals(written);
      if (plausible(written, whole || PHONE_WORD.matcher(before).find())) {
        return Optional.of(normalised(written));
      }
    }
    return Optional.empty();
  }

  private static boolean plausible(String written, boolean announced) {
    long digits = written.chars().filter(c -> c >= '0' && c <= '9').count();
    if (DATE_OR_ADDRESS.matcher(written).matches()) {
      return false;
    }
    if (written.startsWith("+") || written.startsWith("00")) {
      return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
    }
    if (announced) {
      return digits >= FEWEST_DIGITS && digits <= MOST_LOCAL_DIGITS;
    }
    boolean looksLikeOne = written.startsWith("0") || !written.matches("[0-9]+");
    return looksLikeOne && digits >= FEWEST_LOCAL_DIGITS && digits <= MOST_LOCAL_DIGITS;
  }

  private static String normalised(String written) {
    // The zero in "+49 (0)30" is dialled only at home.
    String international = written.startsWith("+") || written.startsWith("00") ? "+" : "";
    String digits = international.isEmpty() ? written : written.replace("(0)", "");
    String bare = digits.replaceAll("[^0-9]", "");
    return international + (written.startsWith("00") ? bare.substring(2) : bare);
  }
}
