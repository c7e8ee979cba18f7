package io.saasbricks.core.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.InvalidCursorException;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.MemoryTables;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.ReadConsistency;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random programs of two tenants on one table, run with and without the first tenant's part: what
 * the second one sees, and what it pays, is the same to the last byte.
 *
 * <p>Runs the number of steps given by the system property {@code
 * saasbricks.noninterference.steps}, ten thousand without it.
 */
class NoninterferenceTest {
  private static final int STEPS = Integer.getInteger("saasbricks.noninterference.steps", 10_000);
  private static final int STEPS_OF_A_PROGRAM = 100;
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));
  private static final String[] NAMES = {"a", "#", "\u0000"};

  private final Consumption consumption = new Consumption();
  private final SaasTable table =
      SaasTable.of(MemoryTables.guarded(), MemoryTables.NAME, TIME, consumption)
          .sealing(CursorSeal.of(() -> Secret.of("cursor secret"), TIME));

  @Test
  void whatATenantSeesDoesNotDependOnAnother() {
    int seen = 0;
    for (int seed = 0; seed < STEPS / STEPS_OF_A_PROGRAM; seed++) {
      List<String> together = transcriptOfBob(seed, true);
      assertThat(together).as("program %d", seed).isEqualTo(transcriptOfBob(seed, false));
      seen += together.size();
    }
    assertThat(seen).isGreaterThan(STEPS / 3);
  }

  @Test
  void aTenantThatSharedItsTableWouldBeNoticed() {
    TenantId one = tenant("one", 0);
    TenantId other = tenant("two", 0);
    assertThat(new Program(1, one, one).run(true))
        .isNotEqualTo(new Program(1, other, other).run(false));
  }

  /** Each run has tenants of its own, and the first one's id is a prefix of the second one's. */
  private List<String> transcriptOfBob(int seed, boolean withAnn) {
    TenantId ann = tenant(withAnn ? "with" : "less", seed);
    return new Program(seed, ann, new TenantId(ann.value() + "1")).run(withAnn);
  }

  private static TenantId tenant(String kind, int seed) {
    return new TenantId(String.format("%s%08d", kind, seed));
  }

  private final class Program {
    private final Random random;
    private final Actor ann;
    private final Actor bob;

    Program(int seed, TenantId first, TenantId second) {
      this.random = new Random(seed);
      this.ann = new Actor(table.in(scope(first)));
      this.bob = new Actor(table.in(scope(second)));
    }

    /** What the second actor saw and paid. */
    List<String> run(boolean withFirst) {
      List<String> transcript = new ArrayList<>();
      for (int step = 0; step < STEPS_OF_A_PROGRAM; step++) {
        Random choices = new Random(random.nextLong());
        boolean firsts = random.nextBoolean();
        if (firsts && withFirst) {
          // Ann also tries whatever cursor Bob was given last.
          ann.step(choices, choices.nextInt(4) == 0 ? bob.cursor : ann.cursor);
        }
        if (!firsts) {
          Consumption.Snapshot before = consumption.snapshot();
          String saw = bob.step(choices, bob.cursor);
          transcript.add(saw + " for " + consumption.snapshot().since(before));
        }
      }
      return transcript;
    }

    private static TenantScope scope(TenantId tenant) {
      return Principal.of(Principal.Kind.SESSION, tenant, "user1").scope();
    }
  }

  private static final class Actor {
    private final TenantTable table;
    private Optional<String> cursor = Optional.empty();

    Actor(TenantTable table) {
      this.table = table;
    }

    String step(Random random, Optional<String> from) {
      ItemCollection notes = ItemCollection.of(random.nextBoolean() ? "NOTE" : "LIST");
      SortKey sort = SortKey.of(name(random), name(random));
      Entry entry = Entry.of(notes, sort, Item.empty().with("n", random.nextInt(100)));
      Condition condition = condition(random);
      return switch (random.nextInt(9)) {
        case 0 -> shown(table.get(notes, sort));
        case 1 -> shown(table.put(entry.indexedBy(notes, sort), condition));
        case 2 -> shown(table.update(notes, sort, Update.increment("n", 1), condition));
        case 3 -> shown(table.delete(notes, sort, condition));
        case 4 -> page(() -> table.query(notes, range(random, sort), request(random, from)));
        case 5 -> page(() -> table.queryIndex(notes, Range.all(), request(random, from)));
        case 6 -> batch(notes, sort, entry);
        case 7 -> shown(new Transaction().put(table, entry, condition).commit());
        default -> shown(new Transaction().check(table, notes, sort, Condition.exists()).commit());
      };
    }

    private String batch(ItemCollection notes, SortKey sort, Entry entry) {
      table.putAll(List.of(entry));
      return table
          .getAll(notes, List.of(sort, SortKey.of("a")), ReadConsistency.STRONG)
          .values()
          .stream()
          .map(NoninterferenceTest::shown)
          .toList()
          .toString();
    }

    private String page(java.util.function.Supplier<Page<Item>> query) {
      try {
        Page<Item> page = query.get();
        cursor = page.cursor();
        return page.map(NoninterferenceTest::shown).items() + (cursor.isPresent() ? " more" : "");
      } catch (InvalidCursorException e) {
        cursor = Optional.empty();
        return "invalid cursor";
      }
    }
  }

  private static PageRequest request(Random random, Optional<String> cursor) {
    PageRequest first = PageRequest.first(1 + random.nextInt(3));
    return random.nextBoolean() ? first.after(cursor) : first;
  }

  private static Range range(Random random, SortKey sort) {
    return switch (random.nextInt(3)) {
      case 0 -> Range.under(sort);
      case 1 -> Range.between(SortKey.of("\u0000"), sort);
      default -> Range.all();
    };
  }

  private static Condition condition(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Condition.absent();
      case 1 -> Condition.exists();
      case 2 -> Attribute.attribute("n").atLeast(random.nextInt(100));
      default -> Condition.always();
    };
  }

  private static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private static String shown(Object outcome) {
    if (outcome instanceof Optional<?> optional) {
      return optional.map(NoninterferenceTest::shown).orElse("nothing");
    }
    if (outcome instanceof Item item) {
      return new TreeMap<>(item.attributes()).toString();
    }
    if (outcome instanceof WriteOutcome.Applied applied) {
      return "applied " + shown(applied.item());
    }
    if (outcome instanceof WriteOutcome.Refused refused) {
      return "refused " + shown(refused.existing());
    }
    return outcome instanceof TransactionOutcome.Refused refused
        ? "refused " + refused.steps().stream().map(step -> shown(step.existing())).toList()
        : outcome.toString();
  }
}
