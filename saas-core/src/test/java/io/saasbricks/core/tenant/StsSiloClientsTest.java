package io.saasbricks.core.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.saasbricks.core.SaasException;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.LeadingKeysPolicy;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The role, the session policy and the credentials, as they go over the wire. */
class StsSiloClientsTest {
  private static final Key KEY = Key.single(PartitionKey.system("TEST"));
  private static final Placement.Silo SILO =
      new Placement.Silo("acme-data", "arn:aws-cn:iam::123456789012:role/silos/acme");
  private static final TenantId ACME = new TenantId("acme1234");
  private static final TenantId GLOBEX = new TenantId("globex12");

  private final List<Map<String, String>> roles = new CopyOnWriteArrayList<>();
  private final List<HttpCall> tables = new CopyOnWriteArrayList<>();
  private final AwsServices services = new AwsServices();
  private StsSiloClients clients;

  @BeforeEach
  void start() {
    clients =
        StsSiloClients.of(
            Map.of(
                "AWS_REGION", "cn-north-1",
                "AWS_ACCESS_KEY_ID", "FUNCTION",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL_STS", services.address(),
                "AWS_ENDPOINT_URL_DYNAMODB", services.address()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void theRoleIsAssumedForTheTenantsPartitionsOfItsTableOnly() {
    get(clients.clientOf(ACME, SILO));
    assertThat(roles)
        .singleElement()
        .satisfies(
            role ->
                assertThat(role)
                    .containsEntry("Action", "AssumeRole")
                    .containsEntry("RoleArn", SILO.role())
                    .containsEntry("RoleSessionName", "acme1234")
                    .containsEntry("DurationSeconds", "900")
                    .containsEntry(
                        "Policy",
                        LeadingKeysPolicy.of(
                            ACME,
                            List.of(
                                "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/acme-data"))));
  }

  @Test
  void theTableIsCalledWithTheSessionsCredentials() {
    get(clients.clientOf(ACME, SILO));
    assertThat(tables)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.authorization()).contains("Credential=SESSION-acme1234/");
              assertThat(call.token()).isEqualTo("token-acme1234");
            });
  }

  @Test
  void oneSessionServesManyCalls() {
    DynamoDbClient client = clients.clientOf(ACME, SILO);
    for (int i = 0; i < 5; i++) {
      get(client);
    }
    assertThat(tables).hasSize(5);
    assertThat(roles).hasSize(1);
  }

  @Test
  void aSessionThatEndsWithinAMinuteIsReplaced() {
    services.sessionSeconds = 30;
    DynamoDbClient client = clients.clientOf(ACME, SILO);
    get(client);
    get(client);
    assertThat(roles).hasSize(2);
  }

  @Test
  void tenantsThatWereGivenOneRoleHaveSessionsOfTheirOwn() {
    get(clients.clientOf(ACME, SILO));
    get(clients.clientOf(GLOBEX, SILO));
    assertThat(roles).extracting(role -> role.get("Policy")).doesNotHaveDuplicates();
    assertThat(tables)
        .extracting(HttpCall::token)
        .containsExactly("token-acme1234", "token-globex12");
  }

  @Test
  void aRoleThatMayNotBeAssumedReachesNoTable() {
    services.refusing = true;
    DynamoDbClient client = clients.clientOf(ACME, SILO);
    assertThatThrownBy(() -> get(client)).isInstanceOf(SaasException.class);
    assertThat(tables).isEmpty();
  }

  private static void get(DynamoDbClient client) {
    InstantSource time = InstantSource.fixed(Instant.EPOCH);
    SaasTable table = SaasTable.of(client, SILO.table(), time, new Consumption());
    assertThat(table.get(KEY)).isEmpty();
  }

  private record HttpCall(String authorization, String token) {}

  /** STS and DynamoDB at one address, told apart by their protocols. */
  private final class AwsServices implements AutoCloseable {
    private final HttpServer server;
    private volatile long sessionSeconds = 900;
    private volatile boolean refusing;

    private AwsServices() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      server.createContext("/", this::answer);
      server.start();
    }

    private String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
        tables.add(
            new HttpCall(
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")));
        send(exchange, 200, "{\"ConsumedCapacity\":{\"TableName\":\"t\",\"CapacityUnits\":0.5}}");
      } else if (refusing) {
        send(exchange, 403, DENIED);
      } else {
        Map<String, String> role = form(body);
        roles.add(role);
        Instant end = Instant.now().plusSeconds(sessionSeconds).truncatedTo(ChronoUnit.SECONDS);
        send(exchange, 200, SESSION.formatted(role.get("RoleSessionName"), end));
      }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
      byte[] bytes = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    private static Map<String, String> form(String body) {
      return Arrays.stream(body.split("&", -1))
          .map(pair -> pair.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static final String SESSION =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>SESSION-%1$s</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>token-%1$s</SessionToken><Expiration>%2$s</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>
      """;

  private static final String DENIED =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
      <Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>
      """;
}
