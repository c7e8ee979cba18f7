package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How items are read by key: which parts of them, and how fresh. */
record ItemRead(Optional<Projection> projection, boolean consistent) {

  static ItemRead of(JsonNode request, ExpressionCache cache) {
    Unsupported.refuse(request, "AttributesToGet");
    Expressions expressions = new Expressions(request, cache, ProjectionParser.EXPRESSION);
    Optional<Projection> projection = expressions.projection();
    expressions.refuseUnused();
    return new ItemRead(projection, request.path("ConsistentRead").asBoolean());
  }

  Key key(Table table, JsonNode key) {
    if (key.isMissingNode()) {
      throw ServiceError.validation("Cannot have null key for GetItem, DeleteItem, or UpdateItem");
    }
    return table.keys().exactKey(ValueCodec.readItem(key));
  }

  ObjectNode item(Value.Document stored) {
    return ValueCodec.write(projection.map(parts -> parts.apply(stored)).orElse(stored));
  }

  /** An object with the member {@code Item}, or an empty one if there is no item. */
  ObjectNode response(Optional<Value.Document> stored) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    stored.ifPresent(present -> response.set("Item", item(present)));
    return response;
  }

  double units(Optional<Value.Document> stored) {
    return Capacity.readUnits(stored.map(ItemSize::of).orElse(0), consistent);
  }
}
