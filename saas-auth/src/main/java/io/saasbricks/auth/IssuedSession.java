package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.time.Instant;

/**
 * A session that has just begun.
 *
 * @param token what its holder sends as {@code Authorization: Bearer}
 */
public record IssuedSession(String sessionId, Secret token, Instant expiresAt) {}
