package io.saasbricks.auth;

import io.saasbricks.core.net.OutboundResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an answer may be kept (RFC 9111): {@code max-age} less {@code Age}. */
final class CacheControl {
  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[ ,])max-age=\"?([0-9]{1,9})", Pattern.CASE_INSENSITIVE);
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,9})");

  private CacheControl() {}

  /** The lifetime within these bounds; the least if the answer names none. */
  static Duration lifetime(OutboundResponse response, Duration least, Duration most) {
    long maxAge = number(MAX_AGE, response.header("cache-control"));
    long age = number(SECONDS, response.header("age"));
    long seconds = Math.min(most.toSeconds(), Math.max(least.toSeconds(), maxAge - age));
    return Duration.ofSeconds(seconds);
  }

  private static long number(Pattern pattern, Optional<String> header) {
    return header
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .orElse(0L);
  }
}
