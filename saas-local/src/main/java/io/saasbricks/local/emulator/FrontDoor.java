package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything behind the emulator's port: what is mounted under a prefix, then the gateway, then
 * static files.
 */
final class FrontDoor implements LocalHandler {
  static final String SOURCE_IP = "x-local-source-ip";

  private final List<Map.Entry<String, LocalHandler>> mounts;
  private final @Nullable StaticFiles files;
  private volatile @Nullable Gateway gateway;

  FrontDoor(Map<String, LocalHandler> mounts, @Nullable StaticFiles files) {
    // The longest prefix first: a mount may lie inside another.
    this.mounts =
        mounts.entrySet().stream()
            .sorted(Comparator.comparingInt(mount -> -mount.getKey().length()))
            .map(Map.Entry::copyOf)
            .toList();
    this.files = files;
  }

  /**
   * Opens the gateway. Until then its paths are answered 503; functions may need a mounted service
   * to start.
   */
  void open(Gateway ready) {
    gateway = ready;
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    String path = request.rawPath();
    for (var mount : mounts) {
      if (path.equals(mount.getKey()) || path.startsWith(mount.getKey() + "/")) {
        return mount.getValue().handle(request.mountedAt(mount.getKey()));
      }
    }
    Gateway open = gateway;
    if (open == null) {
      return FunctionCaller.message(503, "Service Unavailable");
    }
    Optional<LocalResponse> answer =
        open.handle(request.withoutHeader(SOURCE_IP), sourceIp(request));
    return answer
        .or(() -> files == null ? Optional.empty() : files.find(request))
        .orElseGet(() -> open.notFound(request));
  }

  /**
   * The address to report as the caller's: all callers are this machine, so tests may say another.
   */
  static String sourceIp(LocalRequest request) {
    return request.header(SOURCE_IP).orElse("127.0.0.1");
  }
}
