/**
 * Who is asking: {@link io.saasbricks.core.identity.TenantId}, the verified {@link
 * io.saasbricks.core.identity.Principal} and the {@link io.saasbricks.core.identity.TenantScope} it
 * yields. Pure values; every other package may depend on this one.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.identity;
