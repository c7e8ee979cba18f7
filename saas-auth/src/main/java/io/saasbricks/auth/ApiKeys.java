package io.saasbricks.auth;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import java.security.SecureRandom;
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
 */
public final class ApiKeys {
  private final SaasTable table;
  private final KeyVerifier verifier;
  private final KeyWriter writer;

  ApiKeys(
      SaasTable table,
      KeyPolicy policy,
      Revocations revocations,
      InstantSource time,
      RandomGenerator random) {
    this.table = table;
    this.verifier = new KeyVerifier(table, policy, revocations, time);
    this.writer = new KeyWriter(table, policy, revocations, time, random);
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
   * @throws io.saasbricks.core.table.StoreUnavailableException if it cannot be told now
   */
  public Verification verify(String key, String sourceIp) {
    return verifier.verify(key, sourceIp);
  }

  /** Whether the text claims to be one of these keys, good or not. */
  boolean claims(String credential) {
    return verifier.claims(credential);
  }

  /**
   * Makes a key of the actor's tenant. One read, and one transaction of three writes.
   *
   * @param actor who is written down as its maker
   */
  public CreatedKey create(Principal actor, NewKey key) {
    return writer.create(actor, key);
  }

  /** The tenant's keys in the order they were made, revoked ones included. */
  public Page<ApiKey> list(TenantScope scope, PageRequest page) {
    return table
        .in(scope)
        .query(ItemKeys.API_KEYS, Range.all(), page)
        .map(item -> StoredKey.fromItem(item).key());
  }

  /** The tenant's key of that id. One read. */
  public Optional<ApiKey> find(TenantScope scope, String keyId) {
    return writer.find(scope.tenant(), keyId).map(StoredKey::key);
  }

  /**
   * Ends a key for good. One read, and one transaction of four writes; repeating it is safe.
   *
   * @return the key as it is now; empty if the actor's tenant has no such key
   */
  public Optional<ApiKey> revoke(Principal actor, String keyId) {
    return writer.change(actor, keyId, KeyWriter.REVOKE);
  }
}
