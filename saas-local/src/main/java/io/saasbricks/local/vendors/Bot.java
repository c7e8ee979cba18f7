package io.saasbricks.local.vendors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers chats without a model: quotes the line of the business data that fits the question best,
 * remembers what was said in the conversation, and always says the same to the same prompt.
 */
final class Bot {
  private static final Pattern NAME =
      Pattern.compile("(?i)\\b(?:my name is|call me|i am called)\\s+([\\p{L}][\\p{L}'-]*)");
  private static final Pattern BUSINESS =
      Pattern.compile(
          "(?im)^(?:.*?business(?: ?name)?\\s*[:=]\\s*\"?|<business_?name>\\s*)([^\"\\r\\n<]{1,80})");
  private static final Pattern CONTACT =
      Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+|\\+?\\d[\\d -]{7,}\\d");
  private static final Pattern GREETING =
      Pattern.compile("(?i)\\s*(hi|hello|hey|good (morning|day|evening))\\b.*");
  private static final Pattern SUMMARY = Pattern.compile("(?i)^\\s*(please )?summari[sz]e");
  private static final Pattern SECTION = Pattern.compile("(?s)<(business_?info\\w*)>(.*?)</\\1>");
  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "(?i).*\\b(never|always|do not|don't|must|you are|your (task|role)|only|answer|reply|rules?|"
              + "instructions?|prompt|ignore|visitor)\\b.*");
  private static final Set<String> STOP_WORDS =
      Set.of(
          "what", "when", "where", "which", "does", "have", "your", "with", "this", "that", "from",
          "about", "there", "they", "could", "would", "please", "tell", "much", "many", "will");
  private static final int STEM = 5;

  String answer(Prompt prompt) {
    String question = prompt.question();
    return Stream.<Optional<String>>of(
            summary(prompt, question),
            introduction(question),
            memory(prompt, question),
            contact(question),
            quotation(prompt.system(), question),
            greeting(prompt.system(), question))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> fallback(prompt, question));
  }

  private static Optional<String> summary(Prompt prompt, String question) {
    // Only as the task itself: rules of a prompt may forbid summarising.
    boolean wanted = SUMMARY.matcher(prompt.system()).find() || SUMMARY.matcher(question).find();
    String said = earlier(prompt).map(Bot::shorten).collect(Collectors.joining("; "));
    return wanted
        ? Optional.of("The visitor said: " + (said.isEmpty() ? shorten(question) : said))
        : Optional.empty();
  }

  private static Optional<String> introduction(String question) {
    Matcher name = NAME.matcher(question);
    return name.find()
        ? Optional.of("Nice to meet you, " + name.group(1) + "! How can I help you?")
        : Optional.empty();
  }

  private static Optional<String> memory(Prompt prompt, String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    if (lower.contains("my name") || lower.contains("who am i")) {
      return earlier(prompt)
          .map(NAME::matcher)
          .filter(Matcher::find)
          .reduce((first, last) -> last)
          .map(name -> "Your name is " + name.group(1) + ".");
    }
    boolean asksBack = lower.matches("(?s).*\\b(earlier|before|did i (say|ask)|remember)\\b.*");
    return asksBack
        ? earlier(prompt)
            .reduce((first, last) -> last)
            .map(said -> "Before, you said: \"" + shorten(said) + "\"")
        : Optional.empty();
  }

  private static Optional<String> contact(String question) {
    Matcher contact = CONTACT.matcher(question);
    return contact.find()
        ? Optional.of("Thank you! Somebody will get back to you at " + contact.group() + ".")
        : Optional.empty();
  }

  private static Optional<String> quotation(String system, String question) {
    Set<String> asked = stems(question);
    return facts(system)
        .map(fact -> Map.entry(fact, overlap(stems(fact), asked)))
        .filter(scored -> scored.getValue() > 0)
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(scored -> "Here is what I know: " + scored.getKey());
  }

  private static Optional<String> greeting(String system, String question) {
    return GREETING.matcher(question).matches()
        ? Optional.of("Hello! Welcome to " + business(system) + ". How can I help you?")
        : Optional.empty();
  }

  private static String fallback(Prompt prompt, String question) {
    return "I am not sure about \""
        + shorten(question)
        + "\", but I gladly answer questions about "
        + business(prompt.system())
        + ". You may also leave an e-mail address so that somebody gets back to you.";
  }

  /**
   * The lines that state something, longest sentence pieces first kept whole; instructions to the
   * model are left out.
   */
  private static Stream<String> facts(String system) {
    Predicate<String> instruction = INSTRUCTION.asMatchPredicate();
    Matcher section = SECTION.matcher(system);
    return (section.find() ? section.group(2) : system)
        .lines()
        .flatMap(line -> Arrays.stream(line.split("(?<=[.!?])\\s+")))
        .map(line -> line.replaceAll("<[^>]*>|^[\\s*#-]+", "").strip())
        .filter(line -> line.length() > 3)
        .filter(instruction.negate());
  }

  private static String business(String system) {
    Matcher name = BUSINESS.matcher(system);
    return name.find() ? name.group(1).strip() : "our business";
  }

  /** What the user said before the question, oldest first. */
  private static Stream<String> earlier(Prompt prompt) {
    List<String> said =
        prompt.turns().stream().filter(Prompt.Turn::fromUser).map(Prompt.Turn::text).toList();
    return said.subList(0, Math.max(0, said.size() - 1)).stream();
  }

  private static Set<String> stems(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> word.length() > 3 && !STOP_WORDS.contains(word))
        .map(word -> word.substring(0, Math.min(STEM, word.length())))
        .collect(Collectors.toSet());
  }

  private static long overlap(Set<String> fact, Set<String> asked) {
    return asked.stream().filter(fact::contains).count();
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 80 ? line : line.substring(0, 79) + "…";
  }
}
