package io.saasbricks.local.vendors;

import static io.saasbricks.local.vendors.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsmStandInTest {
  private final SsmStandIn ssm =
      SsmStandIn.create(
          Map.of("OPENAI_API_KEY", "sk-real", "GEMINI_API_KEY", " ", "PATH", "/bin"),
          new SecureRandom(),
          () -> Instant.EPOCH);
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = new Caller(ssm, "X-Amz-Target", "AmazonSSM.GetParameters");
  }

  @AfterEach
  void stop() {
    caller.close();
  }

  @Test
  void parametersAreFoundOrNamedInvalid() throws Exception {
    HttpResponse<String> answer =
        caller.post(
            "/", "{\"Names\":[\"/app/openai-api-key\",\"/app/path\"],\"WithDecryption\":true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.1");
    JsonNode found = json(answer).path("Parameters").path(0);
    assertThat(found.path("Name").asText()).isEqualTo("/app/openai-api-key");
    assertThat(found.path("Value").asText()).isEqualTo("sk-real");
    assertThat(found.path("Type").asText()).isEqualTo("SecureString");
    assertThat(json(answer).path("InvalidParameters").toString()).isEqualTo("[\"/app/path\"]");
  }

  @Test
  void keyThatTheProcessDoesNotHaveIsALocalOne() {
    assertThat(ssm.value("/app/gemini-api-key")).contains("local-gemini-api-key");
  }

  @Test
  void secretIsRandomAndStays() {
    String secret = ssm.value("/app/session-secret").orElseThrow();
    assertThat(secret).matches("[\\w-]{43}");
    assertThat(ssm.value("/other/session-secret")).contains(secret);
    assertThat(ssm.value("/app/other-secret"))
        .isPresent()
        .isNotEqualTo(ssm.value("/app/session-secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"Names\":[]}", "not json"})
  void callWithoutNamesIsInvalid(String body) throws Exception {
    HttpResponse<String> answer = caller.post("/", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("__type").asText()).isEqualTo("ValidationException");
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "10, 200", "11, 400"})
  void namesAreTenAtMost(int count, int status) throws Exception {
    String names =
        IntStream.range(0, count)
            .mapToObj(i -> "\"" + i + "-key\"")
            .collect(Collectors.joining(","));
    assertThat(caller.post("/", "{\"Names\":[" + names + "]}").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"/app/a-key, parameter/app/a-key", "a-key, parameter/a-key"})
  void parameterHasTheArnOfItsName(String name, String resource) throws Exception {
    JsonNode found =
        json(caller.post("/", "{\"Names\":[\"" + name + "\"]}")).path("Parameters").path(0);
    assertThat(found.path("ARN").asText())
        .isEqualTo("arn:aws:ssm:us-east-1:123456789012:" + resource);
  }

  @Test
  void otherOperationsAreUnknown() throws Exception {
    try (var other = new Caller(ssm, "X-Amz-Target", "AmazonSSM.PutParameter")) {
      assertThat(json(other.post("/", "{}")).path("__type").asText())
          .isEqualTo("UnknownOperationException");
    }
  }
}
