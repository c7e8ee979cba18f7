package io.saasbricks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What a function finds in its environment. */
class EnvironmentTest {
  private static final Map<String, String> LAMBDA =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "AKIA1",
          "AWS_SECRET_ACCESS_KEY", "secret1",
          "AWS_SESSION_TOKEN", "token1",
          "EMPTY", "");

  private final Environment environment = Environment.of(LAMBDA);

  @Test
  void aVariableThatIsSetIsFound() {
    assertThat(environment.required("AWS_REGION")).isEqualTo("eu-central-1");
    assertThat(environment.optional("AWS_REGION")).contains("eu-central-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY", "ABSENT", "aws_region"})
  void aVariableThatIsAbsentOrEmptyIsNamedIfItIsRequired(String name) {
    assertThat(environment.optional(name)).isEmpty();
    assertThat(environment.list(name)).isEmpty();
    assertThatThrownBy(() -> environment.required(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("environment variable " + name + " is not set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a            | a
          a,b          | a b
          ' a , b '    | a b
          ,a,,b,       | a b
          ' , '        | ''
          """)
  void aListIsSplitAtCommas(String value, String elements) {
    List<String> list = Environment.of(Map.of("LIST", value)).list("LIST");
    assertThat(String.join(" ", list)).isEqualTo(elements);
  }

  @Test
  void laterChangesOfTheVariablesAreNotSeen() {
    Map<String, String> variables = new HashMap<>(LAMBDA);
    Environment copy = Environment.of(variables);
    variables.put("AWS_REGION", "us-east-1");
    assertThat(copy.required("AWS_REGION")).isEqualTo("eu-central-1");
  }

  @Test
  void itPrintsNamesOnly() {
    assertThat(environment.toString()).contains("AWS_SESSION_TOKEN").doesNotContain("token1");
  }

  @Test
  void theCredentialsAreThoseOfTheFunctionsRole() {
    AwsEnvironment aws = AwsEnvironment.of(environment);
    assertThat(aws.region()).isEqualTo(Region.EU_CENTRAL_1);
    assertThat(aws.credentials().resolveCredentials())
        .isEqualTo(AwsSessionCredentials.create("AKIA1", "secret1", "token1"));
  }

  @Test
  void withoutASessionTheyAreThoseOfAUser() {
    Map<String, String> user = new HashMap<>(LAMBDA);
    user.remove("AWS_SESSION_TOKEN");
    assertThat(AwsEnvironment.of(Environment.of(user)).credentials().resolveCredentials())
        .isEqualTo(AwsBasicCredentials.create("AKIA1", "secret1"));
  }

  @Test
  void underSnapStartLambdaServesThem() {
    Map<String, String> restored = new HashMap<>(LAMBDA);
    restored.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9001/credentials");
    assertThat(AwsEnvironment.of(Environment.of(restored)).credentials())
        .isInstanceOf(ContainerCredentialsProvider.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
  void whatAwsShouldHaveSetIsNamedIfItIsAbsent(String name) {
    Map<String, String> incomplete = new HashMap<>(LAMBDA);
    incomplete.remove(name);
    AwsEnvironment aws = AwsEnvironment.of(Environment.of(incomplete));
    assertThatThrownBy(
            () -> {
              aws.region();
              aws.credentials();
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .message()
        .doesNotContain("secret1", "token1");
  }

  @Test
  void anEndpointOfItsOwnIsFoundByTheServicesNameInAnyCase() {
    AwsEnvironment aws =
        AwsEnvironment.of(
            Environment.of(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")));
    assertThat(aws.endpoint("dynamodb")).contains(URI.create("http://127.0.0.1:8000"));
    assertThat(aws.endpoint("SSM")).isEmpty();
  }
}
