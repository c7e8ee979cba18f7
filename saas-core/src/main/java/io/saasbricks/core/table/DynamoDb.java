package io.saasbricks.core.table;

import io.saasbricks.core.config.AwsEnvironment;
import io.saasbricks.core.config.Environment;
import io.saasbricks.core.net.AwsHttpClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
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
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private DynamoDb() {}

  /**
   * A client for the region, credentials and endpoint that the environment names ({@code
   * AWS_REGION}, {@code AWS_ACCESS_KEY_ID}..., under SnapStart {@code
   * AWS_CONTAINER_CREDENTIALS_FULL_URI}, and {@code AWS_ENDPOINT_URL_DYNAMODB}).
   *
   * <p>No default chain is searched and no profile read: they would load hundreds of classes at
   * start. Regions of isolated partitions need the endpoint named. An attempt takes at most three
   * seconds and is made at most three times, at most half a second apart, where the SDK's defaults
   * can hold a function for a minute; {@link SaasTable#within} bounds a call further. Conflicts
   * with other transactions are retried too, which the SDK leaves out. {@link OutgoingGuard} stands
   * before the wire.
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
    // What is said here is what the SDK would look for in profiles and system properties.
    return DynamoDbClient.builder()
        .region(aws.region())
        .credentialsProvider(credentials)
        .endpointOverride(address)
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
        .endpointDiscoveryEnabled(false)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .defaultsMode(DefaultsMode.STANDARD)
        .httpClient(AwsHttpClient.of(ATTEMPT, InstantSource.system(), System::nanoTime))
        .overrideConfiguration(guarded())
        .build();
  }

  /** The public address in a region, whose first part tells AWS's partition. */
  private static URI address(String region) {
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return URI.create("https://dynamodb." + region + suffix);
  }

  /** The override configuration of {@link #client}, for clients built elsewhere. */
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
