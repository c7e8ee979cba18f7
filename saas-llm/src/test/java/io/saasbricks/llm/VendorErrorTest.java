package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error bodies as vendors are known to send them, and what they call for. */
class VendorErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENAI   |400|DENIED      |{"error":{"code":"billing_hard_limit_reached"}}
          OPENAI   |401|DENIED      |{"error":{"code":"invalid_api_key"}}
          OPENAI   |403|DENIED      |{"error":{"type":"forbidden","code":null}}
          OPENAI   |429|DENIED      |{"error":{"type":"insufficient_quota","code":"insufficient_quota"}}
          OPENAI   |429|DENIED      |{"error":{"type":"x","code":"credit_balance_exhausted"}}
          OPENAI   |429|RATE_LIMITED|{"error":{"type":"requests","code":"rate_limit_exceeded"}}
          OPENAI   |429|RATE_LIMITED|{"error":{"code":"slow_down"}}
          OPENAI   |400|TOO_LONG    |{"error":{"code":"context_length_exceeded"}}
          OPENAI   |404|MODEL_GONE  |{"error":{"code":"model_not_found"}}
          OPENAI   |400|INVALID     |{"error":{"code":"unsupported_value","param":"temperature"}}
          OPENAI   |422|INVALID     |{"error":{"message":"bad"}}
          OPENAI   |500|OVERLOADED  |{}
          OPENAI   |503|OVERLOADED  |{"error":{"code":"server_is_overloaded"}}
          OPENAI   |408|OVERLOADED  |{}
          OPENAI   |409|OVERLOADED  |{}
          OPENAI   |402|DENIED      |{"error":{"message":"Insufficient Balance","code":"invalid_request_error"}}
          OPENAI   |500|OVERLOADED  |{"error":"a text"}
          OPENAI   |302|OVERLOADED  |{}
          GEMINI   |400|DENIED      |{"error":{"code":400,"status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}
          GEMINI   |400|INVALID     |{"error":{"code":400,"status":"INVALID_ARGUMENT"}}
          GEMINI   |404|MODEL_GONE  |{"error":{"code":404,"status":"NOT_FOUND"}}
          GEMINI   |429|RATE_LIMITED|{"error":{"status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"37s"}]}}
          GEMINI   |429|DENIED      |{"error":{"status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"37s"},{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}}
          GEMINI   |429|DENIED      |{"error":{"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"x","quotaValue":"0"}]}]}}
          GEMINI   |503|OVERLOADED  |{"error":{"status":"UNAVAILABLE"}}
          GEMINI   |504|OVERLOADED  |{"error":{"status":"DEADLINE_EXCEEDED"}}
          ANTHROPIC|529|OVERLOADED  |{"type":"error","error":{"type":"overloaded_error"}}
          ANTHROPIC|200|OVERLOADED  |{"type":"error","error":{"type":"overloaded_error"}}
          ANTHROPIC|200|RATE_LIMITED|{"type":"error","error":{"type":"rate_limit_error"}}
          ANTHROPIC|200|INVALID     |{"type":"error","error":{"type":"invalid_request_error"}}
          ANTHROPIC|400|INVALID     |{"type":"error","error":{"type":"invalid_request_error"}}
          ANTHROPIC|400|DENIED      |{"type":"error","error":{"type":"billing_error"}}
          ANTHROPIC|401|DENIED      |{"type":"error","error":{"type":"authentication_error"}}
          ANTHROPIC|404|MODEL_GONE  |{"type":"error","error":{"type":"not_found_error"}}
          ANTHROPIC|413|TOO_LONG    |{"type":"error","error":{"type":"request_too_large"}}
          BEDROCK  |429|RATE_LIMITED|{"__type":"ThrottlingException"}
          BEDROCK  |400|RATE_LIMITED|{"__type":"ThrottlingException"}
          BEDROCK  |424|OVERLOADED  |{"__type":"ModelErrorException"}
          BEDROCK  |400|INVALID     |{"__type":"ValidationException"}
          BEDROCK  |403|DENIED      |{"__type":"ExpiredTokenException"}
          BEDROCK  |404|MODEL_GONE  |{"__type":"ResourceNotFoundException"}
          """)
  void isOfAKind(WireFormat format, int status, ChatFailure kind, String body) {
    assertThat(format.wire().error(Json.object(body)).kind(status)).isEqualTo(kind);
  }
}
