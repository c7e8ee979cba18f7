package io.saasbricks.local;

import io.saasbricks.local.emulator.Environment;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points vendor addresses in the environment of functions at the stand-ins, unless the process has
 * the vendor's real key. The path of the template's address is kept: {@code
 * https://api.openai.com/v1} becomes {@code .../_local/openai/v1}. Functions that know how to
 * stream are told that they may.
 */
final class VendorOverrides implements Environment {

  /**
   * A vendor's address variable, the variable that would hold its real key, and where its stand-in
   * is mounted.
   */
  private record Vendor(String address, String key, String mount) {}

  private static final List<Vendor> VENDORS =
      List.of(
          new Vendor("OPENAI_BASE_URL", "OPENAI_API_KEY", "/_local/openai"),
          new Vendor("DEEPSEEK_BASE_URL", "DEEPSEEK_API_KEY", "/_local/deepseek"),
          new Vendor("GEMINI_BASE_URL", "GEMINI_API_KEY", "/_local/gemini"),
          new Vendor("ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "/_local/anthropic"),
          new Vendor("STRIPE_BASE_URL", "STRIPE_SECRET_KEY", "/_local/stripe"),
          // Sign-in is always the stand-in's: a real Google token would name another client.
          new Vendor("GOOGLE_JWKS_URL", "", "/_local/google"));

  private final Map<String, String> processEnvironment;

  VendorOverrides(Map<String, String> processEnvironment) {
    this.processEnvironment = Map.copyOf(processEnvironment);
  }

  @Override
  public Map<String, String> adjust(Map<String, String> variables, URI emulator) {
    Map<String, String> adjusted = new LinkedHashMap<>(variables);
    adjusted.put("AWS_ENDPOINT_URL_SSM", emulator + "/_local/ssm");
    adjusted.computeIfPresent("INVOKE_MODE", (name, mode) -> "RESPONSE_STREAM");
    for (Vendor vendor : VENDORS) {
      boolean real = !processEnvironment.getOrDefault(vendor.key(), "").isBlank();
      if (!real) {
        adjusted.computeIfPresent(
            vendor.address(), (name, address) -> emulator + vendor.mount() + path(address));
      }
    }
    return adjusted;
  }

  private static String path(String address) {
    String path = URI.create(address).getRawPath();
    return path == null ? "" : path;
  }
}
