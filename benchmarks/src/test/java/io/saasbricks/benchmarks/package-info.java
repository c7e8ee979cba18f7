@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks;
