package io.saasbricks.local.emulator;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CORS as the API itself does it. Once configured, it answers preflights without asking a function
 * and replaces the CORS headers that functions return.
 */
final class Cors {
  private final @Nullable CorsDefinition rules;

  Cors(@Nullable CorsDefinition rules) {
    this.rules = rules;
  }

  /** The answer to a preflight; empty if the request is none or the API leaves CORS alone. */
  Optional<LocalResponse> preflight(LocalRequest request) {
    boolean preflight =
        request.method().equals("OPTIONS")
            && request.header("origin").isPresent()
            && request.header("access-control-request-method").isPresent();
    if (rules == null || !preflight) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>(originHeaders(request));
    if (!headers.isEmpty()) {
      addList(headers, "access-control-allow-methods", rules.methods());
      addList(headers, "access-control-allow-headers", rules.headers());
      if (rules.maxAgeSeconds() >= 0) {
        headers.add(new Header("access-control-max-age", "" + rules.maxAgeSeconds()));
      }
    }
    return Optional.of(LocalResponse.of(204, headers, new byte[0]));
  }

  /** The answer with the CORS headers the API gives it. */
  LocalResponse apply(LocalRequest request, LocalResponse response) {
    if (rules == null) {
      return response;
    }
    List<Header> headers = new ArrayList<>(response.headers());
    headers.removeIf(header -> header.name().startsWith("access-control-"));
    List<Header> granted = originHeaders(request);
    headers.addAll(granted);
    if (!granted.isEmpty()) {
      addList(headers, "access-control-expose-headers", rules.exposed());
    }
    return response.withHeaders(headers);
  }

  /** What allows the request's origin; empty if it came from none or a stranger. */
  private List<Header> originHeaders(LocalRequest request) {
    Optional<String> origin = request.header("origin");
    if (rules == null || origin.isEmpty() || !allowed(origin.get(), rules.origins())) {
      return List.of();
    }
    boolean any = rules.origins().contains("*") && !rules.credentials();
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("access-control-allow-origin", any ? "*" : origin.get()));
    if (rules.credentials()) {
      headers.add(new Header("access-control-allow-credentials", "true"));
    }
    return headers;
  }

  private static boolean allowed(String origin, List<String> origins) {
    return origins.stream()
        .anyMatch(
            rule ->
                rule.equals("*")
                    || rule.equalsIgnoreCase(origin)
                    || (rule.endsWith("://*")
                        && origin.startsWith(rule.substring(0, rule.length() - 1))));
  }

  private static void addList(List<Header> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      headers.add(new Header(name, String.join(",", values)));
    }
  }
}
