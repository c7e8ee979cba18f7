package io.saasbricks.metering.billing;

import static io.saasbricks.metering.billing.ExportFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CloudEventsSinkTest {
  private final ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);

  @Test
  void writesOneCloudEventALine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fixture.use(NOON, 5);
    fixture.use(NOON.plusSeconds(299), 2);
    fixture.time.advance(Duration.ofHours(1));
    fixture.use(NOON.plus(Duration.ofHours(1)), 9);
    fixture.time.advance(Duration.ofHours(1));
    fixture.export(fixture.exporter(CloudEventsSink.of(out, "/todo/production")).build());
    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertThat(lines).hasSize(3).endsWith("");
    JsonObject event = Json.object(lines[0]);
    assertThat(event.string("specversion")).isEqualTo("1.0");
    assertThat(event.string("id")).isEqualTo("tenant00.calls.498540.1");
    assertThat(event.string("source")).isEqualTo("/todo/production");
    assertThat(event.string("type")).isEqualTo("io.saasbricks.usage.hour");
    assertThat(event.string("subject")).isEqualTo("tenant00");
    assertThat(event.string("time")).isEqualTo("2026-11-15T12:00:00Z");
    JsonObject data = event.object("data");
    assertThat(data.string("customer")).isEqualTo("cus_ann");
    assertThat(data.string("meter")).isEqualTo("calls");
    assertThat(data.number("revision")).isEqualTo(1);
    assertThat(data.number("value")).isEqualTo(7);
  }

  @Test
  void aLineThatCannotBeWrittenIsWrittenByTheNextRun() {
    BillingSink full =
        CloudEventsSink.of(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("disk full");
              }
            },
            "/todo");
    fixture.use(NOON, 5);
    fixture.time.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> fixture.export(fixture.exporter(full).build()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(fixture.export().delivered()).isEqualTo(1);
  }
}
