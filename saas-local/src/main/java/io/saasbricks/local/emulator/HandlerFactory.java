package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of a function's handler class: by a public constructor that takes the environment
 * as a map if there is one, else by the public constructor without parameters.
 */
final class HandlerFactory {
  private final FunctionDefinition function;
  private final Map<String, String> environment;
  private final Constructor<? extends RequestStreamHandler> constructor;
  private final boolean takesEnvironment;

  /** Finds the class and its constructor without running any of its code. */
  HandlerFactory(
      FunctionDefinition function, Map<String, String> environment, ClassLoader classes) {
    this.function = function;
    this.environment = Map.copyOf(environment);
    Class<? extends RequestStreamHandler> type = load(classes);
    Constructor<? extends RequestStreamHandler> withMap = constructor(type, Map.class);
    this.takesEnvironment = withMap != null;
    Constructor<? extends RequestStreamHandler> chosen =
        withMap != null ? withMap : constructor(type);
    if (chosen == null) {
      throw problem("has no public constructor, empty or with a Map<String, String>", null);
    }
    this.constructor = chosen;
  }

  /** A new instance, as at a cold start. */
  RequestStreamHandler create() {
    try {
      return takesEnvironment ? constructor.newInstance(environment) : constructor.newInstance();
    } catch (InvocationTargetException thrown) {
      throw problem("cannot be constructed: " + thrown.getCause(), thrown.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw problem("cannot be constructed: " + e, e);
    }
  }

  private Class<? extends RequestStreamHandler> load(ClassLoader classes) {
    try {
      Class<?> type = Class.forName(function.handlerClass(), false, classes);
      return type.asSubclass(RequestStreamHandler.class);
    } catch (ClassNotFoundException | LinkageError e) {
      throw problem("is not on the class path", e);
    } catch (ClassCastException e) {
      throw problem("does not implement RequestStreamHandler", e);
    }
  }

  private static @Nullable Constructor<? extends RequestStreamHandler> constructor(
      Class<? extends RequestStreamHandler> type, Class<?>... parameters) {
    try {
      return type.getConstructor(parameters);
    } catch (NoSuchMethodException none) {
      return null;
    }
  }

  private EmulatorException problem(String what, @Nullable Throwable cause) {
    String message =
        "handler %s of function %s %s"
            .formatted(function.handlerClass(), function.logicalId(), what);
    return cause == null ? new EmulatorException(message) : new EmulatorException(message, cause);
  }
}
