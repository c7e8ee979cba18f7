/**
 * Rate limits that cost one conditional DynamoDB write. Start with {@link
 * io.saasbricks.ratelimit.RateLimiter}: declare {@link io.saasbricks.ratelimit.Limits} of several
 * {@link io.saasbricks.ratelimit.Policy policies}, build a limiter over a table, and ask it for a
 * {@link io.saasbricks.ratelimit.Decision}. {@link io.saasbricks.ratelimit.RateLimitMiddleware}
 * turns decisions into HTTP answers.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.ratelimit;
