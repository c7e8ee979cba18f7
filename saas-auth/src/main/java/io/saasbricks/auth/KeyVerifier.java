package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.SaasTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells good API keys from others, reading as little as it can. */
final class KeyVerifier {
  private final SaasTable table;
  private final KeyPolicy policy;
  private final Revocations revocations;
  private final KeyWriter writer;
  private final InstantSource time;
  private final VouchedCache<StoredKey> known;

  KeyVerifier(
      SaasTable table,
      KeyPolicy policy,
      Revocations revocations,
      KeyWriter writer,
      InstantSource time) {
    this.table = table;
    this.policy = policy;
    this.revocations = revocations;
    this.writer = writer;
    this.time = time;
    this.known = revocations.cache();
  }

  /** Whether the text looks like a key rather than like a session. */
  boolean claims(String credential) {
    return policy.format().claims(credential) || policy.maybeImported(credential);
  }

  Verification verify(String key, String sourceIp) {
    Optional<Refusal> refusal = atSight(key);
    return refusal.isPresent()
        ? Verification.refused(refusal.get())
        : find(Secret.of(key))
            .map(stored -> judge(stored, sourceIp))
            .orElse(Verification.refused(Refusal.UNKNOWN));
  }

  /** The key of that text, good or not. No read for a text that cannot be one. */
  Optional<StoredKey> find(String text) {
    boolean maybe =
        policy.maybeImported(text) || policy.format().inspect(text) instanceof KeyFormat.Form.Valid;
    return maybe ? find(Secret.of(text)) : Optional.empty();
  }

  /** Why the text cannot be a key that is good here, as far as the text itself can tell. */
  private Optional<Refusal> atSight(String key) {
    if (policy.maybeImported(key)) {
      return Optional.empty();
    }
    KeyFormat.Form form = policy.format().inspect(key);
    if (form instanceof KeyFormat.Form.Invalid invalid) {
      return Optional.of(invalid.reason());
    }
    return form instanceof KeyFormat.Form.Valid valid && !policy.accepts(valid.environment())
        ? Optional.of(Refusal.ENVIRONMENT)
        : Optional.empty();
  }

  /** The key as it is kept, whichever pepper it is kept under. */
  private Optional<StoredKey> find(Secret key) {
    List<Fingerprint> candidates = policy.candidates(key);
    Fingerprint current = candidates.get(0);
    for (Fingerprint candidate : candidates) {
      Optional<StoredKey> stored = known.get(candidate.subject(), () -> load(candidate, current));
      if (stored.isPresent()) {
        return stored;
      }
    }
    return Optional.empty();
  }

  private Optional<StoredKey> load(Fingerprint fingerprint, Fingerprint current) {
    Optional<StoredKey> stored = table.get(ItemKeys.lookup(fingerprint)).map(StoredKey::fromItem);
    if (!fingerprint.equals(current)) {
      // Only now, while its text is at hand, can the key be hashed with the current pepper.
      stored.ifPresent(key -> writer.move(key, current));
    }
    return stored;
  }

  private Verification judge(StoredKey stored, String sourceIp) {
    ApiKey key = stored.key();
    if (!policy.accepts(key.environment())) {
      return Verification.refused(Refusal.ENVIRONMENT, key.keyId());
    }
    Optional<Refusal> refusal = stored.refusal(time.instant(), sourceIp);
    if (refusal.isPresent()) {
      return Verification.refused(refusal.get(), key.keyId());
    }
    return revocations.generation(stored.tenant()) == stored.generation()
        ? new Verification.Accepted(principal(stored))
        : Verification.refused(Refusal.REVOKED, key.keyId());
  }

  private static Principal principal(StoredKey stored) {
    ApiKey key = stored.key();
    return new Principal(
        Principal.Kind.API_KEY,
        stored.tenant(),
        key.keyId(),
        key.scopes(),
        Map.of(Claim.KEY_GROUP, key.keyGroup(), Claim.ENVIRONMENT, key.environment().text()));
  }
}
