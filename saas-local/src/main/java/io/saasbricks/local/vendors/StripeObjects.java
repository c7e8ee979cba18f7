package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The account's objects by id, with every member that Stripe's specification requires. Guarded by
 * its user's lock.
 */
final class StripeObjects {
  private static final JsonNode TEMPLATES = templates();
  private static final int DEFAULT_LIMIT = 10;
  private static final int MOST = 100;

  private final InstantSource time;
  private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

  /** Two stand-ins before one database must not give one id to two customers. */
  private final String run;

  private int made;

  StripeObjects(InstantSource time) {
    this.time = time;
    this.run = "local" + Long.toString(time.instant().toEpochMilli(), Character.MAX_RADIX);
  }

  /** A new object of a type, with an id that has this prefix, that the account keeps. */
  ObjectNode create(String type, String prefix) {
    return create(type, prefix, "%s%05d".formatted(run, ++made));
  }

  /** A new object whose id is given. */
  ObjectNode create(String type, String prefix, String suffix) {
    ObjectNode object = fresh(type).put("id", prefix + suffix);
    byId.put(prefix + suffix, object);
    return object;
  }

  /** A new object of a type that the account does not keep. */
  ObjectNode fresh(String type) {
    ObjectNode object = TEMPLATES.path(type).deepCopy();
    for (String stamp : List.of("created", "updated")) {
      if (object.has(stamp)) {
        object.put(stamp, now());
      }
    }
    return object;
  }

  /** The kept object of this type and id. */
  Optional<ObjectNode> find(String type, String id) {
    return Optional.ofNullable(byId.get(id))
        .filter(object -> object.path("object").asText().equals(type));
  }

  /** The kept object of this type and id, which the caller named. */
  ObjectNode get(String type, String id) {
    return find(type, id).orElseThrow(() -> StripeRefusal.notFound(type, id));
  }

  void remove(String id) {
    byId.remove(id);
  }

  /** The kept objects of a type, newest first. */
  List<ObjectNode> all(String type, Predicate<ObjectNode> wanted) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode object : byId.values()) {
      if (object.path("object").asText().equals(type) && wanted.test(object)) {
        found.add(object);
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** One page of a list, by the parameters {@code limit} and {@code starting_after}. */
  static ObjectNode page(List<ObjectNode> all, StripeForm query, String url) {
    int limit = query.integer("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > MOST) {
      throw StripeRefusal.invalid("limit must be 1 to " + MOST, "limit");
    }
    int begin = 0;
    Optional<String> after = query.text("starting_after");
    while (after.isPresent()
        && begin < all.size()
        && !all.get(begin).path("id").asText().equals(after.get())) {
      begin++;
    }
    begin += after.isPresent() ? 1 : 0;
    int end = Math.min(all.size(), begin + limit);
    ObjectNode page = Json.object().put("object", "list").put("url", url);
    ArrayNode data = page.putArray("data");
    all.subList(Math.min(begin, end), end).forEach(data::add);
    return page.put("has_more", end < all.size());
  }

  long now() {
    return time.instant().getEpochSecond();
  }

  private static JsonNode templates() {
    try (InputStream file = StripeObjects.class.getResourceAsStream("stripe-objects.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
