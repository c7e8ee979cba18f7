package io.saasbricks.local.emulator;

/** The emulator cannot start. The message is one line fit to be shown alone. */
public final class EmulatorException extends RuntimeException {
  /** A problem without a cause. */
  public EmulatorException(String message) {
    super(message);
  }

  /** A problem with its cause. */
  public EmulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
