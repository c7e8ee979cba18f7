/** Tests of rate limits, over DynamoDB Local and in memory. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.ratelimit;
