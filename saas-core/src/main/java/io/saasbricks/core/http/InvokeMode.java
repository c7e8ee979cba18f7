package io.saasbricks.core.http;

/** How a front door takes a function's answers; the names are those of a Function URL's setting. */
public enum InvokeMode {
  /** In one piece: HTTP APIs, and Function URLs unless told otherwise. */
  BUFFERED,
  /** As they are written: a Function URL with response streaming. */
  RESPONSE_STREAM
}
