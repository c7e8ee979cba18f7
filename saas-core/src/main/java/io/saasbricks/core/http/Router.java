package io.saasbricks.core.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Routes a request by method and path, for functions that no API has routed: those behind a
 * Function URL. Behind an HTTP API give each route a function of its own.
 *
 * <p>A template is made of segments, of which those in braces are parameters: {@code
 * /todos/{todoId}}. Segments are matched as sent and decoded afterwards, so an encoded slash stays
 * within its parameter. The first matching route wins. Unknown paths are answered with 404, known
 * paths with another method with 405 and {@code Allow}. Immutable and safe for concurrent use.
 */
public final class Router implements Handler {
  private final List<Route> routes;

  private record Route(String method, String template, List<String> segments, Handler handler) {}

  private Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** A router without routes. */
  public static Router empty() {
    return new Router(List.of());
  }

  /**
   * This router with one more route, which is tried after those it has.
   *
   * @param method in upper case
   * @param template such as {@code /todos/{todoId}}; its parameters are read by {@link
   *     HttpRequest#pathParameter}
   * @throws IllegalArgumentException if the template does not start with a slash
   */
  public Router on(String method, String template, Handler handler) {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("a template starts with a slash: " + template);
    }
    List<Route> more = new ArrayList<>(routes);
    more.add(new Route(method, template, segments(template), handler));
    return new Router(more);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    List<String> path = segments(request.parts().path());
    List<String> allowed = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = match(route.segments(), path);
      if (parameters.isPresent() && route.method().equals(request.method())) {
        request.facts().put("route", route.method() + " " + route.template());
        return route.handler().handle(request.matched(parameters.get()));
      }
      parameters.ifPresent(match -> allowed.add(route.method()));
    }
    throw refusal(allowed).asException();
  }

  private static Problem refusal(List<String> allowed) {
    return allowed.isEmpty()
        ? Problem.notFound("path")
        : Problem.of("method-not-allowed", "The method is not allowed", 405, "Use another method.")
            .withHeader("allow", String.join(", ", allowed));
  }

  private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < template.size(); i++) {
      String expected = template.get(i);
      if (expected.startsWith("{")) {
        parameters.put(expected.substring(1, expected.length() - 1), path.get(i));
      } else if (!expected.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    // Not before the path is known to be the route's: a broken escape elsewhere is not found.
    parameters.replaceAll((name, segment) -> decode(segment));
    return Optional.of(parameters);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /** A plus sign is a plus sign in a path; only a query turns it into a space. */
  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The path has a broken escape.").asException();
    }
  }
}
