package io.saasbricks.metering;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.Update;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/*
 * One item per tenant, name and period. "taken" is what is used plus what open reservations hold, so
 * a condition compares it with a number computed here: taken <= limit - amount. The limit itself is
 * not stored. Open reservations are attributes "r.<id>" of amount and expiry; expired ones that were
 * swept stay for an hour as "z.<id>", so that their holder may still settle if there is room.
 */

/**
 * The item that counts one period of an allowance: its key, and what is read from and done to it.
 */
record QuotaCounter(TenantId tenant, Allowance allowance, QuotaPeriod.Span span) {
  static final String TAKEN = "taken";
  private static final String OPEN = "r.";
  private static final String SWEPT = "z.";
  private static final String AMOUNT = "n";
  private static final String UNTIL = "t";
  private static final Duration KEPT = Duration.ofDays(40);

  static QuotaCounter at(TenantId tenant, Allowance allowance, Instant now) {
    return new QuotaCounter(tenant, allowance, allowance.period().at(now));
  }

  static QuotaCounter of(Ticket ticket) {
    return new QuotaCounter(ticket.tenant(), ticket.allowance(), ticket.span());
  }

  /**
   * A reservation as stored.
   *
   * @param id the hexadecimal fingerprint
   * @param until when it may be swept, or when it was
   */
  record Entry(String id, BigDecimal amount, Instant until) {}

  Key key() {
    return Keys.quota(tenant, allowance.name(), span.start());
  }

  Ticket ticket(String requestId, long amount) {
    return new Ticket(tenant, allowance, span, requestId, amount);
  }

  Standing standing(Item item) {
    long held = open(item).stream().mapToLong(entry -> entry.amount().longValueExact()).sum();
    return new Standing(allowance.limit(), item.number(TAKEN, 0) - held, held, span.end());
  }

  /** Holds if the amount fits under the limit. */
  Condition room(long amount) {
    Condition fits = attribute(TAKEN).atMost(allowance.limit() - amount);
    return amount <= allowance.limit() ? attribute(TAKEN).missing().or(fits) : fits;
  }

  Update taking(long amount) {
    return Update.increment(TAKEN, amount)
        .and(Update.setIfAbsent("ttl", span.end().plus(KEPT).getEpochSecond()));
  }

  static Update giving(Object amount) {
    return Update.set(TAKEN, attribute(TAKEN).minus(amount));
  }

  static List<Entry> open(Item item) {
    return entries(item, OPEN);
  }

  static List<Entry> swept(Item item) {
    return entries(item, SWEPT);
  }

  static Update opening(String id, long amount, Instant until) {
    return Update.set(OPEN + id, entry(amount, until));
  }

  static Update closing(String id) {
    return Update.remove(OPEN + id);
  }

  static Condition isOpen(String id) {
    return attribute(OPEN + id).exists();
  }

  static Update sweeping(Entry entry, Instant now) {
    return closing(entry.id()).and(Update.set(SWEPT + entry.id(), entry(entry.amount(), now)));
  }

  static Update forgetting(String id) {
    return Update.remove(SWEPT + id);
  }

  static Condition isSwept(String id) {
    return attribute(SWEPT + id).exists();
  }

  static boolean hasOpen(Item item, String id) {
    return item.has(OPEN + id);
  }

  static boolean hasSwept(Item item, String id) {
    return item.has(SWEPT + id);
  }

  private static Item entry(Object amount, Instant until) {
    return Item.empty().with(AMOUNT, amount).with(UNTIL, until);
  }

  private static List<Entry> entries(Item item, String prefix) {
    List<Entry> entries = new ArrayList<>();
    item.attributes()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                Item entry = (Item) value;
                entries.add(
                    new Entry(
                        name.substring(prefix.length()),
                        entry.decimal(AMOUNT),
                        entry.instant(UNTIL)));
              }
            });
    return entries;
  }
}
