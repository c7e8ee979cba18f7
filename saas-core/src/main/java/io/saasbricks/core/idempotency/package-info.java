/**
 * Work that is done once however often it is asked for: {@link
 * io.saasbricks.core.idempotency.Idempotency} for events that are delivered again, {@link
 * io.saasbricks.core.idempotency.WithIdempotencyKey} for requests that a client repeats.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.idempotency;
