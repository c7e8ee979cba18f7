package io.saasbricks.examples.todo;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TodoRoutesTest {
  private static final LocalBackend BACKEND =
      LocalBackend.of(Path.of("template.yaml"))
          .parameters(Map.of("Authentication", "NONE"))
          .dynamoDb(DynamoDbLocal.shared().endpoint())
          .start();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void theBackendRuns() {
    assertThat(BACKEND.functionUrl("TodoFunction")).hasScheme("http");
  }

  @AfterAll
  static void stop() {
    BACKEND.close();
  }

  @Test
  void aTodoIsCreatedReadChangedAndDeleted() throws Exception {
    HttpResponse<String> created = send("POST", "/todos", "{\"title\":\"Buy flour\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    String id = Json.object(created.body()).string("todoId");
    assertThat(created.headers().firstValue("location")).contains("/todos/" + id);

    assertThat(send("GET", "/todos/" + id, "").body()).isEqualTo(created.body());

    HttpResponse<String> changed =
        send("PUT", "/todos/" + id, "{\"title\":\"Buy rye flour\",\"done\":true}");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(Json.object(changed.body()).bool("done")).isTrue();
    assertThat(send("GET", "/todos", "").body()).contains("Buy rye flour");

    assertThat(send("DELETE", "/todos/" + id, "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "/todos/" + id, "").statusCode()).as("repeated").isEqualTo(204);
    assertThat(send("GET", "/todos/" + id, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"title\":\"\"}", "{\"title\":1}"})
  void aBadBodyIs400(String body) throws Exception {
    assertThat(send("POST", "/todos", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "GET, /other, 404",
    "GET, /todos/x, 404",
    "GET, /todos/%23, 404",
    "GET, /todos/a%2Fb, 404",
    "PATCH, /todos, 405",
    "POST, /todos/x, 405"
  })
  void whatIsNotThereIsRefused(String method, String path, int status) throws Exception {
    assertThat(send(method, path, "{}").statusCode()).isEqualTo(status);
  }

  @Test
  void changingWhatIsNotThereIs404AndCreatesNothing() throws Exception {
    String path = "/todos/0000000000000000000";
    JsonObject todo = JsonObject.builder().put("title", "x").put("done", true).build();
    assertThat(send("PUT", path, Json.text(todo)).statusCode()).isEqualTo(404);
    assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(BACKEND.functionUrl("TodoFunction") + path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
