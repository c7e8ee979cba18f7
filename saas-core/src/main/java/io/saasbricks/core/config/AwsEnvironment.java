package io.saasbricks.core.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Region, credentials and endpoints as Lambda puts them into the environment.
 *
 * <p>No default chain is searched: it would load some hundred classes at start. Immutable.
 */
public final class AwsEnvironment {
  private final Environment environment;

  private AwsEnvironment(Environment environment) {
    this.environment = environment;
  }

  /** What AWS put into that environment. */
  public static AwsEnvironment of(Environment environment) {
    return new AwsEnvironment(environment);
  }

  /**
   * The region of the function.
   *
   * @throws IllegalArgumentException if {@code AWS_REGION} is not set
   */
  public Region region() {
    return Region.of(environment.required("AWS_REGION"));
  }

  /**
   * The credentials of the function's role. Under SnapStart Lambda serves them at {@code
   * AWS_CONTAINER_CREDENTIALS_FULL_URI} and renews them; else they are variables.
   *
   * @throws IllegalArgumentException if neither is set
   */
  public AwsCredentialsProvider credentials() {
    if (environment.optional("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
      return ContainerCredentialsProvider.create();
    }
    String id = environment.required("AWS_ACCESS_KEY_ID");
    String secret = environment.required("AWS_SECRET_ACCESS_KEY");
    return StaticCredentialsProvider.create(
        environment
            .optional("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
            .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
  }

  /**
   * Where a service is reached if not at its public address: {@code AWS_ENDPOINT_URL_<SERVICE>}.
   *
   * @param service such as {@code DYNAMODB}, in whatever case
   * @throws IllegalArgumentException if the variable holds no URI
   */
  public Optional<URI> endpoint(String service) {
    return environment
        .optional("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
        .map(URI::create);
  }
}
