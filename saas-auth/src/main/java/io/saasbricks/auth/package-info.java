/**
 * Who is calling: API keys, sessions, Google sign-in, one-time codes, and their revocation.
 *
 * <p>Start with {@link io.saasbricks.auth.Authenticate}, the middleware that turns a credential
 * into a verified {@link io.saasbricks.core.identity.Principal}. It asks {@link
 * io.saasbricks.auth.Sessions} and {@link io.saasbricks.auth.ApiKeys}, and both ask {@link
 * io.saasbricks.auth.Revocations}, of which a container has one.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.auth;
