package io.saasbricks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LocalClientTest {

  @Test
  void goesToTheEndpointWithSettingsOfItsOwn() {
    RequestCounter counter = new RequestCounter();
    URI endpoint = DynamoDbLocal.shared().endpoint();
    try (DynamoDbClient client =
        LocalClient.builder(endpoint, settings -> settings.addExecutionInterceptor(counter))
            .build()) {
      client.listTables();
      assertThat(client.serviceClientConfiguration().endpointOverride()).contains(endpoint);
      assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("us-east-1");
    }
    assertThat(counter.snapshot().total().requests()).isEqualTo(1);
  }
}
