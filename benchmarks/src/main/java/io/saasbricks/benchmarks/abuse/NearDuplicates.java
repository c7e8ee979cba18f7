package io.saasbricks.benchmarks.abuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/*
 * Jailbreaks are copied and edited, and attack collections glue the same sentences together. A model
 * that has seen one copy knows the others, so cross-validation must keep copies together: two messages
 * are near duplicates if they share a fifth of the runs of five words of the shorter one, and so are
 * those between which a chain of near duplicates leads.
 */

/** Groups messages of which one is an edited copy of another. */
final class NearDuplicates {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int RUN = 5;
  private static final double SHARED = 0.2;
  private static final int TOO_COMMON = 200;

  private final int[] parents;

  private NearDuplicates(int size) {
    parents = new int[size];
    Arrays.setAll(parents, i -> i);
  }

  /** The number of the group of each message. */
  static int[] groups(List<String> messages) {
    NearDuplicates groups = new NearDuplicates(messages.size());
    List<Set<List<String>>> runs = messages.stream().map(NearDuplicates::runs).toList();
    groups.join(runs);
    int[] numbers = new int[messages.size()];
    Arrays.setAll(numbers, groups::root);
    return numbers;
  }

  private void join(List<Set<List<String>>> runs) {
    Map<List<String>, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      Map<Integer, Integer> shared = new HashMap<>();
      for (List<String> run : runs.get(i)) {
        List<Integer> earlier = holders.computeIfAbsent(run, key -> new ArrayList<>());
        if (earlier.size() < TOO_COMMON) {
          earlier.forEach(other -> shared.merge(other, 1, Integer::sum));
          earlier.add(i);
        }
      }
      for (Map.Entry<Integer, Integer> other : shared.entrySet()) {
        int shorter = Math.min(runs.get(i).size(), runs.get(other.getKey()).size());
        if (other.getValue() >= SHARED * shorter) {
          parents[root(i)] = root(other.getKey());
        }
      }
    }
  }

  private int root(int element) {
    int root = element;
    while (parents[root] != root) {
      root = parents[root];
    }
    return root;
  }

  private static Set<List<String>> runs(String message) {
    List<String> words =
        NO_WORD.splitAsStream(message.toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList();
    int length = Math.min(RUN, words.size());
    Set<List<String>> runs = new HashSet<>();
    for (int i = 0; i + length <= words.size(); i++) {
      runs.add(words.subList(i, i + length));
    }
    return runs;
  }
}
