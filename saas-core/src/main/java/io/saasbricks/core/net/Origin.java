package io.saasbricks.core.net;

import java.net.URI;

/** The server behind a URI: what connections may be shared by. */
record Origin(boolean secure, String host, int port) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  static Origin of(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    int standard = secure ? HTTPS_PORT : HTTP_PORT;
    return new Origin(secure, uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort());
  }

  /** The value of the {@code Host} header, which leaves a standard port out. */
  String authority() {
    return port == (secure ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + port;
  }

  /** The host as an address is looked up by: IPv6 without its brackets. */
  String address() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
