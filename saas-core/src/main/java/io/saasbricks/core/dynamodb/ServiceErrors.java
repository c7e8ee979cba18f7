package io.saasbricks.core.dynamodb;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** DynamoDB's error answers as the exceptions of the SDK, and which of them pass by themselves. */
final class ServiceErrors {
  /**
   * What another attempt may cure, conflicts of transactions among it, which the SDK leaves out.
   */
  private static final Set<String> PASSING =
      Set.of(
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException",
          "TransactionConflictException",
          "TransactionInProgressException");

  private ServiceErrors() {}

  /**
   * The exception that an answer tells. One that is no error of DynamoDB, as a proxy gives, becomes
   * a plain {@link DynamoDbException}.
   */
  static DynamoDbException of(int status, byte[] body, @Nullable String requestId) {
    Map<String, String> error = texts(body);
    String code = code(error);
    DynamoDbException.Builder exception = builder(code);
    fill(exception, body);
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("DynamoDb")
            .errorCode(code)
            .errorMessage(message(error))
            .build();
    exception.awsErrorDetails(details).message(message(error)).statusCode(status);
    exception.requestId(requestId);
    return (DynamoDbException) exception.build();
  }

  /** Whether another attempt may succeed where this one failed. */
  static boolean passes(DynamoDbException failure) {
    return failure.statusCode() >= 500
        || PASSING.contains(failure.awsErrorDetails().errorCode())
        || (failure instanceof TransactionCanceledException canceled && conflicts(canceled));
  }

  private static boolean conflicts(TransactionCanceledException canceled) {
    for (CancellationReason reason : canceled.cancellationReasons()) {
      if ("TransactionConflict".equals(reason.code())) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> texts(byte[] body) {
    try {
      return ModelJson.texts(body);
    } catch (IOException noJson) {
      return Map.of();
    }
  }

  /** The type is written as {@code com.amazonaws.dynamodb.v20120810#Code}. */
  private static String code(Map<String, String> error) {
    String type = error.getOrDefault("__type", "");
    return type.substring(type.indexOf('#') + 1);
  }

  private static String message(Map<String, String> error) {
    return error.getOrDefault("message", error.getOrDefault("Message", "no message"));
  }

  /** Only errors that somebody tells apart; each class is loaded when it is first needed. */
  private static DynamoDbException.Builder builder(String code) {
    return switch (code) {
      case "ConditionalCheckFailedException" -> ConditionalCheckFailedException.builder();
      case "TransactionCanceledException" -> TransactionCanceledException.builder();
      case "TransactionConflictException" -> TransactionConflictException.builder();
      case "TransactionInProgressException" -> TransactionInProgressException.builder();
      case "ProvisionedThroughputExceededException" ->
          ProvisionedThroughputExceededException.builder();
      case "RequestLimitExceeded" -> RequestLimitExceededException.builder();
      case "ThrottlingException" -> ThrottlingException.builder();
      case "ResourceNotFoundException" -> ResourceNotFoundException.builder();
      case "IdempotentParameterMismatchException" -> IdempotentParameterMismatchException.builder();
      case "ItemCollectionSizeLimitExceededException" ->
          ItemCollectionSizeLimitExceededException.builder();
      case "InternalServerError" -> InternalServerErrorException.builder();
      default -> DynamoDbException.builder();
    };
  }

  /** The members of the two errors that tell what they found. */
  private static void fill(DynamoDbException.Builder exception, byte[] body) {
    if (exception instanceof ConditionalCheckFailedException.Builder
        || exception instanceof TransactionCanceledException.Builder) {
      try {
        ModelJson.read(body, exception);
      } catch (IOException e) {
        throw SdkClientException.create("DynamoDB's answer cannot be read", e);
      }
    }
  }
}
