package io.saasbricks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LocalTableTest {
  private final DynamoDbClient client =
      InMemoryDynamoDb.create(InstantSource.system()).directClient();

  @ParameterizedTest
  @ValueSource(ints = {8, 32})
  void tenantIsOfEightToThirtyTwoLettersAndDigits(int length) {
    String tenant = "a1".repeat(length / 2);
    assertThat(new LocalTable(client, "app", tenant).tenant()).isEqualTo(tenant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abcdefg",
        "abcdefghijklmnopqrstuvwxyz1234567",
        "ABCDEFGH",
        "abcd-fgh",
        "äbcdefgh"
      })
  void otherTenantIsRefused(String tenant) {
    assertThatThrownBy(() -> new LocalTable(client, "app", tenant))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenant must match [a-z0-9]{8,32}: " + tenant);
  }
}
