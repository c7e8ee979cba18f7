/**
 * Outbound HTTP: the one {@link io.saasbricks.core.net.Transport} that language models, payment
 * services and key sets share.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.net;
