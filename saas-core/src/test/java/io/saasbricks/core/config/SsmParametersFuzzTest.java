package io.saasbricks.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.local.simulation.Corpus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: whatever Parameter Store answers, and with whatever status, is all the parameters
 * that the answer names, or {@link ParametersUnavailableException}.
 */
public final class SsmParametersFuzzTest {
  private static final Environment ENVIRONMENT =
      Environment.of(
          Map.of(
              "AWS_REGION", "eu-central-1",
              "AWS_ACCESS_KEY_ID", "id",
              "AWS_SECRET_ACCESS_KEY", "key"));
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"InvalidParameters":["/app/c"],"Parameters":[
           {"Name":"/app/a","Type":"SecureString","Value":"x","Version":1},
           {"Name":"/app/b","Type":"String","Value":"é"}]}
          """,
          """
          {"Parameters":[{"Name":"","Value":""}]}""",
          """
          {"__type":"ThrottlingException","message":"Rate exceeded"}""");

  /** Called by Jazzer; the last byte chooses the status. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] answer = CORPUS.bytes(data);
    int status = data.length > 1 && data[data.length - 1] == 0 ? 400 : 200;
    Transport transport =
        (request, deadline) -> OutboundResponse.of(status, Map.of(), answer.clone());
    ParameterSource source =
        ParameterSource.ssm(
            ENVIRONMENT, transport, InstantSource.fixed(Instant.EPOCH), System::nanoTime);
    try {
      Map<String, Secret> found = source.fetch(List.of("/app/a", "/app/b", "/app/c"));
      assertThat(status).isEqualTo(200);
      assertThat(found.keySet())
          .hasSameElementsAs(
              Json.object(answer).objects("Parameters").stream()
                  .map((JsonObject parameter) -> parameter.string("Name"))
                  .toList());
      assertThat(found.values()).noneMatch(secret -> secret.reveal().isEmpty());
    } catch (ParametersUnavailableException refused) {
      assertThat(refused.retryable()).isTrue();
    }
  }

  @Test
  void whatParameterStoreAnswersIsParametersOrNone() {
    CORPUS.replay(SsmParametersFuzzTest::fuzzerTestOneInput);
  }
}
