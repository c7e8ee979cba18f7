package io.saasbricks.auth;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.Update;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes API keys: both items of a key, the audit entry and the revocation in one transaction, so
 * that none is ever seen without the others.
 */
final class KeyWriter {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWriter.class);

  private static final int TWIN = 0;

  private final SaasTable table;
  private final Revocations revocations;
  private final AuditLog audit;

  KeyWriter(SaasTable table, Revocations revocations, AuditLog audit) {
    this.table = table;
    this.revocations = revocations;
    this.audit = audit;
  }

  /** Whether a change was made. */
  sealed interface Outcome {
    /** The key as it is now. */
    StoredKey key();

    /** It was. */
    record Changed(StoredKey key) implements Outcome {}

    /** Its condition did not hold. */
    record Unchanged(StoredKey key) implements Outcome {}
  }

  /** The key of that id. One read, or none for a text that no key has for an id. */
  Optional<StoredKey> find(TenantId tenant, String keyId) {
    return KeyMaker.maybeId(keyId)
        ? table.get(ItemKeys.apiKey(tenant, keyId)).map(StoredKey::fromItem)
        : Optional.empty();
  }

  /** Writes a key that is not there yet; {@code false} if it is. */
  boolean add(StoredKey key, AuditLog.Change change) {
    Transaction transaction = adding(new Transaction(), key);
    // A text that was looked up in vain before may be known as missing.
    revocations.count(transaction, key.fingerprint().subject());
    return audit.add(transaction, key.tenant(), change).commit().applied();
  }

  /** Adds to a transaction that the key is written. */
  Transaction adding(Transaction transaction, StoredKey key) {
    return transaction
        .put(table, ItemKeys.lookup(key.fingerprint()), key.toItem(), Condition.absent())
        .put(table, twin(key), key.toItem(), Condition.absent());
  }

  /** Makes the change, unless its condition does not hold; empty if there is no such key. */
  Optional<Outcome> change(Principal actor, String keyId, KeyChange change) {
    return find(actor.tenant(), keyId)
        .map(found -> change(actor, found, change, transaction -> transaction));
  }

  /**
   * Makes the change together with further steps, unless its condition does not hold.
   *
   * @param further adds the steps
   */
  Outcome change(
      Principal actor, StoredKey key, KeyChange change, UnaryOperator<Transaction> further) {
    Transaction transaction = further.apply(changing(key, change));
    AuditLog.Change entry =
        new AuditLog.Change(change.action(), key.key().keyId(), actor.subject());
    TransactionOutcome outcome = audit.add(transaction, key.tenant(), entry).commit();
    if (!(outcome instanceof TransactionOutcome.Refused refused)) {
      return new Outcome.Changed(change.applyTo(key));
    }
    StoredKey now = StoredKey.fromItem(refused.steps().get(TWIN).existing().orElseThrow());
    // A key that has moved to another pepper since it was read is changed where it is now.
    return now.fingerprint().equals(key.fingerprint())
        ? new Outcome.Unchanged(now)
        : change(actor, now, change, further);
  }

  /** The twin comes first: its refusal shows the key as it is. */
  private Transaction changing(StoredKey key, KeyChange change) {
    Condition allowed = Condition.all(isStill(key), change.condition());
    Transaction transaction =
        new Transaction()
            .update(table, twin(key), change.update(), allowed)
            .update(table, ItemKeys.lookup(key.fingerprint()), change.update(), Condition.always());
    return revocations.count(transaction, key.fingerprint().subject());
  }

  /**
   * Moves a key to where it is looked up from now on. One transaction of four writes. If it fails,
   * the key stays where it is, and good; the next container to see it tries again.
   */
  void move(StoredKey key, Fingerprint to) {
    StoredKey moved = new StoredKey(key.tenant(), key.generation(), to, key.key());
    Update update = Update.set("algorithm", to.algorithm()).and(Update.set("hash", to.hash()));
    Transaction transaction =
        new Transaction()
            .update(table, twin(key), update, isStill(key))
            .delete(table, ItemKeys.lookup(key.fingerprint()), Condition.always())
            .put(table, ItemKeys.lookup(to), moved.toItem(), Condition.absent());
    revocations.count(transaction, key.fingerprint().subject(), to.subject());
    try {
      boolean applied = transaction.commit().applied();
      LOG.atInfo().addKeyValue("keyId", key.key().keyId()).log("key moved: {}", applied);
    } catch (StoreUnavailableException e) {
      LOG.atWarn().setCause(e).addKeyValue("keyId", key.key().keyId()).log("key not moved");
    }
  }

  private static Condition isStill(StoredKey key) {
    return attribute("hash").equalTo(key.fingerprint().hash());
  }

  private static Key twin(StoredKey key) {
    return ItemKeys.apiKey(key.tenant(), key.key().keyId());
  }
}
