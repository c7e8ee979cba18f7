package io.saasbricks.metering.billing;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far accounts are billed: days that are done in {@code T#<tenant>#XD / <day>}, and in {@code
 * T#<tenant>#XT} who is exporting the tenant and until when its invoices are final.
 */
final class AccountLedger {
  private static final ItemCollection DAYS = ItemCollection.of("XD");
  private static final ItemCollection TENANT = ItemCollection.of("XT");
  private static final String DAY = "day";
  private static final String REVISION = "rev";
  private static final String REOPENED = "n";
  private static final String OWNER = "owner";
  private static final String UNTIL = "until";
  private static final String FINAL = "final";
  private static final Duration LIFETIME = Duration.ofDays(100);
  private static final int PAGE = 1_000;

  private final SaasTable table;

  AccountLedger(SaasTable table) {
    this.table = table;
  }

  /**
   * How far a day is billed.
   *
   * @param revision of the day's usage when all of it was billed; empty if not all of it was
   * @param reopened how often a window of the day was reopened
   */
  record DayState(Optional<Long> revision, long reopened) {
    static final DayState NEW = new DayState(Optional.empty(), 0);

    private static DayState of(Item item) {
      return new DayState(
          item.has(REVISION) ? Optional.of(item.number(REVISION)) : Optional.empty(),
          item.number(REOPENED, 0));
    }
  }

  /** The days, both ends included, of which anything is known. */
  Map<LocalDate, DayState> days(TenantId tenant, LocalDate first, LocalDate last) {
    Range range = Range.between(SortKey.of(first.toString()), SortKey.of(last.toString()));
    Map<LocalDate, DayState> days = new HashMap<>();
    PartitionKey partition = PartitionKey.of(tenant, DAYS);
    for (Item item : table.query(partition, range, PageRequest.first(PAGE)).items()) {
      days.put(LocalDate.parse(item.string(DAY)), DayState.of(item));
    }
    return days;
  }

  /** Notes that all of the day is billed, unless a window of it was reopened since. */
  void done(TenantId tenant, LocalDate day, long revision, DayState seen) {
    Condition unchanged =
        seen.reopened() == 0
            ? attribute(REOPENED).missing()
            : attribute(REOPENED).equalTo(seen.reopened());
    table.update(day(tenant, day), Update.set(REVISION, revision).and(naming(day)), unchanged);
  }

  /** Makes the next run look at the day again. */
  void reopen(TenantId tenant, LocalDate day) {
    Update update = Update.remove(REVISION).and(Update.increment(REOPENED, 1)).and(naming(day));
    table.update(day(tenant, day), update, Condition.always());
  }

  /**
   * The right to export a tenant alone, for a while.
   *
   * @param finalUntil invoices of hours that ended by then are final
   */
  record Lease(TenantId tenant, String owner, Instant until, Instant finalUntil) {}

  /** Takes the lease unless another owner has it. */
  Optional<Lease> acquire(TenantId tenant, String owner, Instant now, Instant until) {
    Condition free =
        Condition.any(
            attribute(OWNER).missing(),
            attribute(OWNER).equalTo(owner),
            attribute(UNTIL).lessThan(now));
    Update update = Update.set(OWNER, owner).and(Update.set(UNTIL, until));
    WriteOutcome outcome = table.update(tenant(tenant), update, free);
    if (!(outcome instanceof WriteOutcome.Applied applied)) {
      return Optional.empty();
    }
    Instant finalUntil = applied.item().optionalInstant(FINAL).orElse(Instant.EPOCH);
    return Optional.of(new Lease(tenant, owner, until, finalUntil));
  }

  void release(Lease lease) {
    table.update(
        tenant(lease.tenant()),
        Update.remove(OWNER).and(Update.remove(UNTIL)),
        attribute(OWNER).equalTo(lease.owner()));
  }

  /** Notes that invoices of hours that ended by then are final. Never moves back. */
  void close(TenantId tenant, Instant until) {
    table.update(
        tenant(tenant),
        Update.set(FINAL, until),
        attribute(FINAL).missing().or(attribute(FINAL).lessThan(until)));
  }

  private static Update naming(LocalDate day) {
    Instant expiry = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(LIFETIME);
    return Update.set(DAY, day.toString()).and(Update.set("ttl", expiry.getEpochSecond()));
  }

  private static Key day(TenantId tenant, LocalDate day) {
    return new Key(PartitionKey.of(tenant, DAYS), SortKey.of(day.toString()));
  }

  private static Key tenant(TenantId tenant) {
    return Key.single(PartitionKey.of(tenant, TENANT));
  }
}
