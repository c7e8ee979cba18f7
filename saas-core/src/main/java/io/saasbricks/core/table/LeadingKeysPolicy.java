package io.saasbricks.core.table;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The IAM session policy that narrows a role to one tenant's partitions: a wall outside of this
 * process, given to STS when the role is assumed.
 *
 * <p>It allows the operations of {@link TenantTable} and no Scan or PartiQL. The pattern {@code
 * T#<tenant>#*} matches that tenant only, since ids have one grammar without separator or wildcard.
 * {@code ForAllValues} holds where no key is given at all, hence the condition on {@code Null}. IAM
 * sees the key of the table or of the index that is read; where in the index an item is put it does
 * not see, so that is left to {@link OutgoingGuard}.
 */
public final class LeadingKeysPolicy {
  /** What STS takes for a session policy. */
  private static final int MAX_CHARACTERS = 2_048;

  private static final List<String> ACTIONS =
      List.of(
          "dynamodb:GetItem",
          "dynamodb:BatchGetItem",
          "dynamodb:Query",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem");

  private LeadingKeysPolicy() {}

  /**
   * The policy as JSON.
   *
   * @param tableArns the tables to be reached, such as {@code
   *     arn:aws:dynamodb:eu-west-1:123456789012:table/app}, whole and without wildcards
   * @throws IllegalArgumentException if one is no such ARN, or the policy passes the 2,048
   *     characters that STS allows
   */
  public static String of(TenantId tenant, List<String> tableArns) {
    tableArns.forEach(LeadingKeysPolicy::requireTable);
    String policy =
        Json.text(
            JsonObject.builder()
                .put("Version", "2012-10-17")
                .put("Statement", List.of(statement(tenant, tableArns)))
                .build());
    if (policy.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "a session policy has " + policy.length() + " characters, over " + MAX_CHARACTERS);
    }
    return policy;
  }

  private static JsonObject statement(TenantId tenant, List<String> tableArns) {
    String own = PartitionKey.tenantPrefix(tenant) + "*";
    List<String> resources =
        tableArns.stream()
            .flatMap(arn -> Stream.of(arn, arn + "/index/" + Attributes.INDEX))
            .toList();
    return JsonObject.builder()
        .put("Effect", "Allow")
        .put("Action", ACTIONS)
        .put("Resource", resources)
        .put(
            "Condition",
            JsonObject.builder()
                .put("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(own)))
                .put("Null", Map.of("dynamodb:LeadingKeys", "false"))
                .build())
        .build();
  }

  private static void requireTable(String arn) {
    if (!arn.matches("arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}")) {
      throw new IllegalArgumentException("no table ARN: " + arn);
    }
  }
}
