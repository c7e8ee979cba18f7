package io.saasbricks.core.net;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signs requests to a service of AWS (signature version 4) with the function's own credentials, by
 * the signer that the DynamoDB client brings along. A client of the service's own would add up to
 * 12 MB and most of a second to a cold start, and another loop of retries. Safe for concurrent use.
 */
public final class AwsSignature implements UnaryOperator<OutboundRequest> {
  /** What the signer or the transport sets anew. */
  private static final Set<String> UNSENT = Set.of("host", "content-length");

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final String service;
  private final String region;
  private final Clock clock;

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
    this.clock = time.withZone(ZoneOffset.UTC);
  }

  @Override
  public OutboundRequest apply(OutboundRequest request) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    request.headers().forEach(unsigned::putHeader);
    AwsCredentials identity = credentials.resolveCredentials();
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(identity)
                    .request(unsigned.build())
                    .payload(() -> new ByteArrayInputStream(request.body()))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    Map<String, String> headers = new LinkedHashMap<>();
    signed.request().headers().forEach((name, values) -> put(headers, name, values));
    return OutboundRequest.post(request.uri(), headers, request.body());
  }

  private static void put(Map<String, String> headers, String name, List<String> values) {
    if (!UNSENT.contains(name.toLowerCase(Locale.ROOT))) {
      headers.put(name, String.join(",", values));
    }
  }
}
