package io.saasbricks.local;

import io.saasbricks.local.emulator.EmulatorException;
import io.saasbricks.local.emulator.TemplateException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The backend of a template as a command:
 *
 * <pre>
 * --template template.yaml   the SAM template to run; required
 * --port 8080                the port of the API
 * --web web                  a folder served where no route matches
 * --parameter Name=value     a template parameter; may be repeated
 * --ric                      every function in a JVM of its own under AWS's runtime interface client
 * </pre>
 *
 * <p>It says on standard output what it does, with the milliseconds since its start, and ends with
 * the address when everything answers. What keeps it from starting is one line on standard error,
 * and exit status 1.
 */
public final class Main {
  private static final String USAGE =
      "usage: --template <template.yaml> [--port 8080] [--web <folder>] [--parameter Name=value]..."
          + " [--ric]";

  private Main() {}

  /** Starts the backend and leaves it running. */
  public static void main(String[] arguments) {
    if (!start(arguments, System.out, System.err, System::nanoTime)) {
      System.exit(1);
    }
  }

  /** Whether the backend was started. */
  static boolean start(
      String[] arguments, PrintStream out, PrintStream err, LongSupplier nanoTime) {
    long begin = nanoTime.getAsLong();
    try {
      LocalBackend.Builder settings = parse(arguments);
      settings.progress(line -> out.printf("%5d ms  %s%n", millisSince(begin, nanoTime), line));
      LocalBackend backend = settings.start();
      out.printf("%5d ms  ready: %s/%n", millisSince(begin, nanoTime), backend.uri());
      return true;
    } catch (EmulatorException | TemplateException | IllegalArgumentException e) {
      err.println(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; "));
      return false;
    }
  }

  private static LocalBackend.Builder parse(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    Map<String, String> parameters = new HashMap<>();
    for (Iterator<String> words = Arrays.asList(arguments).iterator(); words.hasNext(); ) {
      String option = words.next();
      if (option.equals("--ric")) {
        options.put(option, "");
        continue;
      }
      if (!option.matches("--(template|port|web|parameter)") || !words.hasNext()) {
        throw new IllegalArgumentException(option + " is not understood; " + USAGE);
      }
      String value = words.next();
      if (option.equals("--parameter")) {
        String[] pair = value.split("=", 2);
        parameters.put(pair[0], pair[pair.length - 1]);
      } else {
        options.put(option, value);
      }
    }
    return settings(options, parameters);
  }

  private static LocalBackend.Builder settings(
      Map<String, String> options, Map<String, String> parameters) {
    if (!options.containsKey("--template")) {
      throw new IllegalArgumentException("--template is missing; " + USAGE);
    }
    LocalBackend.Builder settings =
        LocalBackend.of(Path.of(options.getOrDefault("--template", "")))
            .parameters(parameters)
            .processEnvironment(System.getenv())
            .port(port(options.getOrDefault("--port", "8080")));
    if (options.containsKey("--web")) {
      settings.web(folder(options.getOrDefault("--web", "")));
    }
    if (options.containsKey("--ric")) {
      settings.runtimeInterfaceClient();
    }
    return settings;
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException("--port must be 0 to 65535: " + text);
    }
    return Integer.parseInt(text);
  }

  private static Path folder(String text) {
    Path folder = Path.of(text);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--web must be a folder: " + text);
    }
    return folder;
  }

  private static long millisSince(long begin, LongSupplier nanoTime) {
    return (nanoTime.getAsLong() - begin) / 1_000_000;
  }
}
