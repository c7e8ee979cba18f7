package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Makes the handler that an environment names. */
final class HandlerClass {
  private HandlerClass() {}

  /**
   * A new instance of the class in {@code _HANDLER}, by its public constructor that takes the
   * environment if it has one.
   *
   * @throws IllegalStateException if there is no such class, or it cannot be made
   */
  static RequestStreamHandler make(Map<String, String> environment) {
    String name = required(environment, "_HANDLER").split("::", 2)[0];
    try {
      Class<? extends RequestStreamHandler> type =
          Class.forName(name).asSubclass(RequestStreamHandler.class);
      Optional<Constructor<?>> taking =
          Arrays.stream(type.getConstructors())
              .filter(found -> Arrays.equals(found.getParameterTypes(), new Class<?>[] {Map.class}))
              .findFirst();
      Object made =
          taking.isPresent()
              ? taking.get().newInstance(environment)
              : type.getConstructor().newInstance();
      return type.cast(made);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException("handler " + name + " cannot be made", e);
    }
  }

  static String required(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .orElseThrow(() -> new IllegalStateException("there is no variable " + name));
  }
}
