/**
 * Everything a backend needs on one machine, started together. Start with {@link
 * io.saasbricks.local.LocalBackend}; {@link io.saasbricks.local.Main} is the same as a command.
 */
@NullMarked
package io.saasbricks.local;

import org.jspecify.annotations.NullMarked;
