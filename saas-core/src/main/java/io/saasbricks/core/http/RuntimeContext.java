package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the Runtime API and the environment say of one invocation. */
final class RuntimeContext implements Context {
  private static final LambdaLogger LOGGER = new StandardOutput();

  private final RuntimeApi.Event event;
  private final Map<String, String> environment;
  private final InstantSource time;

  RuntimeContext(RuntimeApi.Event event, Map<String, String> environment, InstantSource time) {
    this.event = event;
    this.environment = environment;
    this.time = time;
  }

  @Override
  public String getAwsRequestId() {
    return event.id();
  }

  @Override
  public String getLogGroupName() {
    return variable("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return variable("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return variable("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return variable("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return event.header("lambda-runtime-invoked-function-arn").orElse("");
  }

  /** A Function URL's caller has no identity of Cognito's. */
  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long deadline = Long.parseLong(event.header("lambda-runtime-deadline-ms").orElse("0"));
    Duration left = Duration.between(time.instant(), Instant.ofEpochMilli(deadline));
    return Math.toIntExact(Math.max(0, left.toMillis()));
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "0"));
  }

  @Override
  public LambdaLogger getLogger() {
    return LOGGER;
  }

  @Override
  public @Nullable String getTenantId() {
    return event.header("lambda-runtime-aws-tenant-id").orElse(null);
  }

  @Override
  public String getXrayTraceId() {
    return event.header("lambda-runtime-trace-id").orElse("");
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private static final class StandardOutput implements LambdaLogger {
    @Override
    public void log(String message) {
      System.out.println(message);
    }

    @Override
    public void log(byte[] message) {
      System.out.println(new String(message, StandardCharsets.UTF_8));
    }
  }
}
