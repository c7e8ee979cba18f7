package io.saasbricks.local.iam;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Stands before services of AWS and refuses what the caller's policies do not allow, as AWS would.
 * Callers are told apart by the access key that signs their calls; a key that is not a function's
 * may do everything, so that tests can look behind the functions. Safe for concurrent use.
 */
public final class AccessGate {
  private static final String REFUSAL =
      """
      {"__type":"com.amazon.coral.service#AccessDeniedException","Message":"%s is not authorized to \
      perform: %s on resource: %s because no identity-based policy allows it"}\
      """;

  private final Map<String, Permissions> permissions;
  private final Map<String, Set<Access>> used = new ConcurrentHashMap<>();
  private final String account;

  /**
   * A gate for the functions of one account.
   *
   * @param permissions by access key
   * @param account the twelve digits in the ARNs of what is accessed
   */
  public AccessGate(Map<String, Permissions> permissions, String account) {
    this.permissions = Map.copyOf(permissions);
    this.account = account;
  }

  /** A service behind this gate. */
  public LocalHandler before(LocalHandler service) {
    return request ->
        refusal(AwsCall.of(request, account)).orElseGet(() -> service.handle(request));
  }

  /**
   * What each caller has done so far or tried and was refused, by access key; callers that did
   * nothing are left out.
   */
  public Map<String, Set<Access>> used() {
    return used.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
  }

  /**
   * What each caller is allowed and has not done yet, by access key and as patterns; callers that
   * did all they may are left out.
   */
  public Map<String, List<Access>> unused() {
    Map<String, List<Access>> unused = new TreeMap<>();
    permissions.forEach(
        (caller, allowed) -> {
          List<Access> beyond = allowed.beyond(used.getOrDefault(caller, Set.of()));
          if (!beyond.isEmpty()) {
            unused.put(caller, beyond);
          }
        });
    return Collections.unmodifiableMap(unused);
  }

  private Optional<LocalResponse> refusal(AwsCall call) {
    Permissions allowed = permissions.get(call.caller());
    if (allowed == null) {
      return Optional.empty();
    }
    used.computeIfAbsent(call.caller(), caller -> ConcurrentHashMap.newKeySet())
        .addAll(call.needs());
    return call.needs().stream()
        .filter(need -> !allowed.allow(need))
        .findFirst()
        .map(need -> refused(call.caller(), need));
  }

  private static LocalResponse refused(String caller, Access need) {
    String body = REFUSAL.formatted(caller, need.action(), need.resource());
    return LocalResponse.of(
        400,
        List.of(new Header("content-type", "application/x-amz-json-1.0")),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
