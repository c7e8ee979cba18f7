package io.saasbricks.local.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the route of a request as API Gateway does: the most specific path wins (literal before
 * variable before greedy variable, from the left), then the named method before {@code ANY}, and
 * {@code $default} takes the rest.
 */
final class Routes {

  private record Candidate(RouteDefinition route, List<String> segments) {
    boolean isDefault() {
      return route.path().equals(RouteDefinition.DEFAULT);
    }

    /** Sorts before the ranks of less specific paths. */
    String rank() {
      var rank = new StringBuilder(isDefault() ? "9" : "");
      for (String segment : segments) {
        rank.append(segment.endsWith("+}") ? '2' : segment.startsWith("{") ? '1' : '0');
      }
      return rank.append(route.method().equals("ANY") ? '1' : '0').toString();
    }
  }

  private final List<Candidate> candidates;

  Routes(List<RouteDefinition> routes) {
    this.candidates =
        routes.stream()
            .map(route -> new Candidate(route, segments(route.path())))
            .sorted(Comparator.comparing(Candidate::rank))
            .toList();
  }

  /** The route for a path that is still encoded: an encoded slash does not end a segment. */
  Optional<RouteMatch> match(String method, String rawPath) {
    List<String> path = segments(rawPath);
    for (Candidate candidate : candidates) {
      String wanted = candidate.route().method();
      if (wanted.equals("ANY") || wanted.equals(method)) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (candidate.isDefault() || matches(candidate.segments(), path, parameters)) {
          return Optional.of(new RouteMatch(candidate.route(), parameters));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(
      List<String> pattern, List<String> path, Map<String, String> parameters) {
    for (int i = 0; i < pattern.size(); i++) {
      String segment = pattern.get(i);
      if (i >= path.size() || (segment.startsWith("{") && path.get(i).isEmpty())) {
        return false;
      }
      if (segment.endsWith("+}")) {
        String rest = String.join("/", path.subList(i, path.size()));
        parameters.put(segment.substring(1, segment.length() - 2), Percent.decode(rest));
        return true;
      }
      if (segment.startsWith("{")) {
        parameters.put(segment.substring(1, segment.length() - 1), Percent.decode(path.get(i)));
      } else if (!segment.equals(Percent.decode(path.get(i)))) {
        return false;
      }
    }
    return pattern.size() == path.size();
  }

  private static List<String> segments(String path) {
    return new ArrayList<>(Arrays.asList(path.split("/", -1)));
  }
}
