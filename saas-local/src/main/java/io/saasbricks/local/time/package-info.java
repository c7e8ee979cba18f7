/** Time that a test moves by hand: {@link io.saasbricks.local.time.ManualTime}. */
@NullMarked
package io.saasbricks.local.time;

import org.jspecify.annotations.NullMarked;
