package io.saasbricks.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.LocalRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call in AWS's JSON protocol: who makes it, and what it needs to be allowed.
 *
 * @param caller the access key it is signed with
 * @param needs the accesses, as the Service Authorization Reference lists them for the operation;
 *     on {@code *} if the call names no resource, or in a way that is not known here
 */
record AwsCall(String caller, List<Access> needs) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/]+)/[^/]+/([^/]+)/([^/]+)/");

  /** Transactions need what their steps would need alone. */
  private static final Map<String, String> STEPS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem",
          "Get", "GetItem");

  /** The call that a request makes; one that is not signed is nobody's and needs nothing. */
  static AwsCall of(LocalRequest request, String account) {
    Matcher credential = CREDENTIAL.matcher(request.header("authorization").orElse(""));
    if (!credential.find()) {
      return new AwsCall("", List.of());
    }
    String target = request.header("x-amz-target").orElse("");
    String operation = target.substring(target.indexOf('.') + 1);
    String prefix =
        "arn:aws:" + credential.group(3) + ":" + credential.group(2) + ":" + account + ":";
    JsonNode body = json(request);
    List<Access> needs =
        target.startsWith("AmazonSSM")
            ? parameters(prefix, operation, body)
            : tables(prefix, operation, body);
    return new AwsCall(
        credential.group(1),
        needs.isEmpty() ? List.of(new Access(credential.group(3) + ":" + operation, "*")) : needs);
  }

  private static JsonNode json(LocalRequest request) {
    try {
      return MAPPER.readTree(request.body());
    } catch (IOException malformed) {
      return MAPPER.missingNode();
    }
  }

  private static List<Access> parameters(String prefix, String operation, JsonNode body) {
    List<Access> needs = new ArrayList<>();
    for (JsonNode name : body.path("Names")) {
      // A name may begin with a slash, the resource's name has one in any case.
      String path = name.asText().startsWith("/") ? name.asText() : "/" + name.asText();
      needs.add(new Access("ssm:" + operation, prefix + "parameter" + path));
    }
    return needs;
  }

  private static List<Access> tables(String prefix, String operation, JsonNode body) {
    List<Access> needs = new ArrayList<>();
    for (JsonNode item : body.path("TransactItems")) {
      item.properties()
          .forEach(
              step ->
                  needs.add(
                      new Access(
                          "dynamodb:" + STEPS.getOrDefault(step.getKey(), step.getKey()),
                          prefix + "table/" + step.getValue().path("TableName").asText())));
    }
    body.path("RequestItems")
        .fieldNames()
        .forEachRemaining(
            table -> needs.add(new Access("dynamodb:" + operation, prefix + "table/" + table)));
    if (body.has("TableName")) {
      String index = body.has("IndexName") ? "/index/" + body.path("IndexName").asText() : "";
      String table = prefix + "table/" + body.path("TableName").asText();
      needs.add(new Access("dynamodb:" + operation, table + index));
    }
    return needs;
  }
}
