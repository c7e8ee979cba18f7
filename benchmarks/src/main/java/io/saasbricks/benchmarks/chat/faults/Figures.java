package io.saasbricks.benchmarks.chat.faults;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a router made of the faults.
 *
 * @param turns how many turns were asked, every other one streamed
 * @param answered the share of turns without streaming with the whole answer within the deadline
 * @param streamed the share of streamed turns with the whole answer within the deadline
 * @param brokenOff streams that failed after their first text
 * @param late turns that ended after the deadline, with an answer or without
 * @param doubled texts told that no vendor's text begins with
 * @param incomplete cut or empty texts given as an answer
 * @param paidAgain calls that a vendor charged for after another one of the same turn
 * @param usageExact whole answers whose tokens are those the vendor told
 * @param slowest milliseconds of the longest turn
 */
record Figures(
    String router,
    int turns,
    double answered,
    double streamed,
    long brokenOff,
    long late,
    long doubled,
    long incomplete,
    long paidAgain,
    double usageExact,
    long slowest) {
  static final String HEAD =
      "%-30s %5s %8s %8s %10s %5s %7s %10s %10s %11s %9s"
          .formatted(
              "router",
              "turns",
              "answered",
              "streamed",
              "broken off",
              "late",
              "doubled",
              "incomplete",
              "paid again",
              "usage exact",
              "slowest");

  static Figures of(String router, List<Reply> replies, long deadlineMillis, long paidAgain) {
    Predicate<Reply> late = reply -> reply.millis() > deadlineMillis;
    Predicate<Reply> inTime = late.negate().and(Reply::whole);
    Predicate<Reply> streamed = reply -> reply.turn().streamed();
    Predicate<Reply> exact =
        reply -> reply.turn().used(reply.answer(), reply.input(), reply.output());
    return new Figures(
        router,
        replies.size(),
        share(replies, streamed.negate(), inTime),
        share(replies, streamed, inTime),
        count(replies, reply -> !reply.answered() && !reply.told().isEmpty()),
        count(replies, late),
        count(replies, reply -> !reply.turn().begun(reply.told())),
        count(replies, reply -> reply.answered() && !reply.whole()),
        paidAgain,
        share(replies, Reply::whole, exact),
        replies.stream().mapToLong(Reply::millis).max().orElse(0));
  }

  private static long count(List<Reply> replies, Predicate<Reply> kind) {
    return replies.stream().filter(kind).count();
  }

  private static double share(List<Reply> replies, Predicate<Reply> all, Predicate<Reply> some) {
    return (double) count(replies, all.and(some)) / Math.max(1, count(replies, all));
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-30s %5d %6.1f %% %6.1f %% %10d %5d %7d %10d %10d %9.1f %% %6d ms",
        router,
        turns,
        100 * answered,
        100 * streamed,
        brokenOff,
        late,
        doubled,
        incomplete,
        paidAgain,
        100 * usageExact,
        slowest);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"benchmark\":\"FaultMatrix\",\"subject\":\"%s\",\"turns\":%d,\"answeredShare\":%.4f,"
            + "\"streamedShare\":%.4f,\"brokenOffAfterText\":%d,\"late\":%d,\"doubledTexts\":%d,"
            + "\"incompleteTexts\":%d,"
            + "\"paidAgain\":%d,\"usageExactShare\":%.4f,\"slowestMs\":%d}",
        router,
        turns,
        answered,
        streamed,
        brokenOff,
        late,
        doubled,
        incomplete,
        paidAgain,
        usageExact,
        slowest);
  }
}
