package io.saasbricks.benchmarks.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;

/** A vendor that gives every request the same answer at once, in OpenAI's format. */
final class StandInVendor {
  /** What a client must show to prove that it read the answer. */
  static final String REPLY = "We are open from Tuesday to Saturday, 7:00 to 18:00.";

  /** What a client sends: a prompt and twenty messages, about four kilobytes. */
  static final int EARLIER_EXCHANGES = 10;

  private static final String BODY =
      """
      {"id": "chatcmpl-1", "object": "chat.completion", "created": 1772352000,
       "model": "gpt-4o-mini",
       "choices": [{"index": 0, "finish_reason": "stop",
                    "message": {"role": "assistant", "content": "%s"}}],
       "usage": {"prompt_tokens": 900, "completion_tokens": 20, "total_tokens": 920,
                 "prompt_tokens_details": {"cached_tokens": 640}}}
      """
          .formatted(REPLY);

  private StandInVendor() {}

  static LocalServer start() throws IOException {
    byte[] body = BODY.getBytes(UTF_8);
    return LocalServer.start(request -> LocalResponse.json(200, new String(body, UTF_8)));
  }
}
