package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of Stripe's API that the stand-in answers. Guarded by its user's lock. */
final class StripeApi {

  /**
   * Answers one kind of call: what its path names, its parameters, and where the stand-in's pages
   * are.
   */
  private interface Operation {
    ObjectNode answer(String id, StripeForm form, String pages);
  }

  private record Route(String method, Pattern path, Operation operation) {}

  private final List<Route> routes = new ArrayList<>();

  StripeApi(
      StripeObjects objects,
      StripeCatalogue catalogue,
      StripeSubscriptions subscriptions,
      StripeMeters meters,
      StripeMeterEvents meterEvents,
      StripeEvents events) {
    add("POST", "/v1/customers", (id, form, pages) -> catalogue.createCustomer(form));
    add("GET", "/v1/customers", (id, form, pages) -> catalogue.listCustomers(form));
    add("GET", "/v1/customers/*", (id, form, pages) -> catalogue.customer(id));
    add(
        "POST",
        "/v1/customers/*",
        (id, form, pages) -> catalogue.updateCustomer(catalogue.customer(id), form));
    add("DELETE", "/v1/customers/*", (id, form, pages) -> catalogue.deleteCustomer(id));
    add("POST", "/v1/products", (id, form, pages) -> catalogue.createProduct(form));
    add("POST", "/v1/prices", (id, form, pages) -> catalogue.createPrice(form));
    add("GET", "/v1/prices", (id, form, pages) -> catalogue.listPrices(form));
    addSubscriptions(objects, subscriptions);
    addMeters(objects, meters);
    addMeterEvents(meterEvents);
    add("GET", "/v2/core/events/*", (id, form, pages) -> events.fetch(id));
  }

  private void addSubscriptions(StripeObjects objects, StripeSubscriptions subscriptions) {
    add(
        "POST",
        "/v1/checkout/sessions",
        (id, form, pages) ->
            StripeSubscriptions.publicPart(subscriptions.createCheckout(form, pages)));
    add(
        "GET",
        "/v1/checkout/sessions/*",
        (id, form, pages) -> StripeSubscriptions.publicPart(objects.get("checkout.session", id)));
    add(
        "POST",
        "/v1/checkout/sessions/*/expire",
        (id, form, pages) -> StripeSubscriptions.publicPart(subscriptions.expire(id)));
    add(
        "POST",
        "/v1/billing_portal/sessions",
        (id, form, pages) -> subscriptions.createPortal(form, pages));
    add("GET", "/v1/subscriptions", (id, form, pages) -> subscriptions.list(form));
    add("GET", "/v1/subscriptions/*", (id, form, pages) -> objects.get("subscription", id));
    add("POST", "/v1/subscriptions/*", (id, form, pages) -> subscriptions.update(id, form));
    add("DELETE", "/v1/subscriptions/*", (id, form, pages) -> subscriptions.cancel(id));
  }

  private void addMeters(StripeObjects objects, StripeMeters meters) {
    add("POST", "/v1/billing/meters", (id, form, pages) -> meters.create(form));
    add("GET", "/v1/billing/meters", (id, form, pages) -> meters.list(form));
    add("GET", "/v1/billing/meters/*", (id, form, pages) -> objects.get("billing.meter", id));
    add("POST", "/v1/billing/meters/*/deactivate", (id, form, pages) -> meters.deactivate(id));
    add("POST", "/v1/billing/meters/*/reactivate", (id, form, pages) -> meters.reactivate(id));
  }

  private void addMeterEvents(StripeMeterEvents meterEvents) {
    add(
        "GET",
        "/v1/billing/meters/*/event_summaries",
        (id, form, pages) -> meterEvents.summaries(id, form));
    add("POST", "/v1/billing/meter_events", (id, form, pages) -> meterEvents.accept(form));
    add(
        "POST",
        "/v1/billing/meter_event_adjustments",
        (id, form, pages) -> meterEvents.adjust(form));
  }

  private void add(String method, String path, Operation operation) {
    routes.add(new Route(method, Pattern.compile(path.replace("*", "([^/]+)")), operation));
  }

  /**
   * The answer to a call.
   *
   * @param pages the address under which the stand-in serves its pages
   */
  LocalResponse answer(LocalRequest request, String pages) {
    String parameters = request.method().equals("GET") ? request.rawQuery() : request.text();
    for (Route route : routes) {
      Matcher path = route.path().matcher(request.rawPath());
      if (route.method().equals(request.method()) && path.matches()) {
        String id = path.groupCount() == 0 ? "" : path.group(1);
        return Json.response(
            200, route.operation().answer(id, StripeForm.parse(parameters), pages));
      }
    }
    String message =
        "Unrecognized request URL (" + request.method() + ": " + request.rawPath() + ").";
    return StripeRefusal.error(404, "invalid_request_error", message, null, null);
  }
}
