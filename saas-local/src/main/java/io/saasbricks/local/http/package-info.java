/**
 * A small HTTP/1.1 server on plain sockets, shared by the emulator and the vendor stand-ins. Start
 * with {@link io.saasbricks.local.http.LocalServer}.
 *
 * <p>It exists because the JDK's own server refuses request targets that API Gateway accepts,
 * cannot count the bytes of a request's head, and cannot break off a chunked answer. It trusts its
 * callers: development time only.
 */
@NullMarked
package io.saasbricks.local.http;

import org.jspecify.annotations.NullMarked;
