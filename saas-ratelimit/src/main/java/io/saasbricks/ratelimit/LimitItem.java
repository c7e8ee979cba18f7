package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/*
 * A write whose answer was lost is sent again by the SDK and must not be charged again. Each write
 * leaves a random token, and its condition is that the token is not there. Four tokens are kept, so
 * that up to three requests of the same subject may come in between.
 */

/** The attributes of an item that belong to no policy. */
final class LimitItem {
  private static final String TOKEN = "q";
  private static final int TOKENS = 4;
  private static final String TTL = "ttl";
  private static final String KEEP = "keep";
  private static final String REVISION = "rev";
  private static final String QUOTA = "quota:";

  /** Tokens are below this. */
  static final long TOKENS_END = 1L << 48;

  /** The year 2100: DynamoDB has no other way not to expire an item that has a time to live. */
  private static final long FOR_GOOD = 4_102_444_800L;

  /** Longer than any policy counts. */
  private static final Duration LINGERING = Duration.ofDays(64);

  private LimitItem() {}

  /** Leaves the token, unless it is there already. */
  static Change leave(long token) {
    Update update = Update.set(name(0), token);
    List<Condition> same = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      same.add(Attribute.attribute(name(i)).equalTo(token));
      if (i > 0) {
        update = update.and(Update.set(name(i), Attribute.attribute(name(i - 1)).orElse(token)));
      }
    }
    // A comparison with an absent attribute is false, so a new item passes.
    return new Change(update, Condition.any(same.toArray(Condition[]::new)).negated());
  }

  /** Whether the write of that token happened. */
  static boolean holds(Item item, long token) {
    for (int i = 0; i < TOKENS; i++) {
      if (item.has(name(i)) && item.number(name(i)) == token) {
        return true;
      }
    }
    return false;
  }

  /** Lets the item expire at that time, unless it is kept for its overrides. */
  static Update expire(Instant time) {
    return Update.set(TTL, Attribute.attribute(KEEP).orElse(time.getEpochSecond()));
  }

  /** The overrides are still those of the known item. */
  static Condition unchangedOverrides(Item known) {
    Attribute revision = Attribute.attribute(REVISION);
    return known.has(REVISION) ? revision.equalTo(known.number(REVISION)) : revision.missing();
  }

  /** The policy with the quota that applies to the item's subject. */
  static Policy effective(Policy policy, Item item) {
    String name = QUOTA + policy.name();
    return item.has(name) ? policy.limitedTo(item.number(name)) : policy;
  }

  /** Whether the item's subject has a quota of its own for the policy. */
  static boolean overrides(Item item, String policy) {
    return item.has(QUOTA + policy);
  }

  static boolean hasOverrides(Item item) {
    return item.attributes().keySet().stream().anyMatch(name -> name.startsWith(QUOTA));
  }

  /** Gives the item's subject the policy's quota, and keeps the item. */
  static Update override(Policy policy) {
    return Update.set(QUOTA + policy.name(), policy.quota())
        .and(Update.increment(REVISION, 1))
        .and(Update.set(KEEP, FOR_GOOD))
        .and(Update.set(TTL, FOR_GOOD));
  }

  /** Takes the quota away again, and with the last one the reason to keep the item. */
  static Update endOverride(String policy, Item item, Instant now) {
    Update end = Update.remove(QUOTA + policy).and(Update.increment(REVISION, 1));
    long overrides =
        item.attributes().keySet().stream().filter(name -> name.startsWith(QUOTA)).count();
    return overrides > 1
        ? end
        : end.and(Update.remove(KEEP)).and(Update.set(TTL, now.plus(LINGERING).getEpochSecond()));
  }

  /** The item without what was counted. */
  static Item onlyOverrides(Item item) {
    Item kept = Item.empty().expiringAt(Instant.ofEpochSecond(FOR_GOOD));
    for (Map.Entry<String, Object> attribute : item.attributes().entrySet()) {
      String name = attribute.getKey();
      if (name.startsWith(QUOTA) || name.equals(REVISION) || name.equals(KEEP)) {
        kept = kept.with(name, attribute.getValue());
      }
    }
    return kept;
  }

  private static String name(int token) {
    return TOKEN + token;
  }
}
