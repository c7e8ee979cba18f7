/** Holds the start of a function to its budget. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.coldstart;
