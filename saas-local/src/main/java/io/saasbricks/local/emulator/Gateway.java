package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.Optional;

/** What turns HTTP requests into events: the HTTP API or a function URL. */
interface Gateway {

  /** The answer; empty if the gateway has no place for the request. */
  Optional<LocalResponse> handle(LocalRequest request, String sourceIp);

  /** The answer to a request that nobody has a place for. */
  LocalResponse notFound(LocalRequest request);
}
