package io.saasbricks.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/* Java's JWT libraries all accept some text that RFC 7515 does not allow: padding, unused bits,
 * white space or the other base64 alphabet in a segment, a byte-order mark, invalid UTF-8, an empty
 * "crit". Two texts with one signature make deny lists and caches by text leak. This gate stands
 * before the library: what passes has exactly one spelling, and the library sees nothing else. */
/**
 * A signed token in the compact form of RFC 7515, spelled canonically. Its signature is not checked
 * until {@link #signedBy} is asked.
 */
final class CompactJws {
  /** An HTTP API takes no more than 10,240 bytes of request line and headers. */
  static final int LONGEST = 8_192;

  private static final int SEGMENTS = 3;

  /** Members by which a token chooses its own key, processing or form. None is ever obeyed. */
  private static final Set<String> REFUSED_MEMBERS =
      Set.of("crit", "b64", "zip", "enc", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "p2c");

  private final JWSObject jws;
  private final JsonObject header;
  private final byte[] payload;

  private CompactJws(JWSObject jws, JsonObject header, byte[] payload) {
    this.jws = jws;
    this.header = header;
    this.payload = payload;
  }

  /** The token in the text; empty unless it is one in canonical form. */
  static Optional<CompactJws> parse(String text) {
    String[] segments = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
    if (segments.length != SEGMENTS || segments[2].isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonObject header = Json.object(decode(segments[0]));
      byte[] payload = decode(segments[1]);
      decode(segments[2]);
      header.string("alg");
      return header.members().keySet().stream().anyMatch(REFUSED_MEMBERS::contains)
          ? Optional.empty()
          : Optional.of(new CompactJws(JWSObject.parse(text), header, payload));
    } catch (IllegalArgumentException | ParseException e) {
      return Optional.empty();
    }
  }

  /** Strict where the JDK is not: no padding, and no bits set that belong to no byte. */
  private static byte[] decode(String segment) {
    byte[] bytes = Base64.getUrlDecoder().decode(segment);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return bytes;
  }

  /** Whether the header names exactly this algorithm. */
  boolean isSignedWith(JWSAlgorithm algorithm) {
    return header.string("alg").equals(algorithm.getName());
  }

  /** The text of a header member, if it is there and a text. */
  Optional<String> header(String name) {
    return header.members().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Whether the signature is that of the verifier's key, for the algorithm the header names. */
  boolean signedBy(JWSVerifier verifier) {
    try {
      return jws.verify(verifier);
    } catch (JOSEException e) {
      return false;
    }
  }

  /** The payload as claims; empty unless it is one JSON object without duplicate members. */
  Optional<JsonObject> claims() {
    try {
      return Optional.of(Json.object(payload));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
