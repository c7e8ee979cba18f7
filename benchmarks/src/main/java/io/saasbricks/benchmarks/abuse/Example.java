package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.internal.MessageFeatures;
import java.util.Arrays;
import java.util.Set;

/** A message of which is known whether it is an attack. */
final class Example {
  private static final Set<String> HARD =
      Set.of("customers", "trades", "tasks", "chatter", "passages", "self-instruct");

  private final String text;
  private final boolean attack;
  private final String source;
  private final int[] features;

  Example(String text, boolean attack, String source) {
    this.text = text;
    this.attack = attack;
    this.source = source;
    this.features = MessageFeatures.of(text);
  }

  String text() {
    return text;
  }

  boolean attack() {
    return attack;
  }

  /** Whether it is harmless and yet looks like an attack, by its words or as an unusual task. */
  boolean hard() {
    return !attack && HARD.contains(source);
  }

  /** The collection it is from. */
  String collection() {
    return source;
  }

  /** The collection it is from, with a sign for its kind. */
  String source() {
    return source + (attack ? " +" : " -");
  }

  /** Its features; shared, so not to be changed. */
  int[] features() {
    return features;
  }

  @Override
  public String toString() {
    return source() + Arrays.hashCode(features);
  }
}
