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
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/*
 * A delivery is begun by writing its total and revision ahead, and confirmed afterwards. Whatever
 * stops in between leaves a state from which the same delivery is repeated under the same identifier.
 */

/** The states of windows: items {@code T#<tenant>#X / <hour>#<meter>}. */
final class WindowLedger {
  /** The most windows of one day that are read: 24 hours of 40 meters. */
  static final int MOST_METERS = 40;

  private static final ItemCollection WINDOWS = ItemCollection.of("X");
  private static final String METER = "meter";
  private static final String HOUR = "hr";
  private static final Duration LIFETIME = Duration.ofDays(100);
  private static final int PAGE = 1_000;

  /** Sorts after every meter. */
  private static final String LAST = "~";

  private final SaasTable table;

  WindowLedger(SaasTable table) {
    this.table = table;
  }

  /** The states of the windows in the hours of at most a day that have any. */
  Map<Window, WindowState> states(TenantId tenant, Instant from, Instant to) {
    Range range =
        Range.between(
            SortKey.of(from.toString()), SortKey.of(to.minus(Window.LENGTH).toString(), LAST));
    Map<Window, WindowState> states = new HashMap<>();
    for (Item item : table.query(partition(tenant), range, PageRequest.first(PAGE)).items()) {
      Instant hour = Instant.ofEpochSecond(item.number(HOUR));
      states.put(new Window(tenant, item.string(METER), hour), WindowState.of(item));
    }
    return states;
  }

  WindowState state(Window window) {
    return table.get(key(window)).map(WindowState::of).orElse(WindowState.NEW);
  }

  /** Writes a delivery ahead; empty if another run has changed the window since it was read. */
  Optional<WindowState> begin(Window window, WindowState seen, long total, Instant now) {
    long revision = seen.revision() + 1;
    Update update =
        Update.set(WindowState.PENDING, total)
            .and(Update.set(WindowState.BEFORE, seen.billed()))
            .and(Update.set(WindowState.PENDING_SINCE, now))
            .and(Update.set(WindowState.REVISION, revision))
            .and(naming(window));
    WindowState state = write(window, update, unchanged(seen));
    boolean begun = state.revision() == revision && state.pending().equals(OptionalLong.of(total));
    return begun ? Optional.of(state) : Optional.empty();
  }

  /** Notes whether the billing system has what is pending; the state after that. */
  WindowState settle(Window window, WindowState begun, boolean confirmed) {
    WindowState settled = begun.settled(confirmed);
    Update update =
        Update.set(WindowState.BILLED, settled.billed()).and(Update.remove(WindowState.PENDING));
    table.update(key(window), update, unchanged(begun));
    return settled;
  }

  /** Takes units out of a final window and, if there is another one, bills them there: once. */
  boolean carry(Window window, WindowState seen, long units, Optional<Window> into) {
    Transaction transaction =
        new Transaction()
            .update(
                table,
                key(window),
                Update.set(WindowState.CARRIED_OUT, seen.carriedOut() + units).and(naming(window)),
                unchanged(seen).and(still(WindowState.CARRIED_OUT, seen.carriedOut())));
    into.ifPresent(
        other ->
            transaction.update(
                table,
                key(other),
                Update.increment(WindowState.CARRIED_IN, units).and(naming(other)),
                Condition.always()));
    return transaction.commit().applied();
  }

  /** Notes that the billing system does not have a delivery that was confirmed. */
  void reopen(Window.Delivered delivered, long billed) {
    Condition same =
        attribute(WindowState.REVISION)
            .equalTo(delivered.revision())
            .and(attribute(WindowState.PENDING).missing());
    table.update(key(delivered.window()), Update.set(WindowState.BILLED, billed), same);
  }

  private WindowState write(Window window, Update update, Condition condition) {
    WriteOutcome outcome = table.update(key(window), update, condition);
    Optional<Item> item =
        outcome instanceof WriteOutcome.Applied applied
            ? Optional.of(applied.item())
            : ((WriteOutcome.Refused) outcome).existing();
    return item.map(WindowState::of).orElse(WindowState.NEW);
  }

  private static Condition unchanged(WindowState seen) {
    Condition pending =
        seen.pending().isPresent()
            ? attribute(WindowState.PENDING).equalTo(seen.pending().getAsLong())
            : attribute(WindowState.PENDING).missing();
    return still(WindowState.REVISION, seen.revision()).and(pending);
  }

  private static Condition still(String name, long number) {
    return number == 0
        ? attribute(name).missing().or(attribute(name).equalTo(0))
        : attribute(name).equalTo(number);
  }

  private static Update naming(Window window) {
    return Update.set(METER, window.meter())
        .and(Update.set(HOUR, window.hour().getEpochSecond()))
        .and(Update.set("ttl", window.hour().plus(LIFETIME).getEpochSecond()));
  }

  private static Key key(Window window) {
    return new Key(
        partition(window.tenant()), SortKey.of(window.hour().toString(), window.meter()));
  }

  private static PartitionKey partition(TenantId tenant) {
    return PartitionKey.of(tenant, WINDOWS);
  }
}
