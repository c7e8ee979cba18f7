package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes new API keys: from nothing, from another system's hash, or to replace one. */
final class KeyMaker {
  private static final String ID_PREFIX = "key_";

  private final KeyPolicy policy;
  private final Revocations revocations;
  private final KeyWriter writer;
  private final InstantSource time;
  private final RandomGenerator random;

  KeyMaker(
      KeyPolicy policy,
      Revocations revocations,
      KeyWriter writer,
      InstantSource time,
      RandomGenerator random) {
    this.policy = policy;
    this.revocations = revocations;
    this.writer = writer;
    this.time = time;
    this.random = random;
  }

  /** Whether the text looks like the id of a key. */
  static boolean maybeId(String text) {
    return text.matches(ID_PREFIX + "[0-9a-z]{26}");
  }

  CreatedKey create(Principal actor, NewKey wanted) {
    Secret text = policy.format().generate(wanted.environment(), random);
    StoredKey key = key(actor, wanted, Optional.empty(), text);
    if (!writer.add(key, change(AuditEntry.Action.KEY_CREATED, key, actor))) {
      throw new IllegalStateException("two random keys or ids are equal");
    }
    return new CreatedKey(key.key(), new OneShotSecret(text));
  }

  Optional<ApiKey> importHash(Principal actor, NewKey wanted, ForeignKey foreign) {
    StoredKey key = key(actor, wanted, Optional.empty(), foreign.hint(), foreign.fingerprint());
    return writer.add(key, change(AuditEntry.Action.KEY_IMPORTED, key, actor))
        ? Optional.of(key.key())
        : Optional.empty();
  }

  Optional<Rotation> rotate(Principal actor, String keyId, Duration grace) {
    return writer.find(actor.tenant(), keyId).map(found -> rotate(actor, found, grace));
  }

  private Rotation rotate(Principal actor, StoredKey old, Duration grace) {
    Instant now = time.instant();
    Instant end = now.plus(grace);
    Instant until = old.key().expiresAt().filter(end::isAfter).orElse(end);
    Secret text = policy.format().generate(old.key().environment(), random);
    StoredKey successor =
        key(actor, renewed(old.key(), now), Optional.of(old.key().keyGroup()), text);
    KeyWriter.Outcome outcome =
        writer.change(
            actor,
            old,
            KeyChange.replacedBy(successor.key().keyId(), until, now),
            transaction -> writer.adding(transaction, successor));
    return outcome instanceof KeyWriter.Outcome.Changed changed
        ? new Rotation.Rotated(
            new CreatedKey(successor.key(), new OneShotSecret(text)), changed.key().key())
        : new Rotation.Refused(outcome.key().key());
  }

  /** What the old key was to be, for as long again. */
  private static NewKey renewed(ApiKey old, Instant now) {
    return new NewKey(
        old.name(),
        old.environment(),
        old.scopes(),
        old.allowedAddresses(),
        old.expiresAt().map(end -> now.plus(Duration.between(old.createdAt(), end))));
  }

  private StoredKey key(Principal actor, NewKey wanted, Optional<String> group, Secret text) {
    String hint = policy.format().hint(text, wanted.environment());
    return key(actor, wanted, group, hint, policy.fingerprint(text));
  }

  private StoredKey key(
      Principal actor,
      NewKey wanted,
      Optional<String> group,
      String hint,
      Fingerprint fingerprint) {
    String keyId = ID_PREFIX + TimeOrderedId.at(time.instant(), random);
    ApiKey key =
        new ApiKey(
            keyId,
            group.orElse(keyId),
            wanted.name(),
            wanted.environment(),
            hint,
            wanted.scopes(),
            wanted.allowedAddresses(),
            ApiKey.Status.ACTIVE,
            time.instant(),
            actor.subject(),
            wanted.expiresAt(),
            Optional.empty(),
            Optional.empty());
    long generation = revocations.generationNow(actor.tenant());
    return new StoredKey(actor.tenant(), generation, fingerprint, key);
  }

  private static AuditLog.Change change(AuditEntry.Action action, StoredKey key, Principal actor) {
    return new AuditLog.Change(action, key.key().keyId(), actor.subject());
  }
}
