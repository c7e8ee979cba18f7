/**
 * What a chat answer costs: {@link io.saasbricks.benchmarks.chat.RouterOverhead} when warm, {@link
 * io.saasbricks.benchmarks.chat.FirstAnswer} in a fresh JVM. Package {@code faults} compares what
 * routers make of failing vendors.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.chat;
