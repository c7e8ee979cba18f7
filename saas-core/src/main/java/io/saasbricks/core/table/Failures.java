package io.saasbricks.core.table;

import io.saasbricks.core.SaasException;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Tells DynamoDB's passing failures from its final ones. */
final class Failures {
  private static final Set<String> FINAL =
      Set.of(
          "ValidationException",
          "ResourceNotFoundException",
          "AccessDeniedException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "IdempotentParameterMismatchException",
          "ItemCollectionSizeLimitExceededException");

  private Failures() {}

  static SaasException of(DynamoDbException e, String table) {
    String code =
        e.awsErrorDetails() == null ? "unknown" : String.valueOf(e.awsErrorDetails().errorCode());
    return FINAL.contains(code)
        ? new StoreRejectedException("table " + table + " refused the call: " + code, e)
        : new StoreUnavailableException("table " + table + " failed: " + code, e);
  }
}
