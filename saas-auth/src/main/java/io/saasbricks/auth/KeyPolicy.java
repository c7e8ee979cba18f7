package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What API keys look like and which of them are taken. Immutable. */
public final class KeyPolicy {
  private static final int LONGEST_IMPORTED = 512;

  private final KeyFormat format;
  private final Set<KeyEnvironment> accepted;
  private final List<Pepper> peppers;
  private final List<String> importedPrefixes;

  private KeyPolicy(
      KeyFormat format,
      Set<KeyEnvironment> accepted,
      List<Pepper> peppers,
      List<String> importedPrefixes) {
    this.format = format;
    this.accepted = Set.copyOf(accepted);
    this.peppers = List.copyOf(peppers);
    this.importedPrefixes = List.copyOf(importedPrefixes);
  }

  /**
   * Keys of that product without a pepper, of which only live ones are taken.
   *
   * @param product what keys start with: 2 to 16 characters of {@code [a-z0-9]}, the first a letter
   */
  public static KeyPolicy of(String product) {
    return new KeyPolicy(
        new KeyFormat(product), Set.of(KeyEnvironment.LIVE), List.of(Pepper.NONE), List.of());
  }

  /** This policy, taking keys of exactly these environments. */
  public KeyPolicy accepting(KeyEnvironment first, KeyEnvironment... others) {
    return new KeyPolicy(format, EnumSet.of(first, others), peppers, importedPrefixes);
  }

  /**
   * This policy with a pepper. A key kept under one of the previous peppers is still found, and
   * moved to the current one when it is first used; each previous pepper costs an unknown key
   * another read. Name {@link Pepper#NONE} among them until the keys made without have moved.
   */
  public KeyPolicy peppered(Pepper current, Pepper... previous) {
    List<Pepper> all = new ArrayList<>(List.of(current));
    all.addAll(List.of(previous));
    return new KeyPolicy(format, accepted, all, importedPrefixes);
  }

  /**
   * This policy, also taking keys that another system made and that start like this. They have no
   * checksum, so unknown ones cost a read each.
   *
   * @throws IllegalArgumentException if the prefix is shorter than three characters, or if keys of
   *     this product start with it
   */
  public KeyPolicy importedFrom(String prefix) {
    if (prefix.length() < 3
        || format.claims(prefix)
        || (format.product() + "_").startsWith(prefix)) {
      throw new IllegalArgumentException("keys to import must start differently: " + prefix);
    }
    List<String> more = new ArrayList<>(importedPrefixes);
    more.add(prefix);
    return new KeyPolicy(format, accepted, peppers, more);
  }

  KeyFormat format() {
    return format;
  }

  boolean accepts(KeyEnvironment environment) {
    return accepted.contains(environment);
  }

  /** Whether the text may be a key that was imported, as far as its text can tell. */
  boolean maybeImported(String text) {
    return text.length() <= LONGEST_IMPORTED
        && importedPrefixes.stream().anyMatch(text::startsWith)
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Where a new key is kept. */
  Fingerprint fingerprint(Secret key) {
    return peppers.get(0).fingerprint(key);
  }

  /** Where the key may be kept, the likeliest place first. */
  List<Fingerprint> candidates(Secret key) {
    List<Pepper> places = new ArrayList<>(peppers);
    if (maybeImported(key.reveal())) {
      places.add(Pepper.IMPORTED);
    }
    return places.stream().map(pepper -> pepper.fingerprint(key)).toList();
  }
}
