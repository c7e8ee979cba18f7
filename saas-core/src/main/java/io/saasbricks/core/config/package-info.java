/**
 * What a function is told at deployment: {@link io.saasbricks.core.config.Environment} for its
 * variables and {@link io.saasbricks.core.config.Parameters} for its secrets.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.config;
