/**
 * JMH benchmarks of what takes microseconds and touches nothing outside. {@link
 * io.saasbricks.benchmarks.micro.MicroBenchmarks} runs them and reports time and bytes.
 */
@NullMarked
package io.saasbricks.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
