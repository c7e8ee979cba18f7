/**
 * Recognises messages that try to turn an assistant against its operator. Start with {@link
 * io.saasbricks.ratelimit.abuse.MessageDetector}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.ratelimit.abuse;
