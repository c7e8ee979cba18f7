package io.saasbricks.local.http;

/** A request that is refused before any handler sees it; the connection ends with the refusal. */
final class UnreadableRequest extends Exception {
  private final int status;

  UnreadableRequest(int status, String message) {
    super(message);
    this.status = status;
  }

  LocalResponse response() {
    return LocalResponse.json(status, "{\"message\":\"" + getMessage() + "\"}");
  }
}
