/**
 * JSON without reflection: {@link io.saasbricks.core.json.Json} parses and writes, {@link
 * io.saasbricks.core.json.JsonObject} reads with types.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.json;
