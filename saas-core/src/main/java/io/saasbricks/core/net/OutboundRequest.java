package io.saasbricks.core.net;

import java.net.URI;
import java.util.Map;

/**
 * A request to another service.
 *
 * @param uri without user info; secrets travel in headers, never here
 * @param body the exact bytes; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and bodies must not be copied
public record OutboundRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
  public OutboundRequest {
    String scheme = uri.getScheme();
    if (!("https".equals(scheme) || "http".equals(scheme)) || uri.getHost() == null) {
      throw new IllegalArgumentException("not an absolute http(s) URI: " + uri);
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("a URI must not carry user info: " + uri.getHost());
    }
    headers = Map.copyOf(headers);
  }

  /** A request without a body. */
  public static OutboundRequest get(URI uri, Map<String, String> headers) {
    return new OutboundRequest("GET", uri, headers, new byte[0]);
  }

  /** A request that may change something. */
  public static OutboundRequest post(URI uri, Map<String, String> headers, byte[] body) {
    return new OutboundRequest("POST", uri, headers, body);
  }

  /** Method and host only: headers carry secrets. */
  @Override
  public String toString() {
    return "OutboundRequest[" + method + " " + uri.getHost() + uri.getPath() + "]";
  }
}
