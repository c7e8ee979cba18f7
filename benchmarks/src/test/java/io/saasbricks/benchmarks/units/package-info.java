/** Tests of what DynamoDB charges, and the page that says so. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.units;
