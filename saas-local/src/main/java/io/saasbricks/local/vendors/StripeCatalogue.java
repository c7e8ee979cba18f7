package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Customers, products and prices. */
final class StripeCatalogue {
  private final StripeObjects objects;
  private final boolean lenient;

  /**
   * @param lenient whether a customer or a price that is named for the first time is created
   */
  StripeCatalogue(StripeObjects objects, boolean lenient) {
    this.objects = objects;
    this.lenient = lenient;
  }

  ObjectNode createCustomer(StripeForm form) {
    return updateCustomer(objects.create("customer", "cus_"), form);
  }

  ObjectNode updateCustomer(ObjectNode customer, StripeForm form) {
    form.copyTo(customer, "email", "name", "description", "phone");
    form.mergeMetadata(customer);
    return customer;
  }

  ObjectNode deleteCustomer(String id) {
    objects.get("customer", id);
    objects.remove(id);
    return Json.object().put("id", id).put("object", "customer").put("deleted", true);
  }

  ObjectNode listCustomers(StripeForm query) {
    String email = query.text("email").orElse("");
    return StripeObjects.page(
        objects.all(
            "customer",
            customer -> email.isEmpty() || customer.path("email").asText().equals(email)),
        query,
        "/v1/customers");
  }

  /** A customer that a call names. */
  ObjectNode customer(String id) {
    return objects.find("customer", id).orElseGet(() -> vivify("customer", "cus_", id));
  }

  ObjectNode createProduct(StripeForm form) {
    String name = form.required("name");
    ObjectNode product = objects.create("product", "prod_").put("name", name);
    form.mergeMetadata(product);
    return product;
  }

  ObjectNode createPrice(StripeForm form) {
    String currency = form.required("currency");
    Optional<Long> cents = form.integer("unit_amount");
    ObjectNode price = objects.create("price", "price_").put("currency", currency);
    form.copyTo(price, "lookup_key", "nickname", "unit_amount_decimal", "product");
    cents.ifPresent(amount -> price.put("unit_amount", amount));
    ObjectNode recurring = (ObjectNode) price.path("recurring");
    JsonNode wanted = form.at("recurring");
    for (String member : Set.of("interval", "meter", "usage_type")) {
      if (wanted.has(member)) {
        recurring.set(member, wanted.get(member));
      }
    }
    form.mergeMetadata(price);
    return price;
  }

  ObjectNode listPrices(StripeForm query) {
    Set<String> keys = new HashSet<>();
    query.at("lookup_keys").forEach(key -> keys.add(key.asText()));
    if (lenient) {
      keys.stream().filter(key -> pricesWith(Set.of(key)).isEmpty()).forEach(this::vivifyPrice);
    }
    return StripeObjects.page(pricesWith(keys), query, "/v1/prices");
  }

  /** A price that a call names. */
  ObjectNode price(String id) {
    return objects.find("price", id).orElseGet(() -> vivify("price", "price_", id));
  }

  private List<ObjectNode> pricesWith(Set<String> lookupKeys) {
    return objects.all(
        "price",
        price -> lookupKeys.isEmpty() || lookupKeys.contains(price.path("lookup_key").asText()));
  }

  private void vivifyPrice(String lookupKey) {
    objects
        .create("price", "price_", lookupKey)
        .put("lookup_key", lookupKey)
        .put("product", "prod_" + lookupKey);
  }

  private ObjectNode vivify(String type, String prefix, String id) {
    if (!lenient || !id.startsWith(prefix)) {
      throw StripeRefusal.notFound(type, id);
    }
    return objects.create(type, prefix, id.substring(prefix.length()));
  }
}
