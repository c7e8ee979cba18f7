package io.saasbricks.auth;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves a key set as Google does, and counts how often it is asked. */
final class KeyServer implements Transport {
  final AtomicInteger fetches = new AtomicInteger();

  private volatile boolean down;
  private volatile int status = 200;
  private volatile String body = "{\"keys\":[]}";
  private volatile Map<String, String> headers = Map.of("Cache-Control", "public, max-age=3600");

  static String jwk(String keyId, KeyPair keys) {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
        {"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"AQAB"}"""
        .formatted(keyId, Forge.base64(unsigned(key.getModulus().toByteArray())));
  }

  private static byte[] unsigned(byte[] bytes) {
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  KeyServer serving(String... keys) {
    body = "{\"keys\":[" + String.join(",", keys) + "]}";
    return this;
  }

  KeyServer answering(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
    return this;
  }

  KeyServer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    headers = more;
    return this;
  }

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    fetches.incrementAndGet();
    if (down) {
      throw new TransportException("unreachable", null);
    }
    return OutboundResponse.of(status, headers, Forge.utf8(body));
  }
}
