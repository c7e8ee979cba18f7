package io.saasbricks.examples.todo;

import io.saasbricks.core.config.Environment;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.RequestBody;
import io.saasbricks.core.http.Router;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A to-do list: {@code GET|POST /todos} and {@code GET|PUT|DELETE /todos/{todoId}}. The list shows
 * the newest hundred.
 */
public final class TodoFunction extends HttpLambda {
  private static final PartitionKey LIST = PartitionKey.system("TODO");
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_ITEMS = 100;

  /** The function as Lambda creates it. */
  public TodoFunction() {
    this(System.getenv());
  }

  /** The function with that environment: {@code TODO_TABLE} and what the DynamoDB client needs. */
  public TodoFunction(Map<String, String> environment) {
    super(routes(environment));
  }

  private static Handler routes(Map<String, String> environment) {
    InstantSource time = InstantSource.system();
    String name = Environment.of(environment).required("TODO_TABLE");
    SaasTable table = SaasTable.of(DynamoDb.client(environment), name, time);
    Todos todos = new Todos(table, time, new SecureRandom());
    return Router.empty()
        .on("GET", "/todos", todos::list)
        .on("POST", "/todos", todos::create)
        .on("GET", "/todos/{todoId}", todos::read)
        .on("PUT", "/todos/{todoId}", todos::update)
        .on("DELETE", "/todos/{todoId}", todos::delete);
  }

  private record Todos(SaasTable table, InstantSource time, RandomGenerator random) {
    HttpResponse list(HttpRequest request) {
      Page<Item> page = table.query(LIST, Range.all(), PageRequest.last(MOST_ITEMS));
      return HttpResponse.ok(
          JsonObject.builder()
              .put("items", page.items().stream().map(Todos::json).toList())
              .build());
    }

    HttpResponse create(HttpRequest request) {
      RequestBody body = request.json();
      String title = body.text("title", LONGEST_TITLE);
      body.check();
      // The time first, so that a list comes in order; hex keeps the id free of escapes.
      String id = "%011x%08x".formatted(time.instant().toEpochMilli(), random.nextInt());
      Item todo = Item.empty().with("todoId", id).with("title", title).with("done", false);
      table.put(key(id), todo, Condition.absent());
      return HttpResponse.json(201, json(todo)).with("location", "/todos/" + id);
    }

    HttpResponse read(HttpRequest request) {
      return table
          .get(key(request.pathParameter("todoId")))
          .map(todo -> HttpResponse.ok(json(todo)))
          .orElseThrow(() -> Problem.notFound("to-do").asException());
    }

    HttpResponse update(HttpRequest request) {
      RequestBody body = request.json();
      String title = body.text("title", LONGEST_TITLE);
      boolean done = body.bool("done");
      body.check();
      WriteOutcome outcome =
          table.update(
              key(request.pathParameter("todoId")),
              Update.set("title", title).and(Update.set("done", done)),
              Condition.exists());
      if (outcome instanceof WriteOutcome.Applied applied) {
        return HttpResponse.ok(json(applied.item()));
      }
      throw Problem.notFound("to-do").asException();
    }

    HttpResponse delete(HttpRequest request) {
      table.delete(key(request.pathParameter("todoId")), Condition.always());
      return HttpResponse.empty(204);
    }

    private static Key key(String id) {
      if (!id.matches("[0-9a-f]{19}")) {
        throw Problem.notFound("to-do").asException();
      }
      return new Key(LIST, SortKey.of(id));
    }

    private static JsonObject json(Item todo) {
      return JsonObject.builder()
          .put("todoId", todo.string("todoId"))
          .put("title", todo.string("title"))
          .put("done", todo.bool("done"))
          .build();
    }
  }
}
