package io.saasbricks.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
