package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lambda function that a schedule runs.
 *
 * <p>A function is a thin subclass that hands its {@link Job} to the constructor. The event is not
 * looked at. What the job reports is logged and answered; what it throws fails the invocation, so
 * that Lambda counts an error and runs it again. Schedules run a job at least once, so a job must
 * bear being run twice, also at the same time.
 */
public abstract class ScheduledLambda extends SnapStartFunction {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledLambda.class);

  private final Job job;
  private final LongSupplier nanoTime;

  /** What is done from time to time. */
  @FunctionalInterface
  public interface Job {
    /**
     * Does it, or as much of it as the time allows.
     *
     * @param deadline when the function will be stopped
     * @return a report in figures, for the log and whoever runs the function by hand
     */
    JsonObject run(Deadline deadline);
  }

  /**
   * A function that runs the job.
   *
   * @param nanoTime measures the time that is left
   */
  protected ScheduledLambda(Job job, LongSupplier nanoTime) {
    this.job = job;
    this.nanoTime = nanoTime;
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    JsonObject report = job.run(Deadline.in(remaining, nanoTime));
    LOG.atInfo()
        .addKeyValue("job", getClass().getSimpleName())
        .addKeyValue("report", report.members())
        .log("a scheduled job is done");
    output.write(Json.bytes(report));
  }
}
