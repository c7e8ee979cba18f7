package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.SaasTable;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Tells good API keys from others, reading as little as it can. */
final class KeyVerifier {
  private final SaasTable table;
  private final KeyPolicy policy;
  private final Revocations revocations;
  private final InstantSource time;
  private final VouchedCache<StoredKey> known;

  KeyVerifier(SaasTable table, KeyPolicy policy, Revocations revocations, InstantSource time) {
    this.table = table;
    this.policy = policy;
    this.revocations = revocations;
    this.time = time;
    this.known = revocations.cache();
  }

  boolean claims(String credential) {
    return policy.format().claims(credential);
  }

  Verification verify(String key, String sourceIp) {
    KeyFormat.Form form = policy.format().inspect(key);
    if (form instanceof KeyFormat.Form.Invalid invalid) {
      return Verification.refused(invalid.reason());
    }
    if (form instanceof KeyFormat.Form.Valid valid && !policy.accepts(valid.environment())) {
      return Verification.refused(Refusal.ENVIRONMENT);
    }
    return lookUp(Fingerprint.sha256(Secret.of(key)))
        .map(stored -> judge(stored, sourceIp))
        .orElse(Verification.refused(Refusal.UNKNOWN));
  }

  private Optional<StoredKey> lookUp(Fingerprint fingerprint) {
    return known.get(
        StoredKey.subject(fingerprint),
        () -> table.get(ItemKeys.lookup(fingerprint)).map(StoredKey::fromItem));
  }

  private Verification judge(StoredKey stored, String sourceIp) {
    ApiKey key = stored.key();
    Optional<Refusal> refusal = stored.refusal(time.instant(), sourceIp);
    if (refusal.isPresent()) {
      return Verification.refused(refusal.get(), key.keyId());
    }
    if (revocations.generation(stored.tenant()) != stored.generation()) {
      return Verification.refused(Refusal.REVOKED, key.keyId());
    }
    return new Verification.Accepted(principal(stored));
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
