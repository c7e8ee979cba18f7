package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The signature, recomputed here from AWS's description of version 4. */
class AwsSignatureTest {
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-11-15T10:20:30Z"));
  private static final AwsSignature SIGNATURE =
      new AwsSignature(
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "session")),
          "bedrock",
          "eu-central-1",
          TIME);

  private static OutboundRequest signed(String body) {
    URI uri =
        URI.create(
            "https://bedrock-runtime.eu-central-1.amazonaws.com"
                + "/model/amazon.nova-lite-v1%3A0/converse");
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    return SIGNATURE.apply(OutboundRequest.post(uri, headers, body.getBytes(UTF_8)));
  }

  @Test
  void isTheOneThatAwsComputes() throws Exception {
    OutboundRequest request = signed("{\"a\": 1}");
    // Amazon signs the path encoded twice: the percent sign of %3A becomes %25.
    String canonical =
        String.join(
            "\n",
            "POST",
            "/model/amazon.nova-lite-v1%253A0/converse",
            "",
            "content-type:application/json",
            "host:bedrock-runtime.eu-central-1.amazonaws.com",
            "x-amz-content-sha256:" + sha256("{\"a\": 1}"),
            "x-amz-date:20261115T102030Z",
            "x-amz-security-token:session",
            "",
            "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token",
            sha256("{\"a\": 1}"));
    String scope = "20261115/eu-central-1/bedrock/aws4_request";
    String toSign = "AWS4-HMAC-SHA256\n20261115T102030Z\n" + scope + "\n" + sha256(canonical);
    byte[] key = "AWS4secret".getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    assertThat(request.headers().get("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope)
        .endsWith("Signature=" + HexFormat.of().formatHex(hmac(key, toSign)));
    assertThat(request.headers()).containsEntry("X-Amz-Security-Token", "session");
  }

  @Test
  void leavesToTheTransportWhatIsTheTransports() {
    assertThat(signed("{}").headers())
        .doesNotContainKeys("Host", "Content-Length")
        .containsEntry("Content-Type", "application/json");
  }

  @Test
  void dependsOnTheBody() {
    assertThat(signed("{}").headers().get("Authorization"))
        .isNotEqualTo(signed("[]").headers().get("Authorization"));
  }

  private static String sha256(String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
