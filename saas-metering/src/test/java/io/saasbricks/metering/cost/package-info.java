/** Tests of what tenants cost. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.cost;
