package io.saasbricks.examples.chatbot.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mistakes that people make in templates; nearly all must be caught before they are deployed. */
class TemplateMistakesTest {
  private static final Path FOLDER = Path.of("target", "template-mistakes");
  private static final Map<String, String[]> MISTAKES = new LinkedHashMap<>();

  /** The first occurrence of a text of the template, and what someone wrote instead. */
  private static void mistake(String name, String right, String wrong) {
    MISTAKES.put(name, new String[] {right, wrong});
  }

  static {
    mistake("metric of REST APIs", "MetricName: 5xx", "MetricName: 5XXError");
    mistake("alarm that tells nobody", "      AlarmActions: [!Ref Alarms]\n", "");
    mistake("statistic and percentile", "ExtendedStatistic: p99", "Statistic: p99");
    mistake("comparison misspelt", "GreaterThanThreshold", "GreaterThan");
    mistake("missing data misspelt", "TreatMissingData: notBreaching", "TreatMissingData: no");
    mistake("metric id in an expression", "FILL(widget, 0)", "FILL(widgets, 0)");
    mistake("sum of metrics that may be missing", "FILL(agent, 0)", "agent");
    mistake("Ref to nothing", "!Ref AppTable", "!Ref ApTable");
    mistake("GetAtt of nothing", "!GetAtt AppTable.Arn", "!GetAtt AppTables.Arn");
    mistake("GetAtt of no attribute", "!GetAtt AppTable.Arn", "!GetAtt AppTable.Name");
    mistake("URL of a function without", "StreamChatFunctionUrl.", "WidgetChatFunctionUrl.");
    mistake("Sub of nothing", "${ParameterPrefix}/*", "${ParametersPrefix}/*");
    mistake("condition of nothing", "!If [ReservesChat,", "!If [ReserveChat,");
    mistake("condition on a resource", "Condition: HasDomain", "Condition: HaveDomain");
    mistake("resource type", "AWS::SNS::Topic", "AWS::SNS::Topics");
    mistake("function property", "Timeout: 29", "TimeOut: 29");
    mistake("property of Globals", "MemorySize: 1024", "Memory: 1024");
    mistake("CORS property", "AllowOrigins:", "AllowedOrigins:");
    mistake("event type", "Type: HttpApi", "Type: HttpAPI");
    mistake("event without path", "Method: GET, Path: /health", "Method: GET");
    mistake("handler class", "functions.Health::", "functions.Heatlh::");
    mistake("two functions on a route", "Path: /auth/verify", "Path: /health");
    mistake("scan allowed", "Action: dynamodb:Query", "Action: dynamodb:Scan");
    mistake("everything allowed", "Action: ssm:GetParameters", "Action: ssm:*");
    mistake("every resource allowed", "Resource: !GetAtt AppTable.Arn", "Resource: \"*\"");
    mistake("action without service", "Action: dynamodb:Query", "Action: Query");
    mistake("key type", "KeyType: RANGE", "KeyType: SORT");
    mistake(
        "attribute of no key",
        "- {AttributeName: PK, AttributeType: S}",
        "- {AttributeName: id, AttributeType: S}");
    mistake("attribute type", "AttributeType: S", "AttributeType: String");
    mistake("projection", "ProjectionType: ALL", "ProjectionType: FULL");
    mistake(
        "no time to live",
        "AttributeName: ttl, Enabled: true",
        "AttributeName: TTL, Enabled: true");
    mistake("data deleted with the stack", "DeletionPolicy: Retain", "DeletionPolicy: Delete");
    mistake(
        "SnapStart with provisioned concurrency",
        "!If [IsProvisioned, None, PublishedVersions]",
        "PublishedVersions");
    mistake("longer than the API waits", "Timeout: 29", "Timeout: 60");
    mistake(
        "retention that does not exist",
        "RetentionInDays: !Ref LogRetentionDays",
        "RetentionInDays: 45");
    mistake("logs for ever", "      LogGroup: !Ref FunctionLogs\n", "");
    mistake("endpoint type", "EndpointType: REGIONAL", "EndpointType: REGION");
    mistake("indentation", "  Alarms:\n    Type:", "  Alarms:\n  Type:");
  }

  private static final Map<String, Path> FILES = new LinkedHashMap<>();

  @BeforeAll
  static void write() throws IOException {
    Files.createDirectories(FOLDER);
    String template = Files.readString(TemplateTest.TEMPLATE);
    for (Map.Entry<String, String[]> mistake : MISTAKES.entrySet()) {
      String right = mistake.getValue()[0];
      assertThat(template).as(mistake.getKey()).contains(right);
      int at = template.indexOf(right);
      String wrong =
          template.substring(0, at)
              + mistake.getValue()[1]
              + template.substring(at + right.length());
      Path file = FOLDER.resolve(mistake.getKey().replace(' ', '-') + ".yaml");
      FILES.put(mistake.getKey(), Files.writeString(file, wrong));
    }
  }

  @Test
  void nearlyAllAreCaught() throws IOException, InterruptedException {
    CloudFormationValidate.assumeInstalled();
    Map<Path, List<String>> errors = CloudFormationValidate.errors(List.copyOf(FILES.values()));
    List<String> missed = new ArrayList<>(missedByOurRules());
    missed.removeIf(name -> errors.containsKey(FILES.getOrDefault(name, FOLDER).toAbsolutePath()));
    assertThat(missed)
        .as("missed of %d mistakes", MISTAKES.size())
        .hasSizeLessThanOrEqualTo(MISTAKES.size() * 2 / 30);
  }

  @Test
  void mostAreCaughtWithoutNpm() throws IOException {
    assertThat(missedByOurRules()).hasSizeLessThanOrEqualTo(MISTAKES.size() / 3);
  }

  private static List<String> missedByOurRules() throws IOException {
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, Path> file : FILES.entrySet()) {
      if (TemplateChecks.findings(Files.readString(file.getValue())).isEmpty()) {
        missed.add(file.getKey());
      }
    }
    return missed;
  }
}
