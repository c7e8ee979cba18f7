/**
 * What the first request of a fresh function process costs. Start with {@link
 * io.saasbricks.benchmarks.coldstart.ColdStart}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.coldstart;
