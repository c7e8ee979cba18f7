package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

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

  /** The signer of the SDK as another reading of the same description. */
  @Test
  void isTheOneOfTheSdk() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      AwsCredentials identity =
          random.nextBoolean()
              ? AwsBasicCredentials.create("AKID" + i, text(random))
              : AwsSessionCredentials.create("AKID" + i, text(random), "session" + i);
      Instant now = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
      AwsSignature ours =
          new AwsSignature(() -> identity, "dynamodb", "eu-west-" + i, InstantSource.fixed(now));
      OutboundRequest request =
          OutboundRequest.post(
              URI.create("https://h.example" + path(random)),
              Map.of("X-Amz-Target", text(random) + "  a   b ", "content-type", "a/b"),
              text(random).getBytes(UTF_8));

      assertThat(ours.apply(request).headers().get("Authorization"))
          .describedAs("request %d", i)
          .isEqualTo(theirs(request, identity, "eu-west-" + i, now));
    }
  }

  private static String theirs(
      OutboundRequest request, AwsCredentials identity, String region, Instant now) {
    SdkHttpRequest.Builder http =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(request.uri());
    request.headers().forEach(http::putHeader);
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(identity)
                    .request(http.build())
                    .payload(() -> new ByteArrayInputStream(request.body()))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static String text(Random random) {
    return random
        .ints(1 + random.nextInt(30), ' ' + 1, 0x7f)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String path(Random random) {
    String[] paths = {"", "/", "/model/a.b-v1%3A0/converse", "/a~b_c.d-e/%C3%A9", "/x:y@z/*+,;="};
    return paths[random.nextInt(paths.length)];
  }

  @Test
  void aPathIsSignedAsItIsSent() {
    List<Object> signatures = new ArrayList<>();
    for (String path : List.of("/\u00fc", "/%C3%BC")) {
      OutboundRequest request =
          OutboundRequest.post(URI.create("https://h.example" + path), Map.of(), new byte[0]);
      signatures.add(SIGNATURE.apply(request).headers().get("Authorization"));
    }
    assertThat(signatures.get(0)).isEqualTo(signatures.get(1));
  }

  @Test
  void aQueryIsNotSigned() {
    OutboundRequest request =
        OutboundRequest.post(URI.create("https://h.example/?a=b"), Map.of(), new byte[0]);
    assertThatThrownBy(() -> SIGNATURE.apply(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("query");
  }

  @Test
  void theKeyFollowsTheDateAndTheSecret() {
    List<Instant> now = new ArrayList<>(List.of(TIME.instant()));
    List<String> secret = new ArrayList<>(List.of("one"));
    AwsSignature signature =
        new AwsSignature(
            () -> AwsBasicCredentials.create("AKID", secret.get(0)),
            "ssm",
            "eu-central-1",
            () -> now.get(0));
    OutboundRequest request =
        OutboundRequest.post(URI.create("https://h.example/"), Map.of(), new byte[0]);
    String first = signature.apply(request).headers().get("Authorization");

    secret.set(0, "two");
    String second = signature.apply(request).headers().get("Authorization");
    now.set(0, TIME.instant().plus(Duration.ofDays(1)));
    String third = signature.apply(request).headers().get("Authorization");

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(third)
        .isEqualTo(
            new AwsSignature(
                    () -> AwsBasicCredentials.create("AKID", "two"),
                    "ssm",
                    "eu-central-1",
                    () -> now.get(0))
                .apply(request)
                .headers()
                .get("Authorization"));
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
