package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingKeysPolicyTest {
  private static final TenantId ANN = new TenantId("tenantann");
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/app";

  private final JsonObject statement =
      Json.object(LeadingKeysPolicy.of(ANN, List.of(TABLE))).objects("Statement").get(0);

  @Test
  void itAllowsTheTablesOperationsOnTheTableAndItsIndexOnly() {
    assertThat(statement.string("Effect")).isEqualTo("Allow");
    assertThat(statement.strings("Resource")).containsExactly(TABLE, TABLE + "/index/GSI1");
    assertThat(statement.strings("Action"))
        .contains("dynamodb:GetItem", "dynamodb:Query", "dynamodb:ConditionCheckItem")
        .noneMatch(action -> action.contains("*") || action.contains("Scan"))
        .noneMatch(action -> action.contains("PartiQL"));
  }

  @Test
  void aCallWithoutLeadingKeysIsNotAllowed() {
    JsonObject missing = statement.object("Condition").object("Null");
    assertThat(missing.string("dynamodb:LeadingKeys")).isEqualTo("false");
  }

  @Test
  void thePatternMatchesTheTenantsPartitionsAndNoOthers() {
    assertThat(allows(PartitionKey.of(ANN, ItemCollection.of("NOTE")).encoded())).isTrue();
    assertThat(allows(PartitionKey.of(ANN, ItemCollection.of("C", "*?#")).encoded())).isTrue();
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      TenantId other = TenantId.random(random);
      assertThat(allows(PartitionKey.of(other, ItemCollection.of("NOTE", "T#" + ANN)).encoded()))
          .isFalse();
    }
    for (String foreign :
        List.of("T#tenantann1#NOTE", "T#tenantan", "T#tenantann", "TT#tenantann#X", "KEY#1", "")) {
      assertThat(allows(foreign)).as(foreign).isFalse();
    }
  }

  /** As IAM's StringLike matches. */
  private boolean allows(String partition) {
    String pattern =
        statement
            .object("Condition")
            .object("ForAllValues:StringLike")
            .strings("dynamodb:LeadingKeys")
            .get(0);
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(partition).matches();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "app",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/*",
        "arn:aws:dynamodb:*:123456789012:table/app",
        "arn:aws:s3:eu-west-1:123456789012:table/app",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/app\",\"*"
      })
  void onlyAWholeTableArnIsTaken(String arn) {
    assertThatThrownBy(() -> LeadingKeysPolicy.of(ANN, List.of(arn)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPolicyTooLongForStsIsRefused() {
    assertThatThrownBy(() -> LeadingKeysPolicy.of(ANN, Collections.nCopies(20, TABLE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2048");
  }
}
