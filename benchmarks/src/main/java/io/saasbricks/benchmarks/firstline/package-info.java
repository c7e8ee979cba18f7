/**
 * What the first log line of a fresh JVM costs. Start at {@link
 * io.saasbricks.benchmarks.firstline.FirstLogLine}, which runs the other programs of this package
 * in processes of their own.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.firstline;
