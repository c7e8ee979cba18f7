import io.saasbricks.logging.MetricLine;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON line with its fields; no configuration. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Logger log = LoggerFactory.getLogger(Main.class);
    log.atInfo().addKeyValue("tenantId", "bakery01").log("hello");
    MetricLine.in("Example", InstantSource.system())
        .dimension("plan", "pro")
        .count("Messages", 1)
        .on(log.atInfo())
        .log("metrics");
    if (!log.getClass().getName().startsWith("io.saasbricks.logging")) {
      throw new IllegalStateException("SLF4J took " + log.getClass());
    }
  }
}
