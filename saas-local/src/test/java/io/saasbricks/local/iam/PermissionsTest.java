package io.saasbricks.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  private static Permissions permissions(String... statements) throws JsonProcessingException {
    String document = "{\"Statement\": [" + String.join(",", statements) + "]}";
    return Permissions.of(List.of(new ObjectMapper().readTree(document)));
  }

  private static String statement(String effect, String action, String resource) {
    return "{\"Effect\": \"%s\", \"Action\": %s, \"Resource\": %s}"
        .formatted(effect, action, resource);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          dynamodb:GetItem, table/app,          dynamodb:GetItem,    table/app,              true
          dynamodb:GetItem, table/app,          dynamodb:getitem,    table/app,              true
          dynamodb:GetItem, table/app,          dynamodb:PutItem,    table/app,              false
          dynamodb:GetItem, table/app,          dynamodb:GetItem,    table/other,            false
          dynamodb:GetItem, table/app,          dynamodb:GetItem,    table/app/index/GSI1,   false
          dynamodb:Query,   table/app/index/*,  dynamodb:Query,      table/app/index/GSI1,   true
          dynamodb:Query,   table/app/index/*,  dynamodb:Query,      table/app,              false
          dynamodb:*Item,   table/a?p,          dynamodb:DeleteItem, table/app,              true
          dynamodb:Get.tem, table/app,          dynamodb:GetItem,    table/app,              false
          *,                *,                  ssm:GetParameters,   parameter/a,            true
          dynamodb:*,       *,                  ssm:GetParameters,   parameter/a,            false
          dynamodb:GetItem, table/app,          dynamodb:GetItem,    TABLE/app,              false
          dynamodb:GetItem, table/a.p,          dynamodb:GetItem,    table/app,              false
          dynamodb:GetItem, table/a??p,         dynamodb:GetItem,    table/app,              false
          dynamodb:GetItem, table/(a)+$,        dynamodb:GetItem,    table/(a)+$,         true
          dynamodb:GetItem, *,                  dynamodb:GetItem,    *,                      true
          dynamodb:GetItem, table/app,          dynamodb:GetItem,    *,                      false
          dynamodb:GetItem, '',                 dynamodb:GetItem,    table/app,              false
          """)
  void aPatternCovers(String action, String resource, String did, String what, boolean allowed)
      throws Exception {
    Permissions permissions =
        permissions(statement("Allow", '"' + action + '"', '"' + resource + '"'));
    assertThat(permissions.allow(new Access(did, what))).isEqualTo(allowed);
  }

  @Test
  void nothingIsAllowedByDefault() {
    assertThat(Permissions.of(List.of()).allow(new Access("dynamodb:GetItem", "t"))).isFalse();
  }

  @Test
  void listsAllowEachWithEach() throws Exception {
    Permissions permissions =
        permissions(statement("Allow", "[\"a:B\", \"a:C\"]", "[\"x\", \"y\"]"));
    assertThat(permissions.allow(new Access("a:C", "x"))).isTrue();
    assertThat(permissions.allow(new Access("a:B", "y"))).isTrue();
  }

  @Test
  void documentsAllowTogetherAndOneStatementNeedsNoList() throws Exception {
    var mapper = new ObjectMapper();
    Permissions permissions =
        Permissions.of(
            List.of(
                mapper.readTree("{\"Statement\": " + statement("Allow", "\"a:B\"", "\"x\"") + "}"),
                mapper.readTree(
                    "{\"Statement\": [" + statement("allow", "\"a:C\"", "\"x\"") + "]}"),
                mapper.readTree("\"AWSLambdaBasicExecutionRole\"")));
    assertThat(permissions.allow(new Access("a:B", "x"))).isTrue();
    assertThat(permissions.allow(new Access("a:C", "x"))).isTrue();
    assertThat(permissions.allow(new Access("a:D", "x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Effect\": \"Allow\", \"NotAction\": \"a:B\", \"Resource\": \"*\"}",
        "{\"Effect\": \"Allow\", \"Action\": \"*\", \"NotResource\": \"y\"}",
        "{\"Effect\": \"Allow\", \"Action\": \"*\"}",
        "{\"Action\": \"*\", \"Resource\": \"*\"}",
        "{\"Effect\": \"Alow\", \"Action\": \"*\", \"Resource\": \"*\"}"
      })
  void aStatementThatIsNotUnderstoodAllowsNothing(String statement) throws Exception {
    assertThat(permissions(statement).allow(new Access("a:C", "x"))).isFalse();
  }

  @Test
  void aConditionCountsAsMet() throws Exception {
    Permissions permissions =
        permissions(
            "{\"Effect\": \"Allow\", \"Action\": \"a:*\", \"Resource\": \"*\","
                + " \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}}");
    assertThat(permissions.allow(new Access("a:B", "x"))).isTrue();
  }

  @Test
  void aDenialWins() throws Exception {
    Permissions permissions =
        permissions(
            statement("Allow", "\"a:*\"", "\"*\""), statement("Deny", "\"a:Delete\"", "\"*\""));
    assertThat(permissions.allow(new Access("a:Get", "x"))).isTrue();
    assertThat(permissions.allow(new Access("a:Delete", "x"))).isFalse();
  }

  @Test
  void whatIsAllowedAndNotNeededIsTold() throws Exception {
    Permissions permissions = permissions(statement("Allow", "[\"a:B\", \"a:C\"]", "\"x\""));
    assertThat(permissions.beyond(Set.of(new Access("a:B", "x"))))
        .containsExactly(new Access("a:C", "x"));
  }
}
