package io.saasbricks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsmParametersTest {
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-11-15T10:20:30Z"));
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "AWS_REGION", "eu-central-1",
              "AWS_ACCESS_KEY_ID", "id",
              "AWS_SECRET_ACCESS_KEY", "key",
              "AWS_SESSION_TOKEN", "token"));

  private final Service service = new Service();

  @ParameterizedTest
  @CsvSource({"1, 1", "6, 1", "10, 1", "11, 2", "23, 3"})
  void tenNamesGoIntoOneRequest(int names, int requests) {
    Map<String, Secret> found = source(service).fetch(names(names));
    assertThat(found).hasSize(names);
    assertThat(service.requests).hasSize(requests);
  }

  @Test
  void theRequestAsksForDecryptedValuesAndIsSigned() {
    source(service).fetch(List.of("/app/a"));
    OutboundRequest request = service.requests.get(0);
    assertThat(request.uri()).hasToString("https://ssm.eu-central-1.amazonaws.com");
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"Names\":[\"/app/a\"],\"WithDecryption\":true}");
    assertThat(request.headers())
        .containsEntry("x-amz-target", "AmazonSSM.GetParameters")
        .containsEntry("content-type", "application/x-amz-json-1.1")
        .containsEntry("X-Amz-Security-Token", "token")
        .hasEntrySatisfying(
            "Authorization",
            value ->
                assertThat(value)
                    .startsWith("AWS4-HMAC-SHA256 Credential=id/")
                    .contains("/eu-central-1/ssm/aws4_request")
                    .contains("host;")
                    .doesNotContain("key"));
  }

  @Test
  void anEndpointOfItsOwnReplacesThePublicOne() {
    Map<String, String> variables = new HashMap<>(ENVIRONMENT.variables());
    variables.put("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:8080/_local/ssm");
    ParameterSource.ssm(Environment.of(variables), service, TIME, () -> 0).fetch(List.of("/app/a"));
    assertThat(service.requests.get(0).uri()).hasToString("http://127.0.0.1:8080/_local/ssm");
  }

  @Test
  void namesThatDoNotExistAreLeftOut() {
    assertThat(source(service).fetch(List.of("/app/a", "/missing"))).containsOnlyKeys("/app/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 500, 503})
  void anErrorIsAnExceptionWithoutTheBody(int status) {
    Transport failing = (request, deadline) -> response(status, "{\"message\":\"secret\"}");
    assertThatThrownBy(() -> source(failing).fetch(List.of("/app/a")))
        .isInstanceOf(ParametersUnavailableException.class)
        .hasMessage("SSM answered " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{\"Parameters\":[{\"Name\":\"/app/a\"}]}",
        "{\"Parameters\":[{\"Name\":\"/app/a\",\"Value\":\"\"}]}"
      })
  void anAnswerOfAnotherFormIsAnException(String body) {
    Transport odd = (request, deadline) -> response(200, body);
    assertThatThrownBy(() -> source(odd).fetch(List.of("/app/a")))
        .isInstanceOf(ParametersUnavailableException.class);
  }

  private static ParameterSource source(Transport transport) {
    return ParameterSource.ssm(ENVIRONMENT, transport, TIME, () -> 0);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "/app/" + i).toList();
  }

  private static OutboundResponse response(int status, String body) {
    return OutboundResponse.of(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Service implements Transport {
    private final List<OutboundRequest> requests = new ArrayList<>();

    @Override
    public OutboundResponse send(OutboundRequest request, Deadline deadline) {
      requests.add(request);
      List<JsonObject> found =
          Json.object(request.body()).strings("Names").stream()
              .filter(name -> name.startsWith("/app/"))
              .map(name -> JsonObject.builder().put("Name", name).put("Value", "v").build())
              .toList();
      return response(200, Json.text(JsonObject.builder().put("Parameters", found).build()));
    }
  }
}
