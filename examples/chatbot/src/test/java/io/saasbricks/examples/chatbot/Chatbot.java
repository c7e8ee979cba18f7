package io.saasbricks.examples.chatbot;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.LocalBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A client of the running backend. */
public final class Chatbot {
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final LocalBackend backend;
  private final URI front;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AnswerCheck check;

  /** Looks at every answer. */
  @FunctionalInterface
  interface AnswerCheck {
    void check(String method, String path, int status, String type, String body);
  }

  /** A client that holds the backend to its published contract. */
  Chatbot(LocalBackend backend) {
    this(backend, Contract.PUBLISHED::check);
  }

  Chatbot(LocalBackend backend, AnswerCheck check) {
    this(backend, backend.uri(), check);
  }

  /** A client of the backend by another server's routes, held to the contract. */
  Chatbot(LocalBackend backend, URI front) {
    this(backend, front, Contract.PUBLISHED::check);
  }

  private Chatbot(LocalBackend backend, URI front, AnswerCheck check) {
    this.backend = backend;
    this.front = front;
    this.check = check;
  }

  public LocalBackend backend() {
    return backend;
  }

  /** The address that requests are sent to. */
  URI front() {
    return front;
  }

  /** An answer with its JSON body. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String text) {
    public JsonObject json() {
      return Json.object(text);
    }

    public Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /** What the answer says, but for the id of the request, by which answers are compared. */
    String withoutId() {
      return status + text.replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    /** The pointers of a refused body. */
    List<String> pointers() {
      return json().objects("errors").stream().map(error -> error.string("pointer")).toList();
    }

    /** A member of each item of a list. */
    List<String> items(String member) {
      return json().objects("items").stream().map(item -> item.string(member)).toList();
    }
  }

  /** A person who has signed in, with a tenant of their own. */
  public Person newPerson() {
    return person(newEmail());
  }

  /** A person who has signed in, with a tenant of their own on that plan. */
  Person newPerson(String plan) {
    Person person = newPerson();
    Ledger.of(person).changePlan(plan);
    return person;
  }

  /** The person of that address, signed in once more. */
  Person person(String email) {
    JsonObject session = signIn(email).json();
    return new Person(this, session.string("token"), session.object("user"));
  }

  /** An address that has not signed in before. */
  static String newEmail() {
    return "person" + PEOPLE.incrementAndGet() + "@example.com";
  }

  Answer signIn(String email) {
    String query = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "&name=Ann";
    String credential =
        send(request("GET", "/_local/google/credential?" + query, "")).json().string("credential");
    return post("/auth/google", "{\"credential\":\"" + credential + "\"}");
  }

  /** A fresh address that has not chatted before. */
  public static String newAddress() {
    int number = PEOPLE.incrementAndGet();
    return "198.18." + number / 250 + "." + (number % 250 + 1);
  }

  public Answer post(String path, String body) {
    return send(request("POST", path, body));
  }

  public Answer get(String path) {
    return send(request("GET", path, ""));
  }

  /** A call by API key. */
  Answer byKey(String key, String method, String path, String body) {
    return send(request(method, path, body).header("x-api-key", key));
  }

  public HttpRequest.Builder request(String method, String path, String body) {
    URI server = path.startsWith("/_local/") ? backend.uri() : front;
    return HttpRequest.newBuilder(URI.create(server + path))
        .header("content-type", "application/json")
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpRequest built = request.build();
      HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
      check.check(
          built.method(),
          built.uri().getRawPath(),
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          response.body());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The events of a streamed answer, each read when it is asked for.
   *
   * @param next the next event, until there is none
   */
  record Events(int status, java.net.http.HttpHeaders headers, Iterator<Event> next) {
    /** All that are left. */
    List<Event> rest() {
      List<Event> rest = new ArrayList<>();
      next.forEachRemaining(rest::add);
      return rest;
    }
  }

  /** One server-sent event. */
  record Event(String name, JsonObject data) {}

  /** Sends a request that asks for events. */
  Events stream(HttpRequest.Builder request) {
    try {
      HttpResponse<Stream<String>> response =
          http.send(
              request.header("accept", "text/event-stream").build(),
              HttpResponse.BodyHandlers.ofLines());
      return new Events(
          response.statusCode(), response.headers(), new EventIterator(response.body().iterator()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads an event, a data line, and a blank line at a time. */
  private record EventIterator(Iterator<String> lines) implements Iterator<Event> {
    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public Event next() {
      String name = lines.next().substring("event: ".length());
      JsonObject data = Json.object(lines.next().substring("data: ".length()));
      lines.next();
      return new Event(name, data);
    }
  }

  /** Somebody with a session. */
  public record Person(Chatbot chatbot, String token, JsonObject user) {
    String tenantId() {
      return user.string("tenantId");
    }

    public Answer get(String path) {
      return chatbot.send(authorized("GET", path, ""));
    }

    public Answer post(String path, String body) {
      return chatbot.send(authorized("POST", path, body));
    }

    Answer put(String path, String version, String body) {
      return chatbot.send(authorized("PUT", path, body).header("if-match", version));
    }

    Answer delete(String path) {
      return chatbot.send(authorized("DELETE", path, ""));
    }

    public HttpRequest.Builder authorized(String method, String path, String body) {
      return chatbot.request(method, path, body).header("authorization", "Bearer " + token);
    }

    /** The id of a new agent for a bakery. */
    public String newAgent() {
      return post("/agents", BAKERY).json().string("agentId");
    }

    /** A new API key with its text; with all scopes, if none is named. */
    JsonObject newKey(String... scopes) {
      JsonObject.Builder wish = JsonObject.builder().put("name", "Till").put("environment", "live");
      if (scopes.length > 0) {
        wish.put("scopes", List.of(scopes));
      }
      return post("/keys", Json.text(wish.build())).json();
    }

    /** Invites somebody and signs them in. */
    Person newColleague(String role) {
      String email = newEmail();
      post("/users", "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
      return chatbot.person(email);
    }

    /** The id of a new conversation with an agent, begun by that message. */
    public String newConversation(String agent, String message) {
      String body = Json.text(JsonObject.builder().put("message", message).build());
      return post("/agents/" + agent + "/chat", body).json().string("conversationId");
    }
  }

  static final String BAKERY =
      """
      {"name": "Ada", "businessName": "Rye & Co", "role": "assistant of a bakery",
       "businessInfo": "Open Tuesday to Saturday, 7:00 to 18:00. A sourdough loaf costs 5.50 EUR."}
      """;

  /** A message through the widget from that address. */
  public Answer widget(String address, JsonObject body) {
    return send(widgetRequest(address, body));
  }

  HttpRequest.Builder widgetRequest(String address, JsonObject body) {
    return request("POST", "/widget/chat", Json.text(body)).header("x-local-source-ip", address);
  }
}
