package io.saasbricks.local.emulator;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the files of one folder, as CloudFront in front of a bucket would. Never leaves the
 * folder.
 */
final class StaticFiles {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"));

  private final Path root;

  StaticFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The file a GET or HEAD asks for; {@code index.html} for a folder. */
  Optional<LocalResponse> find(LocalRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Optional.empty();
    }
    try {
      Path file = root.resolve("." + Percent.decode(request.rawPath())).normalize();
      Path wanted = Files.isDirectory(file) ? file.resolve("index.html") : file;
      return wanted.startsWith(root) && Files.isRegularFile(wanted)
          ? Optional.of(response(wanted))
          : Optional.empty();
    } catch (InvalidPathException | IOException unreadable) {
      return Optional.empty();
    }
  }

  private static LocalResponse response(Path file) throws IOException {
    String name = file.toString();
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    return LocalResponse.of(
        200,
        List.of(new Header("content-type", type), new Header("cache-control", "no-cache")),
        Files.readAllBytes(file));
  }
}
