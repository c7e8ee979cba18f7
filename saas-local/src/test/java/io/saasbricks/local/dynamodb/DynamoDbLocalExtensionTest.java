package io.saasbricks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DynamoDbLocalTest
class DynamoDbLocalExtensionTest {
  private static final Set<String> TENANTS = new HashSet<>();

  private final LocalTable ofConstructor;

  DynamoDbLocalExtensionTest(LocalTable table) {
    ofConstructor = table;
  }

  @BeforeEach
  void sameTableAsTheConstructor(LocalTable table) {
    assertThat(table).isSameAs(ofConstructor);
  }

  @RepeatedTest(3)
  void everyTestHasItsOwnTenant(LocalTable table) {
    assertThat(table).isSameAs(ofConstructor);
    assertThat(TENANTS.add(table.tenant())).isTrue();
  }

  @Test
  void tableHasTheStandardLayout(LocalTable table) {
    Map<String, AttributeValue> item =
        Map.of(
            "PK", AttributeValue.fromS("T#" + table.tenant() + "#CART"),
            "SK", AttributeValue.fromS("1"),
            "GSI1PK", AttributeValue.fromS("G#" + table.tenant()),
            "GSI1SK", AttributeValue.fromS("2"));
    table.client().putItem(request -> request.tableName(table.tableName()).item(item));
    assertThat(
            table
                .client()
                .query(
                    request ->
                        request
                            .tableName(table.tableName())
                            .indexName("GSI1")
                            .keyConditionExpression("GSI1PK = :partition AND GSI1SK > :sort")
                            .expressionAttributeValues(
                                Map.of(
                                    ":partition", item.get("GSI1PK"),
                                    ":sort", AttributeValue.fromS("1"))))
                .items())
        .containsExactly(item);
  }

  @Test
  void tenantGrammarIsChecked(LocalTable table) {
    assertThatThrownBy(() -> new LocalTable(table.client(), "standard", "A#b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A#b");
  }

  @AfterAll
  static void forgetTenants() {
    TENANTS.clear();
  }
}
