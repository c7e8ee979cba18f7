/**
 * API Gateway's HTTP API and Lambda, as one SAM template describes them, on one machine. Start with
 * {@link io.saasbricks.local.emulator.Emulator}; {@link io.saasbricks.local.emulator.Template}
 * reads the template.
 *
 * <p>Handlers see what they see on AWS: payload format 2.0, one event at a time per instance,
 * deadlines, the template's environment. What differs is listed in {@code docs/local.md}.
 */
@NullMarked
package io.saasbricks.local.emulator;

import org.jspecify.annotations.NullMarked;
