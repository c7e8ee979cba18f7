package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.Specs;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every member that an independent mock of the vendors sends is sent by the stand-ins too. */
class GoldenAnswersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai-chat        | /v1/chat/completions                                      | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"hello"}]%s}
          gemini-v1beta      | /v1beta/models/gemini-2.5-flash:generateContent           | {"contents":[{"parts":[{"text":"hello"}]}]}
          anthropic-messages | /v1/messages                                              | {"model":"claude-haiku-4-5","max_tokens":99,"messages":[{"role":"user","content":"hello"}]%s}
          """)
  void unaryAndStreamedAnswersHaveTheMembersOfTheGoldenOnes(String vendor, String path, String body)
      throws IOException {
    LocalHandler standIn = standIn(vendor, new Faults());
    assertThat(members(answer(standIn, path, body.formatted(""))))
        .containsAll(members(golden(vendor, "unary")));
    String streaming = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    String streamPath = path.replace(":generateContent", ":streamGenerateContent?alt=sse");
    assertThat(members(answer(standIn, streamPath, body.formatted(streaming))))
        .containsAll(members(golden(vendor, "stream")));
  }

  /** An error lacks no member of the golden ones either, and has what a client waits by. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai-chat        | openai    | /v1/chat/completions                            | down    | 503
          openai-chat        | openai    | /v1/chat/completions                            | limited | 429
          openai-chat        | openai    | /v1/chat/completions                            | quota   | 429
          gemini-v1beta      | gemini    | /v1beta/models/gemini-2.5-flash:generateContent | down    | 503
          gemini-v1beta      | gemini    | /v1beta/models/gemini-2.5-flash:generateContent | limited | 429
          anthropic-messages | anthropic | /v1/messages                                    | down    | 503
          anthropic-messages | anthropic | /v1/messages                                    | limited | 429
          """)
  void errorsHaveTheMembersOfTheGoldenOnes(
      String vendor, String provider, String path, String kind, int status) throws IOException {
    var faults = new Faults();
    faults.add(provider, Fault.status(status), 1);
    String golden = Specs.read("llm-golden/" + vendor + "." + kind + ".unary.http");
    assertThat(golden).startsWith("HTTP/1.1 " + status);
    String body = answer(standIn(vendor, faults), path, "{}");
    assertThat(members(body)).containsAll(members(golden.split("\r?\n\r?\n", 2)[1]));
  }

  private static LocalHandler standIn(String vendor, Faults faults) {
    return switch (vendor) {
      case "openai-chat" -> OpenAiStandIn.openAi(faults, () -> Instant.EPOCH);
      case "gemini-v1beta" -> GeminiStandIn.create(faults);
      default -> AnthropicStandIn.create(faults);
    };
  }

  private static String answer(LocalHandler standIn, String path, String body) throws IOException {
    var headers =
        List.of(
            new Header("authorization", "Bearer key"),
            new Header("x-goog-api-key", "key"),
            new Header("x-api-key", "key"),
            new Header("anthropic-version", "2023-06-01"));
    LocalResponse answer =
        standIn.handle(
            new LocalRequest("POST", path, headers, body.getBytes(StandardCharsets.UTF_8)));
    var out = new ByteArrayOutputStream();
    answer.body().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String golden(String vendor, String kind) {
    String http = Specs.read("llm-golden/" + vendor + ".hello." + kind + ".http");
    return http.split("\r?\n\r?\n", 2)[1];
  }

  /** The paths of all members, in the whole answer or in all events of a stream. */
  private static Set<String> members(String body) throws IOException {
    var members = new TreeSet<String>();
    if (!body.contains("data: ")) {
      collect("", Caller.JSON.readTree(body), members);
    }
    for (String line : body.lines().filter(line -> line.startsWith("data: {")).toList()) {
      collect("", Caller.JSON.readTree(line.substring(6)), members);
    }
    return members;
  }

  private static void collect(String at, JsonNode node, Set<String> members) {
    for (var member : node.properties()) {
      members.add(at + "." + member.getKey());
      collect(at + "." + member.getKey(), member.getValue(), members);
    }
    if (node.isArray()) {
      node.forEach(item -> collect(at + "[]", item, members));
    }
  }
}
