package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lambda authorizer of type REQUEST: of an HTTP API with payload 2.0, or of a REST API.
 *
 * <p>A function is a thin subclass that hands its {@link Authorizer} to the constructor. An event
 * that is no authorizer event is denied. What the authorizer throws fails the invocation, so that
 * API Gateway answers 500: a fault of ours must not look like a bad credential.
 *
 * <p>Deploy it with a result time-to-live of zero: API Gateway would reuse an answer, the denials
 * and limits in it as well, and a revoked credential would live on as long.
 */
public abstract class AuthorizerLambda extends SnapStartFunction {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorizerLambda.class);

  private final Authorizer authorizer;
  private final Format format;

  /** What API Gateway expects for an answer. */
  public enum Format {
    /** Yes or no: an HTTP API with simple responses enabled. */
    SIMPLE,
    /** An IAM policy for all routes of the stage: a REST API, or an HTTP API without. */
    POLICY
  }

  /** A function that answers for the authorizer. */
  protected AuthorizerLambda(Authorizer authorizer, Format format) {
    this.authorizer = authorizer;
    this.format = format;
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    output.write(answer(input.readAllBytes(), context.getAwsRequestId(), remaining));
  }

  private byte[] answer(byte[] bytes, String invocation, Duration remaining) {
    AuthorizerEvent event;
    try {
      event = AuthorizerEvent.read(Json.object(bytes), invocation, remaining);
    } catch (JsonException e) {
      LOG.atWarn().log("no authorizer event: {}", e.getMessage());
      return Json.bytes(written(new Authorizer.Decision.Denied(), "*"));
    }
    return Json.bytes(written(authorizer.decide(event.request()), event.resource()));
  }

  private JsonObject written(Authorizer.Decision decision, String resource) {
    return format == Format.SIMPLE
        ? AuthorizerEvent.simple(decision)
        : AuthorizerEvent.policy(decision, resource);
  }
}
