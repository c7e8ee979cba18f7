package io.saasbricks.auth;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The API keys of all tenants: {@code <product>_<live|test>_<32 random><6 checksum>}.
 *
 * <p>Only a hash of a key is kept. A text that is no key is refused from its checksum, without a
 * read; a key that has been verified once is answered from memory for as long as {@link
 * Revocations} vouches for it, and a change is seen by every container within {@link
 * Revocations#BOUND}. Every change is one transaction, which holds its {@link AuditLog} entry. Safe
 * for concurrent use.
 *
 * <p>The actor of a change is a verified caller; the change reaches keys of its tenant only, and
 * its id stands in the audit entry. Every method throws {@link
 * io.saasbricks.core.table.StoreUnavailableException} if the table does not answer in time.
 */
public final class ApiKeys {
  /** The longest a replaced key may stay good. */
  public static final Duration LONGEST_GRACE = Duration.ofDays(30);

  private final SaasTable table;
  private final KeyWriter writer;
  private final KeyVerifier verifier;
  private final KeyMaker maker;
  private final AuditLog audit;
  private final LastUse lastUse;

  ApiKeys(
      SaasTable table,
      KeyPolicy policy,
      Revocations revocations,
      InstantSource time,
      RandomGenerator random) {
    this.table = table;
    this.audit = AuditLog.of(table, time);
    this.writer = new KeyWriter(table, revocations, audit);
    this.verifier = new KeyVerifier(table, policy, revocations, writer, time);
    this.maker = new KeyMaker(policy, revocations, writer, time, random);
    this.lastUse = new LastUse(table, time);
  }

  /** The keys kept in that table. Random parts come from {@link SecureRandom}. */
  public static ApiKeys of(
      SaasTable table, KeyPolicy policy, Revocations revocations, InstantSource time) {
    return new ApiKeys(table, policy, revocations, time, new SecureRandom());
  }

  /**
   * Who the key speaks for, used from that address.
   *
   * <p>No request while the key is known and vouched for; else one read for the key, one for its
   * tenant's generation and at most one per five seconds for the revocations.
   *
   * @param sourceIp the caller's address as the front door reports it
   */
  public Verification verify(String key, String sourceIp) {
    return verifier.verify(key, sourceIp);
  }

  /** Whether the text looks like one of these keys, good or not, rather than like a session. */
  boolean claims(String credential) {
    return verifier.claims(credential);
  }

  /** Remembers that the key was used now. At most one write per key every five minutes. */
  void noteUse(Principal key) {
    lastUse.note(key);
  }

  /**
   * Makes a key of the actor's tenant. One read, and one transaction of four writes. If its outcome
   * is not known, a key may have been made whose text nobody has: list the keys and revoke it.
   *
   * @return the key with its text, which is not kept and cannot be had again
   */
  public CreatedKey create(Principal actor, NewKey key) {
    return maker.create(actor, key);
  }

  /**
   * Takes over a key that another system made. Its text must start as {@link
   * KeyPolicy#importedFrom} says. One read, and one transaction of four writes.
   *
   * @return empty if that hash has been imported before
   */
  public Optional<ApiKey> importHash(Principal actor, NewKey key, ForeignKey foreign) {
    return maker.importHash(actor, key, foreign);
  }

  /**
   * The tenant's keys in the order they were made, revoked ones included. One request; a read unit
   * per started 4 KB.
   *
   * @throws io.saasbricks.core.table.InvalidCursorException if the cursor is not of this query
   */
  public Page<ApiKey> list(TenantScope scope, PageRequest page) {
    return table
        .in(scope)
        .query(ItemKeys.API_KEYS, Range.all(), page)
        .map(item -> StoredKey.fromItem(item).key());
  }

  /** The tenant's key of that id. One read, or none for a text that cannot be an id. */
  public Optional<ApiKey> find(TenantScope scope, String keyId) {
    return writer.find(scope.tenant(), keyId).map(StoredKey::key);
  }

  /**
   * Switches a key off until it is enabled again. One read, and one transaction of four writes;
   * repeating it changes nothing.
   *
   * @return the key as it is now; empty if the actor's tenant has no such key
   */
  public Optional<ApiKey> disable(Principal actor, String keyId) {
    return change(actor, keyId, KeyChange.DISABLE);
  }

  /**
   * Switches a disabled key on again; a revoked one stays revoked. Costs as {@link #disable}.
   *
   * @return the key as it is now; empty if the actor's tenant has no such key
   */
  public Optional<ApiKey> enable(Principal actor, String keyId) {
    return change(actor, keyId, KeyChange.ENABLE);
  }

  /**
   * Ends a key for good. Costs as {@link #disable}; repeating it changes nothing.
   *
   * @return the key as it is now; empty if the actor's tenant has no such key
   */
  public Optional<ApiKey> revoke(Principal actor, String keyId) {
    return change(actor, keyId, KeyChange.REVOKE);
  }

  private Optional<ApiKey> change(Principal actor, String keyId, KeyChange change) {
    return writer.change(actor, keyId, change).map(outcome -> outcome.key().key());
  }

  /**
   * Replaces a key by a new one of the same name, scopes, addresses, length of life and {@linkplain
   * ApiKey#keyGroup group}, so that limits and quotas are shared and nothing is credited twice.
   * However many ask at once, one is answered with a successor. Two reads, and one transaction of
   * six writes.
   *
   * @param grace how long the old key stays good, at most {@link #LONGEST_GRACE} and never past its
   *     own end; zero ends it now
   * @return empty if the actor's tenant has no such key
   * @throws IllegalArgumentException if the grace is negative or over {@link #LONGEST_GRACE}
   */
  public Optional<Rotation> rotate(Principal actor, String keyId, Duration grace) {
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException("grace must be 0 to 30 days: " + grace);
    }
    return maker.rotate(actor, keyId, grace);
  }

  /**
   * Takes the report that a text has been found in public, as secret scanners send it. A key is not
   * switched off by this: who may send reports could then switch off keys. Tell its owner, or
   * {@link #revoke} it. Nothing is read for a text that is no key.
   *
   * @param where the text was found, for the audit entry; at most 500 characters are kept
   * @return the key, if it is one of these
   */
  public Optional<LeakedKey> reportLeak(String text, String where) {
    Optional<StoredKey> found = verifier.find(text);
    found.ifPresent(key -> audit.write(key.tenant(), leak(key, where)));
    return found.map(key -> new LeakedKey(key.tenant(), key.key()));
  }

  private static AuditLog.Change leak(StoredKey key, String where) {
    String reporter = "leak report: " + where.substring(0, Math.min(where.length(), 500));
    return new AuditLog.Change(AuditEntry.Action.KEY_LEAKED, key.key().keyId(), reporter);
  }
}
