/**
 * Tenants: their plans, their life cycle and the middleware that puts the caller's {@link
 * io.saasbricks.core.tenant.TenantContext} into a request. Start with {@link
 * io.saasbricks.core.tenant.TenantStore}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.tenant;
