package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.iam.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Path EVERYTHING = Path.of("src/test/resources/templates/everything.yaml");

  private final Template template = Template.read(EVERYTHING, Map.of());

  @Test
  void functionsTakeGlobalsUnderTheirOwnProperties() {
    FunctionDefinition echo = template.function("EchoFunction");
    assertThat(echo.handlerClass()).isEqualTo("io.saasbricks.local.emulator.EchoHandler");
    assertThat(echo.name()).isEqualTo("local-EchoFunction");
    assertThat(echo.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(echo.memoryMegabytes()).isEqualTo(512);
    assertThat(template.function("ScriptFunction").timeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void environmentIsMergedAndItsFunctionsAreEvaluated() {
    assertThat(template.function("EchoFunction").environment())
        .containsEntry("STAGE", "test")
        .containsEntry("ITEMS_TABLE", "local-ItemsTable")
        .containsEntry("TITLE", "test of local in us-east-1")
        .containsKey("OWN")
        .doesNotContainKey("PRODUCTION");
  }

  @Test
  void parameterGivenReplacesItsDefault() {
    String yaml =
        Templates.function(
            "Environment: {Variables: {X: !Ref P}}", "P: {Type: String, Default: one}");
    assertThat(Templates.environment(yaml, Map.of())).containsEntry("X", "one");
    assertThat(Templates.environment(yaml, Map.of("P", "two"))).containsEntry("X", "two");
  }

  @Test
  void routesKnowTheirFunctionAndAuthorizer() {
    assertThat(template.api().routes())
        .extracting(RouteDefinition::key)
        .containsExactly(
            "GET /echo",
            "POST /echo",
            "ANY /items/{id}",
            "GET /items/me",
            "ANY /rest/{proxy+}",
            "GET /private",
            "ANY /script/{step}");
    RouteDefinition guarded = template.api().routes().get(5);
    assertThat(guarded.functionId()).isEqualTo("EchoFunction");
    assertThat(guarded.authorizer())
        .isEqualTo(
            new AuthorizerDefinition(
                "AuthorizerFunction",
                List.of("$request.header.Authorization"),
                Duration.ofSeconds(60)));
    assertThat(template.api().routes().get(0).authorizer()).isNull();
  }

  @Test
  void corsRulesComeFromTheParameterList() {
    assertThat(template.api().cors())
        .isEqualTo(
            new CorsDefinition(
                List.of("https://app.example.com", "https://admin.example.com"),
                List.of("GET", "POST"),
                List.of("authorization", "content-type"),
                List.of("retry-after"),
                false,
                600));
  }

  @Test
  void schedulesThatAreDisabledAreLeftOut() {
    assertThat(template.schedules())
        .extracting(
            ScheduleDefinition::name,
            ScheduleDefinition::functionId,
            schedule -> schedule.expression().toString(),
            ScheduleDefinition::input)
        .containsExactly(tuple("hourly", "HourlyFunction", "rate(1 hour)", null));
  }

  @Test
  void tableBecomesACreateTableRequest() {
    assertThat(template.tables()).hasSize(1);
    TableDefinition table = template.tables().get(0);
    assertThat(table.ttlAttribute()).isEqualTo("ttl");
    assertThat(table.createTable().path("TableName").asText()).isEqualTo("local-ItemsTable");
    assertThat(
            table.createTable().path("ProvisionedThroughput").path("ReadCapacityUnits").isNumber())
        .isTrue();
    assertThat(table.createTable().path("GlobalSecondaryIndexes").path(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("IndexName", "KeySchema", "Projection", "ProvisionedThroughput");
    assertThat(table.createTable().has("PointInTimeRecoverySpecification")).isFalse();
  }

  @Test
  void implicitApiTakesTheGlobals() {
    Template implicit =
        Template.parse(
            """
            Globals:
              HttpApi: {StageName: prod, CorsConfiguration: true}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Events: {All: {Type: HttpApi}}
            """,
            Map.of());
    assertThat(implicit.api().prefix()).isEqualTo("/prod");
    assertThat(implicit.api().cors()).isNotNull();
    assertThat(implicit.api().routes())
        .extracting(RouteDefinition::key)
        .containsExactly("$default");
  }

  @Test
  void simpleTableHasOneKey() {
    Template simple =
        Template.parse(
            """
            Resources:
              T:
                Type: AWS::Serverless::SimpleTable
                Properties: {TableName: things, PrimaryKey: {Name: key, Type: Number}}
            """,
            Map.of());
    assertThat(simple.tables().get(0).createTable().toString())
        .contains("\"AttributeName\":\"key\",\"AttributeType\":\"N\"", "PAY_PER_REQUEST");
  }

  @Test
  void functionUrlsKeepTheirModes() {
    Template urls =
        Template.parse(
            Templates.function(
                "FunctionUrlConfig: {AuthType: AWS_IAM, InvokeMode: RESPONSE_STREAM}",
                "P: {Type: String, Default: x}"),
            Map.of());
    assertThat(urls.functionUrls())
        .containsExactly(new FunctionUrlDefinition("F", true, null, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'Description: nothing'                                   | Resources is missing
          'Resources: {F: {Type: AWS::Serverless::Function}}'      | Resources.F.Properties.Handler is missing
          'Resources: {A: {Type: AWS::Serverless::HttpApi}, B: {Type: AWS::Serverless::HttpApi}}' | one HTTP API is emulated
          'Resources: {A: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: {}}}}' | DefinitionBody is not emulated
          'Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {GlobalSecondaryIndexes: [x]}}}' | an index of table
          'Resources: [unclosed'                                   | not valid YAML: line
          """)
  void templateThatCannotRunIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                       | no authorizer is called A
          {A: {JwtConfiguration: {}}}                              | only Lambda authorizers are emulated
          {A: {FunctionArn: !GetAtt F.Arn}}                        | only payload format 2.0 with EnableSimpleResponses
          {A: {FunctionArn: x, EnableSimpleResponses: true, AuthorizerPayloadFormatVersion: '2.0'}} | no function has the ARN x
          """)
  void authorizerThatCannotBeEmulatedIsRefused(String authorizers, String message) {
    String yaml =
        Templates.function("Events: {E: {Type: HttpApi}}", "P: {Type: String}")
            + "Globals: {HttpApi: {Auth: {DefaultAuthorizer: A, Authorizers: "
            + authorizers
            + "}}}\n";
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void permissionsAreThoseOfStatementsAndManagedPoliciesOfTheTemplate() {
    Template template =
        Template.parse(
            """
            Resources:
              Shared:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: 'ssm:*', Resource: '*'}]
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Policies:
                    - AWSLambdaBasicExecutionRole
                    - !Ref Shared
                    - DynamoDBCrudPolicy: {TableName: x}
                    - Statement: [{Effect: Allow, Action: 'dynamodb:Query', Resource: !GetAtt T.Arn}]
              G:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Policies: {Statement: {Effect: Allow, Action: 'dynamodb:Scan', Resource: '*'}}
              H:
                Type: AWS::Serverless::Function
                Properties: {Handler: a.B}
              T: {Type: AWS::DynamoDB::Table}
            """,
            Map.of());
    String table = "arn:aws:dynamodb:us-east-1:123456789012:table/local-T";
    assertThat(allows(template, "F", "ssm:GetParameters", "any")).isTrue();
    assertThat(allows(template, "F", "dynamodb:Query", table)).isTrue();
    assertThat(allows(template, "F", "dynamodb:Query", table + "2")).isFalse();
    assertThat(allows(template, "G", "dynamodb:Scan", table)).isTrue();
    assertThat(allows(template, "G", "ssm:GetParameters", "any")).isFalse();
    assertThat(allows(template, "H", "dynamodb:Query", table)).isFalse();
  }

  private static boolean allows(
      Template template, String function, String action, String resource) {
    return template.function(function).permissions().allow(new Access(action, resource));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotAction", "NotResource"})
  void policyThatAllowsByWhatItDoesNotNameIsRefused(String member) {
    String yaml =
        Templates.function(
            "Policies: [{Statement: [{Effect: Deny, " + member + ": x, Resource: '*'}]}]", "");
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .hasMessage("Resources.F.Properties.Policies: " + member + " is not emulated");
  }

  @Test
  void functionHasLambdasTimeAndMemoryByDefault() {
    FunctionDefinition function =
        Template.parse(Templates.function("", ""), Map.of()).function("F");
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(function.memoryMegabytes()).isEqualTo(128);
    assertThat(function.environment()).isEmpty();
  }

  @Test
  void listsOfGlobalsComeBeforeThoseOfTheResource() {
    Template merged =
        Template.parse(
            """
            Globals: {HttpApi: {CorsConfiguration: {AllowOrigins: [a], MaxAge: 1}}}
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties: {CorsConfiguration: {AllowOrigins: [b], MaxAge: 2}}
            """,
            Map.of());
    assertThat(merged.api().cors())
        .isEqualTo(
            new CorsDefinition(List.of("a", "b"), List.of(), List.of(), List.of(), false, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true                                  | *
          '''*'''                               | *
          https://a                             | https://a
          {AllowOrigins: [x, y]}                | x,y
          false                                 |
          ~                                     |
          """)
  void corsIsConfiguredInShortOrInFull(String configuration, String origins) {
    Template template =
        Template.parse(
            "Globals: {HttpApi: {CorsConfiguration: " + configuration + "}}\nResources: {}",
            Map.of());
    CorsDefinition cors = template.api().cors();
    assertThat(cors == null ? null : String.join(",", cors.origins())).isEqualTo(origins);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {Path: /a, Method: get}                                | GET /a
          {Path: /a, Method: '*'}                                | ANY /a
          {Path: /a, Method: x-amazon-apigateway-any-method}     | ANY /a
          {Path: /a}                                             | ANY /a
          {Path: /a, Method: any, PayloadFormatVersion: '2.0'}   | ANY /a
          {Path: $default}                                       | $default
          {}                                                     | $default
          """)
  void methodOfARouteMayBeAny(String event, String key) {
    String yaml = Templates.function("Events: {E: {Type: HttpApi, Properties: " + event + "}}", "");
    assertThat(Template.parse(yaml, Map.of()).api().routes())
        .extracting(RouteDefinition::key)
        .containsExactly(key);
  }

  @Test
  void routeOfTheOldPayloadIsRefused() {
    String yaml =
        Templates.function(
            "Events: {E: {Type: HttpApi, Properties: {PayloadFormatVersion: '1.0'}}}", "");
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .hasMessage("Resources.F.Properties.Events.E.PayloadFormatVersion 1.0 is not emulated");
  }

  @Test
  void routeMayDoWithoutTheDefaultAuthorizerWhichReadsItsIdentityFromAnywhere() {
    String yaml =
        Templates.function(
                "Events: {A: {Type: HttpApi}, B: {Type: HttpApi, Properties: {Auth: {Authorizer:"
                    + " NONE}}}}",
                "")
            + """
            Globals:
              HttpApi:
                Auth:
                  DefaultAuthorizer: A
                  Authorizers:
                    A:
                      FunctionArn: !GetAtt F.Arn
                      EnableSimpleResponses: true
                      AuthorizerPayloadFormatVersion: 2.0
                      Identity:
                        StageVariables: [d]
                        Context: [c]
                        QueryStrings: [b]
                        Headers: [a, a2]
            """;
    assertThat(Template.parse(yaml, Map.of()).api().routes())
        .extracting(RouteDefinition::authorizer)
        .containsExactly(
            new AuthorizerDefinition(
                "F",
                List.of(
                    "$request.header.a",
                    "$request.header.a2",
                    "$request.querystring.b",
                    "$context.c",
                    "$stageVariables.d"),
                Duration.ofMinutes(5)),
            null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Schedule, {Schedule: rate(2 hours)}                                | FE rate(2 hours) null
          Schedule, {Schedule: rate(2 hours), Enabled: true}                 | FE rate(2 hours) null
          Schedule, {Schedule: rate(2 hours), State: ENABLED, Name: n}       | n rate(2 hours) null
          ScheduleV2, {ScheduleExpression: rate(2 hours), Input: '{"a":1}'}  | FE rate(2 hours) {"a":1}
          ScheduleV2, {ScheduleExpression: rate(2 hours), State: DISABLED}   | ''
          Schedule, {Schedule: rate(2 hours), Enabled: 'False'}              | ''
          SQS, {Schedule: rate(2 hours)}                                     | ''
          """)
  void schedulesAreReadFromBothKindsOfEvents(String event, String schedule) {
    String[] words = event.split(", ", 2);
    String yaml =
        Templates.function(
            "Events: {E: {Type: %s, Properties: %s}}".formatted(words[0], words[1]), "");
    String read =
        Template.parse(yaml, Map.of()).schedules().stream()
            .map(one -> one.name() + " " + one.expression() + " " + one.input())
            .collect(Collectors.joining());
    assertThat(read).isEqualTo(schedule);
  }

  @ParameterizedTest
  @CsvSource({
    "rate(0 days), rate(0 days) is not emulated",
    "cron(0 9 ? * MO *), 'cron(0 9 ? * MO *): MO is no day of week'"
  })
  void scheduleThatIsNoneNamesItsPlace(String expression, String problem) {
    String yaml =
        Templates.function(
            "Events: {E: {Type: Schedule, Properties: {Schedule: '" + expression + "'}}}", "");
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Resources.F.Properties.Events.E: schedule " + problem);
  }

  @Test
  void throughputOfIndexesIsNumbersAndAStreamIsSwitchedOn() {
    Template template =
        Template.parse(
            """
            Parameters: {Units: {Type: Number, Default: 7}}
            Resources:
              T:
                Type: AWS::DynamoDB::Table
                Properties:
                  GlobalSecondaryIndexes:
                    - ProvisionedThroughput: {ReadCapacityUnits: !Ref Units, WriteCapacityUnits: '8'}
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
                  TimeToLiveSpecification: {AttributeName: ttl, Enabled: false}
              Simple: {Type: AWS::Serverless::SimpleTable}
            """,
            Map.of());
    JsonNode table = template.tables().get(0).createTable();
    assertThat(table.path("GlobalSecondaryIndexes").toString())
        .isEqualTo(
            "[{\"ProvisionedThroughput\":{\"ReadCapacityUnits\":7,\"WriteCapacityUnits\":8}}]");
    assertThat(table.path("StreamSpecification").toString())
        .isEqualTo("{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_IMAGE\"}");
    assertThat(template.tables().get(0).ttlAttribute()).isNull();
    JsonNode simple = template.tables().get(1).createTable();
    assertThat(simple.has("StreamSpecification")).isFalse();
    assertThat(simple.path("KeySchema").toString())
        .isEqualTo("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
  }

  @Test
  void valueOfTheEnvironmentIsThatOfTheFirstFunctionThatHasOne() {
    assertThat(template.environmentValue("STAGE")).isEqualTo("test");
    assertThat(template.environmentValue("TITLE")).isEqualTo("test of local in us-east-1");
    assertThat(template.environmentValue("NONE")).isEmpty();
  }

  @Test
  void summaryCountsWhatWasFound() {
    assertThat(template.summary()).isEqualTo("7 routes, 4 functions, 0 function URLs, 1 tables");
  }

  @Test
  void problemInAFileIsNamedWithTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "Description: nothing");
    assertThatThrownBy(() -> Template.read(file, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage(file + ": Resources is missing");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Template.read(Path.of("no/such.yaml"), Map.of()))
        .hasMessage("cannot read no/such.yaml");
  }
}
