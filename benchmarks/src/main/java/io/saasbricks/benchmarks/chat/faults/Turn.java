package io.saasbricks.benchmarks.chat.faults;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What happens in one turn, which follows from its number alone: every router meets the same.
 *
 * @param number counted from 0; below it turns to warm up, in which every vendor works
 */
record Turn(int number) {
  static final int VENDORS = 3;
  private static final Pattern QUESTION = Pattern.compile("Question (-?\\d+)");

  /** The turn that a request belongs to by its text. */
  static Turn of(String request) {
    Matcher question = QUESTION.matcher(request);
    if (!question.find()) {
      throw new IllegalArgumentException("no question: " + request);
    }
    return new Turn(Integer.parseInt(question.group(1)));
  }

  /** Every other turn is. */
  boolean streamed() {
    return number % 2 != 0;
  }

  boolean healthy(int vendor) {
    return number < 0 || random(VENDORS).nextInt(VENDORS) == vendor;
  }

  Fault fault(int vendor) {
    List<Fault> all = List.of(Fault.values());
    return all.get(random(vendor).nextInt(all.size()));
  }

  String text(int vendor) {
    return "The answer of vendor %d to question %d is %d, and that is all there is to say."
        .formatted(vendor, number, random(vendor).nextLong());
  }

  int inputTokens(int vendor) {
    return 1_000 + Math.floorMod(number, 1_000) * VENDORS + vendor;
  }

  int outputTokens(int vendor) {
    return 10 + Math.floorMod(number, 100) * VENDORS + vendor;
  }

  /** Whether this is all that one of the vendors wrote. */
  boolean written(String text) {
    return vendors().anyMatch(vendor -> text(vendor).equals(text));
  }

  /** Whether one of the vendors' texts begins so. */
  boolean begun(String text) {
    return vendors().anyMatch(vendor -> text(vendor).startsWith(text));
  }

  /** Whether these are the tokens of the vendor who wrote that text. */
  boolean used(String text, int input, int output) {
    return vendors()
        .filter(vendor -> text(vendor).equals(text))
        .anyMatch(vendor -> inputTokens(vendor) == input && outputTokens(vendor) == output);
  }

  /** Of the numbers that decide about a vendor, or about all of them. */
  SplittableRandom random(int subject) {
    return new SplittableRandom(number * 1_000L + subject);
  }

  private static IntStream vendors() {
    return IntStream.range(0, VENDORS);
  }
}
