package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;

/** The {@code limit} and {@code cursor} that all lists of the API share. */
final class Paging {
  private static final int STANDARD = 20;
  private static final int MOST = 100;
  private static final int WHOLE = 1_000;

  private Paging() {}

  /** The page a caller asks for, newest first. */
  static PageRequest requested(HttpRequest request) {
    int limit = request.query("limit").map(Paging::limit).orElse(STANDARD);
    return PageRequest.last(limit).after(request.query("cursor"));
  }

  /** All there is of a list that is short; the rest page by page if it is not. */
  static PageRequest whole(HttpRequest request) {
    return PageRequest.last(WHOLE).after(request.query("cursor"));
  }

  static JsonObject json(Page<JsonObject> page) {
    return JsonObject.builder().put("items", page.items()).put("cursor", page.cursor()).build();
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
      throw Problem.badRequest("limit must be 1 to " + MOST + ".").asException();
    }
    return Integer.parseInt(text);
  }
}
