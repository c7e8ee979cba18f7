package io.saasbricks.core.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs requests to a service of AWS (signature version 4) with the function's own credentials. The
 * SDK's signer gives the same bytes, but loads some hundred classes at a cold start and derives its
 * key anew for each request, where this one keeps that of the day. Safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
public final class AwsSignature implements UnaryOperator<OutboundRequest> {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final String BODY_HASH = "x-amz-content-sha256";
  private static final HexFormat LOWER_HEX = HexFormat.of();
  private static final HexFormat HEX = LOWER_HEX.withUpperCase();

  private final AwsCredentialsProvider credentials;
  private final String service;
  private final String region;
  private final InstantSource time;
  private volatile @Nullable DayKey dayKey;

  /** The signing key, which changes with the date and the secret only. */
  private record DayKey(AwsCredentials identity, String date, SecretKeySpec key) {
    boolean isOf(AwsCredentials other, String otherDate) {
      return identity.secretAccessKey().equals(other.secretAccessKey()) && date.equals(otherDate);
    }

    /** Without the secret and the key. */
    @Override
    public String toString() {
      return "DayKey[" + date + "]";
    }
  }

  /**
   * A signature by these credentials.
   *
   * @param service as signatures name it, such as {@code ssm} or {@code bedrock}
   * @param region where the service is called, such as {@code eu-central-1}
   */
  public AwsSignature(
      AwsCredentialsProvider credentials, String service, String region, InstantSource time) {
    this.credentials = credentials;
    this.service = service;
    this.region = region;
    this.time = time;
  }

  /**
   * The request with its signature, which covers the body and all headers.
   *
   * @throws IllegalArgumentException if the address has a query: no service called here takes one
   */
  @Override
  public OutboundRequest apply(OutboundRequest request) {
    if (request.uri().getRawQuery() != null) {
      throw new IllegalArgumentException("a request with a query is not signed: " + request);
    }
    AwsCredentials identity = credentials.resolveCredentials();
    String stamp = stamp(time.instant());
    String date = stamp.substring(0, 8);
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("X-Amz-Date", stamp);
    headers.put(BODY_HASH, sha256(request.body()));
    if (identity instanceof AwsSessionCredentials session) {
      headers.put("X-Amz-Security-Token", session.sessionToken());
    }
    SortedMap<String, String> signed = signed(headers, request.uri());
    String names = String.join(";", signed.keySet());
    String toSign = String.join("\n", ALGORITHM, stamp, scope, hash(request, signed, names));
    String signature = LOWER_HEX.formatHex(hmac(key(identity, date), bytes(toSign)));
    String credential = " Credential=" + identity.accessKeyId() + "/" + scope;
    headers.put(
        "Authorization",
        ALGORITHM + credential + ", SignedHeaders=" + names + ", Signature=" + signature);
    return new OutboundRequest(request.method(), request.uri(), headers, request.body());
  }

  /** The time as {@code 20261115T102030Z}, without a formatter, whose classes are many. */
  private static String stamp(Instant now) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
    int date = (utc.getYear() * 100 + utc.getMonthValue()) * 100 + utc.getDayOfMonth();
    int clock = (utc.getHour() * 100 + utc.getMinute()) * 100 + utc.getSecond();
    // A leading one keeps the zeros of an early hour.
    return date + "T" + Integer.toString(1_000_000 + clock).substring(1) + "Z";
  }

  /** What a signature covers of the headers: names in lower case, in order, and the host. */
  private static SortedMap<String, String> signed(Map<String, String> headers, URI uri) {
    SortedMap<String, String> signed = new TreeMap<>();
    headers.forEach(
        (name, value) ->
            signed.put(
                name.toLowerCase(Locale.ROOT), SPACES.matcher(value.strip()).replaceAll(" ")));
    signed.put("host", Origin.of(uri).authority());
    return signed;
  }

  /** The hash of the request in its canonical form. */
  private static String hash(OutboundRequest request, Map<String, String> signed, String names) {
    StringBuilder canonical = new StringBuilder(512);
    canonical.append(request.method()).append('\n');
    canonical.append(encoded(RequestMessage.target(request.uri()))).append("\n\n");
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(signed.get(BODY_HASH));
    return sha256(bytes(canonical.toString()));
  }

  /**
   * The path encoded once more, as every service but S3 has it: {@code %3A} becomes {@code %253A}.
   */
  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder(path.length());
    for (byte next : bytes(path)) {
      char c = (char) (next & 0xff);
      boolean alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      if (alphanumeric || "/-._~".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHighHexDigit(next)).append(HEX.toLowHexDigit(next));
      }
    }
    return encoded.toString();
  }

  private SecretKeySpec key(AwsCredentials identity, String date) {
    DayKey known = dayKey;
    if (known == null || !known.isOf(identity, date)) {
      SecretKeySpec start = secretKey(bytes("AWS4" + identity.secretAccessKey()));
      SecretKeySpec ofDate = secretKey(hmac(start, bytes(date)));
      SecretKeySpec ofRegion = secretKey(hmac(ofDate, bytes(region)));
      SecretKeySpec ofService = secretKey(hmac(ofRegion, bytes(service)));
      known = new DayKey(identity, date, secretKey(hmac(ofService, bytes("aws4_request"))));
      dayKey = known;
    }
    return known.key();
  }

  private static SecretKeySpec secretKey(byte[] key) {
    return new SecretKeySpec(key, MAC);
  }

  private static byte[] hmac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + MAC, e);
    }
  }

  private static String sha256(byte[] body) {
    try {
      return LOWER_HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
