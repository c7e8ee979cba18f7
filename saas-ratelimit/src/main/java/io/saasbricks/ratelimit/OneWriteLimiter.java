package io.saasbricks.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/*
 * Decide by writing. The condition of the one update admits exactly the requests that all policies
 * allow, as far as it can be written without knowing the item. A refusal returns the item: either
 * some policy denies it there, which ends the matter, or the condition was too narrow, and the one
 * computed from that very item is right unless someone else wrote in between. So every further round
 * means that another request has made progress.
 */

/** Decides by one conditional write, or one transaction over several items. */
final class OneWriteLimiter implements Door {
  private static final int ROUNDS = 10;
  private static final int REMEMBERED = 1_000;

  private final Supplier<SaasTable> tables;
  private final Limits limits;
  private final InstantSource time;
  private final RandomGenerator random;
  private final Cache<Key, Item> seen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /**
   * A door without extras.
   *
   * @param tables gives each decision the table within the time that the decision may take
   */
  OneWriteLimiter(
      Supplier<SaasTable> tables, Limits limits, InstantSource time, RandomGenerator random) {
    this.tables = tables;
    this.limits = limits;
    this.time = time;
    this.random = random;
  }

  /**
   * A decision and what it is founded on.
   *
   * @param sights the items after the decision, as far as the table has shown them
   */
  record Ruling(Decision decision, List<Sight> sights) {}

  @Override
  public AbuseVerdict decide(Visit visit) {
    return AbuseVerdict.unscored(rule(visit, now -> Optional.empty()).decision());
  }

  /** Decides, and leaves the trace of that time in the first item. */
  Ruling rule(Visit visit, Function<Instant, Optional<MessageTrace>> trace) {
    Instant now = time.instant();
    long token = random.nextLong(LimitItem.TOKENS_END);
    List<Account> accounts =
        Account.of(limits, visit.subject(), visit.cost(), now, token).stream()
            .map(account -> account.tracing(trace.apply(now)))
            .toList();
    SaasTable table = tables.get();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Ruling> ruling =
          attempt(table, accounts.stream().map(account -> recall(table, account)).toList());
      if (ruling.isPresent()) {
        return ruling.get();
      }
    }
    throw new ContendedException(limits.name());
  }

  private Optional<Ruling> attempt(SaasTable table, List<Sight> sights) {
    List<Sight> hopeless = sights.stream().filter(Sight::hopeless).toList();
    if (!hopeless.isEmpty()) {
      return Optional.of(denied(hopeless, sights));
    }
    return sights.size() == 1 ? write(table, sights.get(0)) : writeAll(table, sights);
  }

  /** An override unknown here may make the cost fit, so it is looked up before giving up. */
  private Sight recall(SaasTable table, Account account) {
    Sight known = new Sight(account, seen.get(account.key(), key -> Item.empty()));
    return known.hopeless() ? see(account, table.get(account.key())) : known;
  }

  private Optional<Ruling> write(SaasTable table, Sight sight) {
    Account account = sight.account();
    Change change = sight.charge();
    WriteOutcome outcome = table.update(account.key(), change.update(), change.condition());
    if (outcome instanceof WriteOutcome.Applied applied) {
      Sight after = see(account, Optional.of(applied.item()));
      return Optional.of(allowed(List.of(after), 0));
    }
    Sight found = see(account, ((WriteOutcome.Refused) outcome).existing());
    return judge(List.of(found), List.of(found));
  }

  private Optional<Ruling> writeAll(SaasTable table, List<Sight> sights) {
    Transaction transaction = new Transaction();
    for (Sight sight : sights) {
      Change change = sight.charge();
      transaction.update(table, sight.account().key(), change.update(), change.condition());
    }
    if (!(transaction.commit() instanceof TransactionOutcome.Refused refused)) {
      // A transaction returns no items, so the states are those last seen less this cost.
      return Optional.of(allowed(sights, sights.get(0).account().cost()));
    }
    List<Sight> all = new ArrayList<>(sights);
    List<Sight> failed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (refused.failed(i)) {
        all.set(i, see(all.get(i).account(), refused.steps().get(i).existing()));
        failed.add(all.get(i));
      }
    }
    return judge(failed, all);
  }

  /** What the items that refused say; empty if they would admit the request after all. */
  private Optional<Ruling> judge(List<Sight> refusing, List<Sight> all) {
    if (refusing.stream().anyMatch(Sight::charged)) {
      return Optional.of(allowed(all, 0));
    }
    Optional<Duration> blocked =
        refusing.stream().map(Sight::blocked).filter(left -> !left.isZero()).findFirst();
    if (blocked.isPresent()) {
      return blocked.map(left -> new Ruling(Denials.blocked(left, states(all, 0)), all));
    }
    boolean denies = refusing.stream().anyMatch(sight -> !sight.violations().isEmpty());
    return denies ? Optional.of(denied(refusing, all)) : Optional.empty();
  }

  private Sight see(Account account, Optional<Item> item) {
    Sight found = new Sight(account, item.orElse(Item.empty()));
    Item remembered = found.remembered(seen.get(account.key(), key -> Item.empty()));
    seen.put(account.key(), remembered);
    return new Sight(account, remembered);
  }

  private static Ruling allowed(List<Sight> sights, long unseen) {
    Account account = sights.get(0).account();
    Decision decision = new Decision.Allowed(account.now(), account.cost(), states(sights, unseen));
    return new Ruling(decision, sights);
  }

  private static Ruling denied(List<Sight> refusing, List<Sight> all) {
    List<Decision.Violation> violations =
        refusing.stream().flatMap(sight -> sight.violations().stream()).toList();
    return new Ruling(Denials.quota(violations, states(all, 0)), all);
  }

  private static List<PolicyState> states(List<Sight> sights, long unseen) {
    return sights.stream().flatMap(sight -> sight.states(unseen).stream()).toList();
  }
}
