package io.saasbricks.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Scopes as words in one text, as OAuth writes them. */
final class Scopes {
  private static final int LONGEST = 64;

  private Scopes() {}

  static String requireWellFormed(String scope) {
    if (scope.isEmpty() || scope.length() > LONGEST || !scope.matches("[a-z0-9:._-]+")) {
      throw new IllegalArgumentException("a scope must match [a-z0-9:._-]{1,64}: " + scope);
    }
    return scope;
  }

  static String join(Collection<String> scopes) {
    return String.join(" ", new TreeSet<>(scopes));
  }

  static Set<String> split(String scopes) {
    return Arrays.stream(scopes.split(" "))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
