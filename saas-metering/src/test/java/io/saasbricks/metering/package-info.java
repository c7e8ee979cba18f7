/** Tests of metering and quotas, over DynamoDB Local and in memory. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering;
