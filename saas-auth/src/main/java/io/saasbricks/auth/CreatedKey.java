package io.saasbricks.auth;

/**
 * A key that has just been made.
 *
 * @param plaintext its text, which is kept nowhere else and can be taken once
 */
public record CreatedKey(ApiKey key, OneShotSecret plaintext) {}
