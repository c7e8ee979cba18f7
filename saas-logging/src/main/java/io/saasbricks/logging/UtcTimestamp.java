package io.saasbricks.logging;

/**
 * ISO-8601 text of an instant, {@code 2026-11-21T09:30:00.000Z}, without the classes of
 * java.time.format.
 */
final class UtcTimestamp {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private UtcTimestamp() {}

  /** The text for years 0 to 9999; always 24 characters. */
  static String of(long epochMillis) {
    /*
     * Days to civil date after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Years
     * begin in March, so that the leap day is the last of the year, and repeat every era of 400.
     */
    long days = Math.floorDiv(epochMillis, MILLIS_PER_DAY) + 719_468;
    long era = Math.floorDiv(days, 146_097);
    int dayOfEra = (int) (days - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    int millisOfDay = (int) Math.floorMod(epochMillis, MILLIS_PER_DAY);

    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 3, year);
    digits(text, 6, month);
    digits(text, 9, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    digits(text, 12, millisOfDay / 3_600_000);
    digits(text, 15, millisOfDay / 60_000 % 60);
    digits(text, 18, millisOfDay / 1_000 % 60);
    digits(text, 22, millisOfDay % 1_000);
    return new String(text);
  }

  /** Writes a number so that its last digit stands at {@code end}. */
  private static void digits(char[] text, int end, int number) {
    int at = end;
    for (int rest = number; rest > 0; rest /= 10) {
      text[at--] = (char) ('0' + rest % 10);
    }
  }
}
