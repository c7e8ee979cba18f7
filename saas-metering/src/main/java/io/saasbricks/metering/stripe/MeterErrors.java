package io.saasbricks.metering.stripe;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What Stripe's error reports say of meter events that it accepted and then rejected.
 *
 * <p>The webhook delivers a thin event of type {@link #REPORT} or {@link #NO_METER}; {@link #fetch}
 * reads the full one. Hand each identifier to {@link
 * io.saasbricks.metering.billing.UsageExporter#reject}. A report names samples only, so {@link
 * io.saasbricks.metering.billing.Reconciliation} finds the rest.
 *
 * @param code why, such as {@code meter_event_customer_not_found}
 * @param identifiers of samples of the rejected events
 */
public record MeterErrors(String code, List<String> identifiers) {
  /** Events of a meter were rejected. */
  public static final String REPORT = "v1.billing.meter.error_report_triggered";

  /** Events were rejected because no meter takes their name. */
  public static final String NO_METER = "v1.billing.meter.no_meter_found";

  public MeterErrors {
    identifiers = List.copyOf(identifiers);
  }

  /** Whether the event is a report that {@link #fetch} reads. */
  public static boolean isReport(StripeEvent event) {
    return event.type().equals(REPORT) || event.type().equals(NO_METER);
  }

  /**
   * The errors of a report, read from Stripe. One call.
   *
   * @throws StripeException if Stripe refuses
   */
  public static List<MeterErrors> fetch(StripeClient stripe, StripeEvent thin, Deadline deadline) {
    return StripeClient.read(
        stripe.get("/v2/core/events/" + thin.id(), StripeForm.empty(), deadline), MeterErrors::of);
  }

  /**
   * The errors in a full event.
   *
   * @throws io.saasbricks.core.json.JsonException if it is no report
   */
  public static List<MeterErrors> of(JsonObject event) {
    List<MeterErrors> errors = new ArrayList<>();
    for (JsonObject type : event.object("data").object("reason").objects("error_types")) {
      List<String> identifiers = new ArrayList<>();
      for (JsonObject sample : type.objects("sample_errors")) {
        sample
            .optionalObject("request")
            .flatMap(request -> request.optionalString("identifier"))
            .ifPresent(identifiers::add);
      }
      errors.add(new MeterErrors(type.string("code"), identifiers));
    }
    return errors;
  }
}
