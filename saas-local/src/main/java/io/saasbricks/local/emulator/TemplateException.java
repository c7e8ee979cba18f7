package io.saasbricks.local.emulator;

/**
 * A template that cannot be emulated. The message names the place in the template and what is wrong
 * there.
 */
public final class TemplateException extends RuntimeException {
  TemplateException(String message) {
    super(message);
  }
}
