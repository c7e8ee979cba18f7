package io.saasbricks.benchmarks.abuse;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules such as {@code {Ignore|Forget} all {rules|orders}}, each of which stands for many texts.
 */
final class Grammar {
  private static final Pattern CHOICE = Pattern.compile("\\{([^}]*)}");
  private static final Pattern BAR = Pattern.compile("\\|");

  private Grammar() {}

  /** One of the texts of the rule. */
  static String derive(String rule, Random random) {
    return CHOICE
        .matcher(rule)
        .replaceAll(
            choice -> {
              List<String> alternatives = List.of(BAR.split(choice.group(1), -1));
              return Matcher.quoteReplacement(
                  alternatives.get(random.nextInt(alternatives.size())));
            });
  }
}
