package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A JSON body read member by member. Everything wrong with it is collected and answered at once by
 * {@link #check}. Not safe for concurrent use.
 *
 * <pre>{@code
 * RequestBody body = request.json();
 * String name = body.text("name", 100);
 * Optional<String> role = body.optionalText("role", 200);
 * body.check();
 * }</pre>
 */
public final class RequestBody {
  private final JsonObject object;
  private final List<Problem.FieldError> errors = new ArrayList<>();

  private RequestBody(JsonObject object) {
    this.object = object;
  }

  static RequestBody of(byte[] body) {
    try {
      return new RequestBody(Json.object(body));
    } catch (JsonException e) {
      throw Problem.badRequest("The body " + e.problem() + ".").asException();
    }
  }

  /** A required text of 1 to that many characters, none of them a control character. */
  public String text(String name, int longest) {
    return checked("", () -> limited(name, object.string(name), longest));
  }

  /** As {@link #text}, but the member may be absent or {@code null}. */
  public Optional<String> optionalText(String name, int longest) {
    return checked(
        Optional.empty(),
        () -> object.optionalString(name).map(value -> limited(name, value, longest)));
  }

  /** At most so many texts; none if the member is absent. */
  public List<String> texts(String name, int most, int longest) {
    return checked(
        List.of(),
        () -> {
          List<String> values = object.strings(name);
          if (values.size() > most) {
            throw new JsonException("/" + name, "must have at most " + most + " elements");
          }
          values.forEach(value -> limited(name, value, longest));
          return values;
        });
  }

  /** A required {@code true} or {@code false}. */
  public boolean bool(String name) {
    return checked(false, () -> object.bool(name));
  }

  /** An optional whole number within bounds, both included. */
  public Optional<Long> optionalNumber(String name, long least, long most) {
    return checked(
        Optional.empty(),
        () -> {
          Optional<Long> value = object.optionalNumber(name);
          if (value.isPresent() && (value.get() < least || value.get() > most)) {
            throw new JsonException("/" + name, "must be " + least + " to " + most);
          }
          return value;
        });
  }

  /** Notes that a member is wrong for a reason of the caller's. */
  public void reject(String name, String detail) {
    errors.add(new Problem.FieldError("/" + name, detail));
  }

  /** The object, for members that the other methods do not cover. */
  public JsonObject object() {
    return object;
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException with status 400 naming every member that is wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
  }

  private <T> T checked(T otherwise, Supplier<T> read) {
    try {
      return read.get();
    } catch (JsonException e) {
      errors.add(new Problem.FieldError(e.pointer(), e.problem()));
      return otherwise;
    }
  }

  private static String limited(String name, String value, int longest) {
    if (value.isBlank()) {
      throw new JsonException("/" + name, "must not be empty");
    }
    if (value.codePointCount(0, value.length()) > longest) {
      throw new JsonException("/" + name, "must have at most " + longest + " characters");
    }
    if (value.chars().anyMatch(RequestBody::forbidden)) {
      throw new JsonException("/" + name, "must not contain control characters");
    }
    return value;
  }

  private static boolean forbidden(int c) {
    return (c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 0x7f;
  }
}
