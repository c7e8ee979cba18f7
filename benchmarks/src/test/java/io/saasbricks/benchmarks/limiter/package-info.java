/** Tests of the comparison's figures. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.limiter;
