package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.internal.MessageFeatures;
import java.util.Arrays;

/** A message of which is known whether it is an attack. */
final class Example {
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
