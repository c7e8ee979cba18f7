package io.saasbricks.auth;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What was done to a tenant's credentials. Each entry is written in the same transaction as the
 * change it tells of, so neither exists without the other. Safe for concurrent use.
 */
public final class AuditLog {
  private final SaasTable table;
  private final InstantSource time;
  private final RandomGenerator random;

  private AuditLog(SaasTable table, InstantSource time, RandomGenerator random) {
    this.table = table;
    this.time = time;
    this.random = random;
  }

  /** The log kept in that table. */
  public static AuditLog of(SaasTable table, InstantSource time) {
    return new AuditLog(table, time, new SecureRandom());
  }

  /**
   * Entries of the scope's tenant, by time; {@link PageRequest#last} begins with the newest. One
   * request per started MB read.
   *
   * @throws io.saasbricks.core.table.InvalidCursorException if the cursor is not of this query
   */
  public Page<AuditEntry> entries(TenantScope scope, PageRequest page) {
    return table.in(scope).query(ItemKeys.AUDIT, Range.all(), page).map(AuditEntry::fromItem);
  }

  /** A change to be told of. */
  record Change(AuditEntry.Action action, String subject, String actor) {}

  /** Adds to a transaction that the change is told of. */
  Transaction add(Transaction transaction, TenantId tenant, Change change) {
    AuditEntry entry = entry(change);
    Key key = ItemKeys.audit(tenant, entry.entryId());
    return transaction.put(table, key, entry.toItem(), Condition.absent());
  }

  /** Tells of something that changed nothing else. One write. */
  void write(TenantId tenant, Change change) {
    AuditEntry entry = entry(change);
    table.put(ItemKeys.audit(tenant, entry.entryId()), entry.toItem(), Condition.absent());
  }

  private AuditEntry entry(Change change) {
    Instant now = time.instant();
    String id = TimeOrderedId.at(now, random);
    return new AuditEntry(id, change.action(), change.subject(), change.actor(), now);
  }
}
