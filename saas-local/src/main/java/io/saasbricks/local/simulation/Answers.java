package io.saasbricks.local.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** HTTP answers that can be kept, cut and made up. */
record Answers(SdkHttpResponse head, SdkBytes body) {
  private static final String TYPE = "application/x-amz-json-1.0";
  private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";

  /** Reads an answer to its end. */
  static Answers of(HttpExecuteResponse response) throws IOException {
    byte[] body =
        response.responseBody().isPresent()
            ? response.responseBody().get().readAllBytes()
            : new byte[0];
    return new Answers(response.httpResponse(), SdkBytes.fromByteArray(body));
  }

  static Answers made(int status, String json) {
    SdkHttpResponse head =
        SdkHttpFullResponse.builder().statusCode(status).putHeader("Content-Type", TYPE).build();
    return new Answers(head, SdkBytes.fromUtf8String(json));
  }

  static Answers serverError() {
    return made(
        500, "{\"__type\":\"" + SERVICE + "InternalServerError\",\"message\":\"simulated\"}");
  }

  static Answers throttled() {
    return error("ProvisionedThroughputExceededException", "");
  }

  static Answers inProgress() {
    return error("TransactionInProgressException", "");
  }

  /** A conflict as a transaction of {@code items} items reports it, or a plain write if zero. */
  static Answers conflict(int items) {
    if (items == 0) {
      return error("TransactionConflictException", "");
    }
    String reason = "{\"Code\":\"TransactionConflict\",\"Message\":\"simulated\"}";
    String reasons = String.join(",", Collections.nCopies(items, reason));
    return error("TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
  }

  private static Answers error(String type, String members) {
    return made(
        400, "{\"__type\":\"" + SERVICE + type + "\",\"message\":\"simulated\"" + members + "}");
  }

  /** This answer with the first {@code length} bytes of its body only. */
  Answers cutTo(int length) {
    Map<String, List<String>> headers = new HashMap<>(head.headers());
    headers.remove("Content-Length");
    SdkHttpResponse shortened =
        SdkHttpFullResponse.builder().statusCode(head.statusCode()).headers(headers).build();
    return new Answers(
        shortened, SdkBytes.fromByteArray(Arrays.copyOf(body.asByteArrayUnsafe(), length)));
  }

  Answers halved() {
    return cutTo(body.asByteArrayUnsafe().length / 2);
  }

  String text() {
    return body.asString(StandardCharsets.UTF_8);
  }

  HttpExecuteResponse response() {
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream(body.asByteArrayUnsafe())))
        .build();
  }
}
