/**
 * Sends routers through the same faults of the same stand-in vendors. Start with {@link
 * io.saasbricks.benchmarks.chat.faults.FaultMatrix}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.chat.faults;
