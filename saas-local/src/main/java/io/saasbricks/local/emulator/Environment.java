package io.saasbricks.local.emulator;

import java.net.URI;
import java.util.Map;

/** Adjusts the environment of functions: vendor addresses become those of stand-ins. */
@FunctionalInterface
public interface Environment {

  /**
   * The environment a function is given.
   *
   * @param variables the function's variables in the template with those that Lambda adds
   * @param emulator the emulator's address
   */
  Map<String, String> adjust(Map<String, String> variables, URI emulator);
}
