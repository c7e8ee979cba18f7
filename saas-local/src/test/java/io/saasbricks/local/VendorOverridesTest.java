package io.saasbricks.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorOverridesTest {
  private static final URI EMULATOR = URI.create("http://127.0.0.1:1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENAI_BASE_URL    | https://api.openai.com/v1      | X=1                  | http://127.0.0.1:1/_local/openai/v1
          OPENAI_BASE_URL    | https://api.openai.com         | 'OPENAI_API_KEY= '   | http://127.0.0.1:1/_local/openai
          OPENAI_BASE_URL    | https://api.openai.com/v1      | OPENAI_API_KEY=sk    | https://api.openai.com/v1
          OPENAI_BASE_URL    | https://api.openai.com/v1      | GEMINI_API_KEY=sk    | http://127.0.0.1:1/_local/openai/v1
          DEEPSEEK_BASE_URL  | https://api.deepseek.com       | X=1                  | http://127.0.0.1:1/_local/deepseek
          GEMINI_BASE_URL    | https://g.example/a%20b/       | X=1                  | http://127.0.0.1:1/_local/gemini/a%20b/
          ANTHROPIC_BASE_URL | https://api.anthropic.com      | ANTHROPIC_API_KEY=sk | https://api.anthropic.com
          STRIPE_BASE_URL    | https://api.stripe.com         | STRIPE_SECRET_KEY=sk | https://api.stripe.com
          GOOGLE_JWKS_URL    | https://g.example/oauth2/certs | X=1                  | http://127.0.0.1:1/_local/google/oauth2/certs
          INVOKE_MODE        | BUFFERED                       | X=1                  | RESPONSE_STREAM
          OTHER_URL          | https://other.example          | X=1                  | https://other.example
          """)
  void vendorIsTheStandInUnlessTheProcessHasItsKey(
      String variable, String value, String process, String adjusted) {
    String[] key = process.split("=", 2);
    assertThat(
            new VendorOverrides(Map.of(key[0], key[1])).adjust(Map.of(variable, value), EMULATOR))
        .containsEntry(variable, adjusted);
  }

  @Test
  void variablesThatAFunctionDoesNotHaveStayAway() {
    assertThat(new VendorOverrides(Map.of()).adjust(Map.of(), EMULATOR))
        .isEqualTo(Map.of("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1/_local/ssm"));
  }
}
