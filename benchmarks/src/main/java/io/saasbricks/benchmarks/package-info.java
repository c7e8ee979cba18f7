/**
 * Programs that measure what the modules cost, each beside its peers. Every class with a {@code
 * main} says how to run it.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks;
