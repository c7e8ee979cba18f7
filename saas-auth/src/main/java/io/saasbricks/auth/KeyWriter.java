package io.saasbricks.auth;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.Update;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes and changes API keys: both items of a key, its audit entry and its revocation at once. */
final class KeyWriter {
  static final Change REVOKE =
      Change.status(
          AuditEntry.Action.KEY_REVOKED,
          ApiKey.Status.REVOKED,
          ApiKey.Status.ACTIVE,
          ApiKey.Status.DISABLED);

  private final SaasTable table;
  private final KeyPolicy policy;
  private final Revocations revocations;
  private final InstantSource time;
  private final RandomGenerator random;
  private final AuditLog audit;

  KeyWriter(
      SaasTable table,
      KeyPolicy policy,
      Revocations revocations,
      InstantSource time,
      RandomGenerator random) {
    this.table = table;
    this.policy = policy;
    this.revocations = revocations;
    this.time = time;
    this.random = random;
    this.audit = AuditLog.of(table, time);
  }

  Optional<StoredKey> find(TenantId tenant, String keyId) {
    return table.get(ItemKeys.apiKey(tenant, keyId)).map(StoredKey::fromItem);
  }

  CreatedKey create(Principal actor, NewKey wanted) {
    Secret plaintext = policy.format().generate(wanted.environment(), random);
    String keyId = newKeyId();
    ApiKey key =
        new ApiKey(
            keyId,
            keyId,
            wanted.name(),
            wanted.environment(),
            policy.format().hint(plaintext, wanted.environment()),
            wanted.scopes(),
            wanted.allowedAddresses(),
            ApiKey.Status.ACTIVE,
            time.instant(),
            actor.subject(),
            wanted.expiresAt(),
            Optional.empty(),
            Optional.empty());
    long generation = revocations.generationNow(actor.tenant());
    StoredKey stored =
        new StoredKey(actor.tenant(), generation, Fingerprint.sha256(plaintext), key);
    Transaction transaction = put(new Transaction(), stored);
    AuditLog.Change change =
        new AuditLog.Change(AuditEntry.Action.KEY_CREATED, keyId, actor.subject());
    if (!audit.add(transaction, actor.tenant(), change).commit().applied()) {
      throw new IllegalStateException("two random keys or ids are equal");
    }
    return new CreatedKey(key, new OneShotSecret(plaintext));
  }

  /**
   * A change of a key, made if its condition holds of the key.
   *
   * @param attributes the values that the key's attributes get
   */
  record Change(AuditEntry.Action action, Condition condition, Map<String, ?> attributes) {
    static Change status(AuditEntry.Action action, ApiKey.Status to, ApiKey.Status... from) {
      Condition condition = attribute("status").in(Arrays.stream(from).map(Enum::name).toArray());
      return new Change(action, condition, Map.of("status", to.name()));
    }

    Update update() {
      return attributes.entrySet().stream()
          .map(entry -> Update.set(entry.getKey(), entry.getValue()))
          .reduce(Update.nothing(), Update::and);
    }

    StoredKey applyTo(StoredKey key) {
      Item changed = key.toItem();
      for (Map.Entry<String, ?> entry : attributes.entrySet()) {
        changed = changed.with(entry.getKey(), entry.getValue());
      }
      return StoredKey.fromItem(changed);
    }
  }

  /** The key as it is now, changed or not; empty if the actor's tenant has none of that id. */
  Optional<ApiKey> change(Principal actor, String keyId, Change change) {
    return find(actor.tenant(), keyId).map(found -> change(actor, found, change).key());
  }

  private StoredKey change(Principal actor, StoredKey key, Change change) {
    Transaction transaction = changing(new Transaction(), key, change);
    String keyId = key.key().keyId();
    TransactionOutcome outcome =
        audit
            .add(
                transaction,
                actor.tenant(),
                new AuditLog.Change(change.action(), keyId, actor.subject()))
            .commit();
    return outcome instanceof TransactionOutcome.Refused refused
        ? StoredKey.fromItem(refused.steps().get(0).existing().orElseThrow())
        : change.applyTo(key);
  }

  /** The twin comes first: its refusal shows the key as it is. */
  private Transaction changing(Transaction transaction, StoredKey key, Change change) {
    Key twin = ItemKeys.apiKey(key.tenant(), key.key().keyId());
    Key lookup = ItemKeys.lookup(key.fingerprint());
    transaction
        .update(table, twin, change.update(), Condition.exists().and(change.condition()))
        .update(table, lookup, change.update(), Condition.exists());
    return revocations.count(transaction, StoredKey.subject(key.fingerprint()));
  }

  private String newKeyId() {
    return "key_" + TimeOrderedId.at(time.instant(), random);
  }

  private Transaction put(Transaction transaction, StoredKey stored) {
    Key twin = ItemKeys.apiKey(stored.tenant(), stored.key().keyId());
    return transaction
        .put(table, ItemKeys.lookup(stored.fingerprint()), stored.toItem(), Condition.absent())
        .put(table, twin, stored.toItem(), Condition.absent());
  }
}
