package io.saasbricks.core.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The answer of another service. Read once; not safe for concurrent use. */
public final class OutboundResponse implements AutoCloseable {
  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  /** An answer whose body is still arriving; reading it throws past the request's deadline. */
  public OutboundResponse(int status, Map<String, String> headers, InputStream body) {
    this.status = status;
    this.headers = new TreeMap<>();
    headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
    this.body = body;
  }

  /** An answer that is wholly there. */
  public static OutboundResponse of(int status, Map<String, String> headers, byte[] body) {
    return new OutboundResponse(status, headers, new ByteArrayInputStream(body));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The header of that name, in whatever case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All headers, by name in lower case. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** The body as it arrives. */
  public InputStream body() {
    return body;
  }

  /**
   * The whole body, closed after reading.
   *
   * @throws TransportException if it breaks off, passes the deadline or has more bytes than allowed
   */
  public byte[] bytes(int most) {
    try (InputStream in = body) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new TransportException("the answer has over " + most + " bytes", null);
      }
      return bytes;
    } catch (IOException e) {
      throw new TransportException("the answer broke off", e);
    }
  }

  /** Stops the answer; the connection is not used again unless the body was read to its end. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Nothing is left to do with an answer that nobody reads.
      return;
    }
  }
}
