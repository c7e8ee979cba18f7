package io.saasbricks.core.tenant;

import io.saasbricks.core.config.AwsEnvironment;
import io.saasbricks.core.config.Environment;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.LeadingKeysPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Reaches the silo of a tenant in the tenant's own role, assumed from AWS STS with a session policy
 * that allows the tenant's partitions of the tenant's table and nothing else. A mistake in this
 * process cannot widen what such a session may do.
 *
 * <p>Needs the optional dependency {@code software.amazon.awssdk:sts}, permission for {@code
 * sts:AssumeRole} on the roles, and roles that trust the function's role. Sessions last 15 minutes,
 * the shortest that STS gives; the first call for a tenant makes one, and calls in its last minute
 * make the next, one request to STS each. {@link TenantPlacement} keeps one client, and so one
 * session, per tenant. If STS does not answer, the call to the table fails with {@link
 * io.saasbricks.core.table.StoreUnavailableException}. Safe for concurrent use.
 */
public final class StsSiloClients implements TenantPlacement.SiloClients {
  private static final Duration SESSION = Duration.ofMinutes(15);
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(1);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration READ = Duration.ofSeconds(2);

  private final AwsEnvironment aws;
  private final StsClient sts;

  private StsSiloClients(AwsEnvironment aws, StsClient sts) {
    this.aws = aws;
    this.sts = sts;
  }

  /**
   * Clients that take on roles from the one of the function with that environment ({@code
   * AWS_REGION}, credentials as for {@link DynamoDb#client(Map)}, and {@code
   * AWS_ENDPOINT_URL_STS}).
   *
   * @throws IllegalArgumentException if the environment names no region or no credentials
   */
  public static StsSiloClients of(Map<String, String> environment) {
    AwsEnvironment aws = AwsEnvironment.of(Environment.of(environment));
    StsClientBuilder builder =
        StsClient.builder()
            .region(aws.region())
            .credentialsProvider(aws.credentials())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ));
    aws.endpoint("STS").ifPresent(builder::endpointOverride);
    return new StsSiloClients(aws, builder.build());
  }

  @Override
  public DynamoDbClient clientOf(TenantId tenant, Placement.Silo silo) {
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(silo.role())
            // CloudTrail shows the name with every call of the session.
            .roleSessionName(tenant.value())
            .policy(LeadingKeysPolicy.of(tenant, List.of(tableArn(silo))))
            .durationSeconds(Math.toIntExact(SESSION.toSeconds()))
            .build();
    return DynamoDb.client(
        aws,
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request)
            .prefetchTime(RENEWED_BEFORE_END)
            .staleTime(RENEWED_BEFORE_END)
            .build());
  }

  /** The table beside the role: same partition of AWS and same account. */
  private String tableArn(Placement.Silo silo) {
    String[] role = silo.role().split(":", -1);
    return String.join(
        ":", "arn", role[1], "dynamodb", aws.region().id(), role[4], "table/" + silo.table());
  }
}
