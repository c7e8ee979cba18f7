package io.saasbricks.local.dynamodb;

import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Settings of SDK clients that talk to a DynamoDB on this machine. */
public final class LocalClient {
  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  private LocalClient() {}

  /**
   * A builder with a region and credentials of no meaning, which reads nothing from this machine's
   * AWS configuration. The caller adds an HTTP client.
   *
   * @param endpoint the server's address, also of one in memory
   * @param settings further settings, such as interceptors and retries
   */
  public static DynamoDbClientBuilder builder(
      URI endpoint, Consumer<ClientOverrideConfiguration.Builder> settings) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            configuration ->
                settings.accept(
                    configuration.defaultProfileFile(NO_PROFILES).defaultProfileName("default")));
  }
}
