/**
 * What a function is told at deployment: {@link io.saasbricks.core.config.Environment} for its
 * variables.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.config;
