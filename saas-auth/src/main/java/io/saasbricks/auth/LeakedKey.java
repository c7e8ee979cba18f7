package io.saasbricks.auth;

import io.saasbricks.core.identity.TenantId;

/** A key that somebody has found where it should not be, and whose it is. */
public record LeakedKey(TenantId tenant, ApiKey key) {}
