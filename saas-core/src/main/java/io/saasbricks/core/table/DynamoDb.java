package io.saasbricks.core.table;

import io.saasbricks.core.config.AwsEnvironment;
import io.saasbricks.core.config.Environment;
import io.saasbricks.core.dynamodb.LeanDynamoDbClient;
import io.saasbricks.core.net.AwsSignature;
import io.saasbricks.core.net.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Makes the DynamoDB client of a Lambda function: everything explicit, bounded and guarded. */
public final class DynamoDb {
  private static final Duration UNSEEN = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private DynamoDb() {}

  /**
   * A client for the region, credentials and endpoint that the environment names ({@code
   * AWS_REGION}, {@code AWS_ACCESS_KEY_ID}..., under SnapStart {@code
   * AWS_CONTAINER_CREDENTIALS_FULL_URI}, and {@code AWS_ENDPOINT_URL_DYNAMODB}).
   *
   * <p>It is a {@link LeanDynamoDbClient}: the SDK's types without the SDK's pipeline, default
   * chains and profiles, which load a thousand classes at a cold start. Regions of isolated
   * partitions need the endpoint named. An attempt takes at most three seconds and is made at most
   * three times, at most 50 milliseconds apart, where the SDK's defaults can hold a function for a
   * minute; {@link SaasTable#within} bounds a call further. Conflicts with other transactions are
   * retried too, which the SDK leaves out. The check of {@link OutgoingGuard} stands before the
   * wire.
   *
   * <p>Who needs what it lacks, such as interceptors that trace requests, builds the SDK's client
   * with {@link #guarded()}; every table takes either.
   *
   * @throws IllegalArgumentException if the environment names no region or no credentials
   */
  public static DynamoDbClient client(Map<String, String> environment) {
    AwsEnvironment aws = AwsEnvironment.of(Environment.of(environment));
    return client(aws, aws.credentials());
  }

  /**
   * A client like {@link #client(Map)} that acts with other credentials than the function's own.
   *
   * @throws IllegalArgumentException if the environment names no region
   */
  public static DynamoDbClient client(AwsEnvironment aws, AwsCredentialsProvider credentials) {
    URI address = aws.endpoint("DYNAMODB").orElseGet(() -> address(aws.region().id()));
    InstantSource time = InstantSource.system();
    return new LeanDynamoDbClient(
        address,
        new AwsSignature(credentials, "dynamodb", aws.region().id(), time),
        Transport.repeatable(time, UNSEEN),
        OutgoingGuard::check,
        Backoff.STANDARD::pauseAfter,
        System::nanoTime);
  }

  /** The public address in a region, whose first part tells AWS's partition. */
  static URI address(String region) {
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return URI.create("https://dynamodb." + region + suffix);
  }

  /**
   * The retries and the guard of {@link #client} as a configuration of the SDK's own client: for
   * whoever needs its interceptors or its metrics.
   */
  public static ClientOverrideConfiguration guarded() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(retries())
        .defaultProfileFile(ProfileFile.aggregator().build())
        .addExecutionInterceptor(new OutgoingGuard())
        .build();
  }

  private static StandardRetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
        .retryOnException(TransactionConflictException.class)
        .retryOnException(TransactionInProgressException.class)
        .retryOnException(DynamoDb::isConflict)
        .build();
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof TransactionCanceledException canceled
        && canceled.cancellationReasons().stream()
            .map(CancellationReason::code)
            .anyMatch("TransactionConflict"::equals);
  }
}
