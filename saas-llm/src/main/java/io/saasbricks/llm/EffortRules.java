package io.saasbricks.llm;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words and shapes by which {@link Effort} judges; apart from it, since few routes use them.
 */
final class EffortRules {
  private static final int MOST_SMALL_WORDS = 6;
  private static final long LONG_MESSAGE_TOKENS = 400;
  private static final int REASONING_WORDS = 2;
  private static final Set<String> COURTESIES =
      words(
          """
          hi hello hey hiya greetings morning evening afternoon good day thanks thank thx cheers bye
          goodbye you very so much a lot ok okay great perfect nice super cool
          hallo guten tag morgen abend danke vielen dank schön tschüss servus moin
          bonjour bonsoir salut merci beaucoup au revoir
          hola buenos buenas días tardes noches gracias muchas adiós""");
  private static final Set<String> REASONING =
      words(
          """
          why explain compare prove derive analyse analyze evaluate estimate calculate plan weigh
          reason justify tradeoff strategy implications consequences difference
          warum erkläre vergleiche berechne begründe unterschied
          pourquoi explique compare calcule explica compara calcula""");

  /** In linear time: without a bound, each of many "select" would look through the whole line. */
  private static final Pattern CODE_SHAPES =
      Pattern.compile(
          "```|[;{}]\\s*(\\n|$)|\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|(?i)\\bselect\\b.{1,400}\\bfrom\\b"
              + "|\\b(def|class|function|import|public|const|void|return)\\s+[\\w.]+\\s*[({;=]"
              + "|(?i)\\b(java|python|javascript|typescript|sql|regex|bash|html|css) "
              + "(code|function|script|query|class|program)\\b");

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.split("\\s+", -1)));
  }

  private EffortRules() {}

  static Effort judge(ChatRequest request) {
    String text = lastOfUser(request.messages());
    if (CODE_SHAPES.matcher(text).find()) {
      return Effort.CODE;
    }
    List<String> words =
        List.of(text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{Nd}]+", -1)).stream()
            .filter(word -> !word.isEmpty())
            .toList();
    boolean demanding =
        !request.tools().isEmpty()
            || request.schema().isPresent()
            || TokenUsage.estimate(text) > LONG_MESSAGE_TOKENS
            || words.stream().filter(REASONING::contains).count() >= REASONING_WORDS;
    if (demanding) {
      return Effort.DEMANDING;
    }
    boolean courteous = words.size() <= MOST_SMALL_WORDS && COURTESIES.containsAll(words);
    return courteous && text.indexOf('?') < 0 ? Effort.SMALL_TALK : Effort.USUAL;
  }

  private static String lastOfUser(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof ChatMessage.User user) {
        return user.text();
      }
    }
    return "";
  }
}
