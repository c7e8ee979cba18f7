package io.saasbricks.logging;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The SLF4J 2 provider of Saasbricks, found by SLF4J through {@code META-INF/services}. Every event
 * becomes one JSON object on one line of standard output, handed over in a single write, so that
 * lines of different threads never mix.
 *
 * <p><b>Fields.</b> The names are those of Powertools for AWS Lambda. Always: {@code timestamp}
 * (ISO-8601, UTC, milliseconds), {@code level}, {@code message}, {@code logger}, {@code service}
 * ({@code POWERTOOLS_SERVICE_NAME}). On Lambda: {@code function_name}, {@code function_version},
 * {@code function_memory_size} (MB), {@code cold_start} (true until a second invocation is seen)
 * and {@code xray_trace_id}. When there is something to say: {@code error} with {@code name},
 * {@code message} and {@code stack}; {@code thread}, unless it is {@code main}.
 *
 * <p><b>MDC entries and fluent key-values</b> stand at top level under their own names; where both
 * use a name, the key-value wins. {@code requestId} and {@code tenantId} are repeated as {@code
 * function_request_id} and {@code tenant_id}, and the other way round. The names of the fields
 * above are reserved, except {@code xray_trace_id}: an entry that uses one gets an underscore
 * appended ({@code level_}), so it can neither replace nor hide what the provider states.
 *
 * <p><b>Values.</b> Numbers, booleans and {@code null} are written as such; maps, collections and
 * object arrays as nested JSON; anything else as the text of its {@code toString}, so a type that
 * hides its secret there stays hidden. A value whose own code throws is replaced by a note. Control
 * characters, terminal escapes and text-direction marks are escaped, lone surrogates become U+FFFD.
 *
 * <p><b>Limits.</b> A text ends after 32 KiB and a line before 256 KiB, the smallest size at which
 * CloudWatch Logs and its agents cut; what was shortened carries {@code "truncated":true}. The
 * provider's own fields are never dropped.
 *
 * <p><b>Levels</b> come from the first of {@code AWS_LAMBDA_LOG_LEVEL}, {@code
 * POWERTOOLS_LOG_LEVEL} and {@code LOG_LEVEL} that names one of TRACE, DEBUG, INFO, WARN, ERROR,
 * FATAL and OFF, else INFO. {@code LOG_LEVELS} sets others for loggers under a prefix: {@code
 * LOG_LEVELS=com.example.chat=DEBUG,software.amazon=WARN}; the longest prefix wins. The environment
 * is read once.
 *
 * <p><b>Metrics.</b> A key-value {@code _aws} holding a map is CloudWatch's embedded metric
 * directive; a {@code Timestamp} it lacks is filled in with the time of the event. See {@link
 * MetricLine}.
 *
 * <p>Safe for concurrent use. The MDC is one map per thread, inherited by threads that it starts,
 * as SLF4J describes. Markers are accepted and not written.
 */
public final class LambdaLogProvider implements SLF4JServiceProvider {
  private final MDCAdapter mdc = new BasicMDCAdapter();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final ILoggerFactory loggers;
  private final List<String> complaints;

  /**
   * The provider as SLF4J creates it: the process's environment, the system clock and standard
   * output.
   */
  public LambdaLogProvider() {
    this(System.getenv(), System.getProperties(), InstantSource.system(), new StandardOut());
  }

  LambdaLogProvider(
      Map<String, String> environment, Properties properties, InstantSource time, Output out) {
    Levels levels = Levels.from(environment);
    loggers = new JsonLoggers(levels, new LogLines(environment, properties, time, mdc, out));
    complaints = levels.complaints();
  }

  /** Writes one WARN line for each level in the environment that could not be understood. */
  @Override
  public void initialize() {
    for (String complaint : complaints) {
      loggers.getLogger(LambdaLogProvider.class.getName()).warn(complaint);
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  /** The newest SLF4J API this provider was built against. */
  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  /**
   * Standard output as it is when a line is written: the Lambda runtime replaces {@code System.out}
   * by a stream that frames every write as one log event.
   */
  private static final class StandardOut implements Output {
    @Override
    public PrintStream stream() {
      return System.out;
    }
  }
}
