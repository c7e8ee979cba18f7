package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;

/** Members of requests that are refused rather than ignored. */
final class Unsupported {
  private Unsupported() {}

  static void refuse(JsonNode request, String... members) {
    for (String member : members) {
      if (request.has(member)) {
        throw ServiceError.validation(member + " is not supported in memory");
      }
    }
  }
}
