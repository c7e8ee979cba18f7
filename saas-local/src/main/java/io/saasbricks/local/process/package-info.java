/**
 * Java programs in processes of their own, with jars that must not meet ours. Start with {@link
 * io.saasbricks.local.process.ChildJvm}. For the packages beside it, not for users.
 */
@NullMarked
package io.saasbricks.local.process;

import org.jspecify.annotations.NullMarked;
