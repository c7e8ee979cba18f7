package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        function("Environment: {Variables: {X: !Ref P}}", "P: {Type: String, Default: one}");
    assertThat(environment(yaml, Map.of())).containsEntry("X", "one");
    assertThat(environment(yaml, Map.of("P", "two"))).containsEntry("X", "two");
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
            function(
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
          !Ref P                                   | one
          !Sub 'a ${P} ${!P} ${AWS::AccountId}'    | a one ${P} 123456789012
          !Sub ['${A}-${P}', {A: !Ref P}]          | one-one
          !Join ['-', [a, !Ref P]]                 | a-one
          !Select [1, !Split [',', 'x,y,z']]       | y
          !Select [0, !Ref L]                      | l1
          !GetAtt F.Arn                            | arn:aws:lambda:us-east-1:123456789012:function:local-F
          !Sub '${F.Arn}'                          | arn:aws:lambda:us-east-1:123456789012:function:local-F
          !If [Sure, a, b]                          | a
          !If [Unsure, a, b]                          | b
          !If [Both, a, b]                         | b
          !If [Either, a, b]                       | a
          !Base64 hi                               | aGk=
          !FindInMap [M, !Ref P, k]                | found
          {'Fn::Join': ['', [a, b]]}               | ab
          5                                        | 5
          true                                     | true
          """)
  void intrinsicsAreEvaluated(String expression, String expected) {
    String yaml =
        function(
                "Environment: {Variables: {X: " + expression + "}}",
                "P: {Type: String, Default: one}, L: {Type: CommaDelimitedList, Default: 'l1, l2'}")
            + """
            Mappings: {M: {one: {k: found}}}
            Conditions:
              Sure: !Equals [!Ref P, one]
              Unsure: !Not [!Condition Sure]
              Both: !And [!Condition Sure, !Condition Unsure]
              Either: !Or [!Condition Sure, !Condition Unsure]
            """;
    assertThat(environment(yaml, Map.of())).containsEntry("X", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !ImportValue x          | Resources.F.Properties.Environment.Variables.X: Fn::ImportValue is not emulated
          !Ref Nobody             | Resources.F.Properties.Environment.Variables.X: nothing is called Nobody
          !GetAtt F.Version       | Resources.F.Properties.Environment.Variables.X: attribute Version of F is not emulated
          !If [Nope, a, b]        | Resources.F.Properties.Environment.Variables.X: no condition is called Nope
          !Select [9, [a]]        | Resources.F.Properties.Environment.Variables.X: argument 9 is missing
          !FindInMap [M, a, b]    | Resources.F.Properties.Environment.Variables.X: no mapping for
          !Ref Required           | Parameters.Required: no default
          """)
  void problemNamesItsPlace(String expression, String message) {
    String yaml =
        function("Environment: {Variables: {X: " + expression + "}}", "Required: {Type: String}");
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
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
        function("Events: {E: {Type: HttpApi}}", "P: {Type: String}")
            + "Globals: {HttpApi: {Auth: {DefaultAuthorizer: A, Authorizers: "
            + authorizers
            + "}}}\n";
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Template.read(Path.of("no/such.yaml"), Map.of()))
        .hasMessage("cannot read no/such.yaml");
  }

  private static Map<String, String> environment(String yaml, Map<String, String> parameters) {
    return Template.parse(yaml, parameters).function("F").environment();
  }

  private static String function(String properties, String parameters) {
    return """
        Parameters: {%s}
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {Handler: a.B, %s}
        """
        .formatted(parameters, properties);
  }
}
