package io.saasbricks.metering.billing;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Writes each charge as one line of JSON, a CloudEvents 1.0 event of type {@code
 * io.saasbricks.usage.hour}: for a file, an object store or another billing system.
 *
 * <p>The event's id is the charge's identifier, so a reader that keeps one event per id has each
 * charge once, however often a line was repeated. Every line is flushed before it counts as
 * delivered. Safe for concurrent use.
 */
public final class CloudEventsSink implements BillingSink {
  private static final String TYPE = "io.saasbricks.usage.hour";

  private final OutputStream out;
  private final String source;

  private CloudEventsSink(OutputStream out, String source) {
    this.out = out;
    this.source = source;
  }

  /**
   * A sink into that stream, which stays open.
   *
   * @param source the URI reference of whoever meters, such as {@code /todo/production}
   */
  public static CloudEventsSink of(OutputStream out, String source) {
    return new CloudEventsSink(Objects.requireNonNull(out, "out"), source);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the line was not written whole; the run that delivers then
   *     stops
   */
  @Override
  public synchronized Delivery deliver(Charge charge) {
    try {
      out.write(Json.bytes(event(charge)));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Delivery.Accepted();
  }

  private JsonObject event(Charge charge) {
    Window window = charge.window();
    return JsonObject.builder()
        .put("specversion", "1.0")
        .put("id", charge.identifier())
        .put("source", source)
        .put("type", TYPE)
        .put("subject", window.tenant().value())
        .put("time", window.hour())
        .put("datacontenttype", "application/json")
        .put(
            "data",
            JsonObject.builder()
                .put("customer", charge.account().customer())
                .put("meter", window.meter())
                .put("revision", charge.revision())
                .put("value", charge.value())
                .build())
        .build();
  }
}
