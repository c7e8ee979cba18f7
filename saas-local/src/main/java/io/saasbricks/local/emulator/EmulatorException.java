package io.saasbricks.local.emulator;

/** The emulator cannot start. The message is one line fit to be shown alone. */
public final class EmulatorException extends RuntimeException {
  EmulatorException(String message) {
    super(message);
  }

  EmulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
