package io.saasbricks.benchmarks.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages put together from others: long harmless ones, so that length is no evidence, attacks
 * that follow a harmless question or, one in four, precede it, and passages of text, code or data
 * that come with a task, which is harmless, or with an attack.
 */
final class Mixtures {
  private static final int LONG_HARMLESS = 1_200;
  private static final int LED_IN = 900;
  private static final int WITH_TASK = 1_200;
  private static final int WITH_ATTACK = 300;
  private static final int LONGEST_PART = 250;

  private final Random random;
  private final List<Example> harmless;
  private final List<Example> attacks;
  private final List<Example> tasks;
  private final List<Example> passages;

  private Mixtures(List<Example> examples, Random random) {
    this.random = random;
    this.harmless = shortOnes(examples, false);
    this.attacks = shortOnes(examples, true);
    this.tasks = of("tasks", examples);
    this.passages = of("passages", examples);
  }

  static List<Example> of(List<Example> examples, Random random) {
    Mixtures mixtures = new Mixtures(examples, random);
    List<Example> mixed = new ArrayList<>();
    for (int i = 0; i < LONG_HARMLESS; i++) {
      mixed.add(new Example(mixtures.chatter(2 + random.nextInt(8)), false, "mixture"));
    }
    for (int i = 0; i < LED_IN; i++) {
      mixed.add(new Example(mixtures.hiddenAttack(), true, "mixture"));
    }
    for (int i = 0; i < WITH_TASK && mixtures.canQuote(); i++) {
      mixed.add(new Example(mixtures.quoting(mixtures.tasks), false, "mixture"));
    }
    for (int i = 0; i < WITH_ATTACK && mixtures.canQuote(); i++) {
      mixed.add(new Example(mixtures.quoting(mixtures.attacks), true, "mixture"));
    }
    return mixed;
  }

  private boolean canQuote() {
    return !tasks.isEmpty() && !passages.isEmpty();
  }

  /** One of the examples before or, one in four, after one or two passages. */
  private String quoting(List<Example> examples) {
    String quoted = any(passages) + (random.nextInt(3) == 0 ? "\n" + any(passages) : "");
    return random.nextInt(4) == 0 ? quoted + "\n" + any(examples) : any(examples) + "\n" + quoted;
  }

  private String hiddenAttack() {
    String attack = any(attacks);
    String question = chatter(1 + random.nextInt(2));
    return random.nextInt(4) == 0 ? attack + " " + question : question + attack;
  }

  private String chatter(int parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      text.append(any(harmless)).append(random.nextBoolean() ? ". " : " ");
    }
    return text.toString();
  }

  private String any(List<Example> examples) {
    return examples.get(random.nextInt(examples.size())).text();
  }

  private static List<Example> of(String collection, List<Example> examples) {
    return examples.stream().filter(example -> example.collection().equals(collection)).toList();
  }

  private static List<Example> shortOnes(List<Example> examples, boolean attack) {
    return examples.stream()
        .filter(example -> example.attack() == attack)
        .filter(example -> example.text().length() <= LONGEST_PART)
        .toList();
  }
}
