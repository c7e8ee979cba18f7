package io.saasbricks.examples.chatbot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.metering.stripe.StripeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans follow what is paid for, whatever becomes of the events. The number of seeds is the system
 * property {@code saasbricks.chatbot.seeds}.
 */
class PlanChangesTest {
  private static final int SEEDS = Integer.getInteger("saasbricks.chatbot.seeds", 20);
  private static final List<String> PLANS = List.of("starter", "pro", "business");

  private final BillingWorld world = new BillingWorld();
  private final TenantId tenant = world.newTenant("tenant00");

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @Test
  void aPurchaseChangesThePlanOnceThoughTwoEventsTellOfIt() {
    world.buy(tenant, "pro");
    assertThat(world.untold).hasSizeGreaterThan(1);
    world.tellAll();
    assertThat(world.plan(tenant)).isEqualTo("pro");
    assertThat(world.changes(tenant)).isEqualTo(1);
  }

  @Test
  void anEventThatIsRepeatedAfterAnotherChangeDoesNotUndoIt() {
    world.buy(tenant, "pro");
    List<StripeEvent> purchase = List.copyOf(world.untold);
    world.tellAll();
    world.cancel(tenant);
    world.tellAll();
    assertThat(world.plan(tenant)).isEqualTo("free");
    purchase.forEach(world::tell);
    assertThat(world.plan(tenant)).isEqualTo("free");
    assertThat(world.changes(tenant)).isEqualTo(2);
  }

  @Test
  void aSlowDeliveryDoesNotUndoWhatAFasterOneDidMeanwhile() {
    world.buy(tenant, "pro");
    StripeEvent slow = world.untold.remove(0);
    world.afterEachCall(
        request -> {
          if (request.uri().getPath().equals("/v1/subscriptions")) {
            // The slow one has its answer, and has not written yet.
            world.afterEachCall(later -> {});
            world.move(tenant, "business");
            world.tellAll();
          }
        });
    world.tell(slow);
    assertThat(world.plan(tenant)).isEqualTo("business");
    assertThat(world.changes(tenant)).isEqualTo(1);
  }

  @Test
  void thePlanBoughtLaterReplacesTheOneBeforeWhichIsEnded() {
    world.buy(tenant, "pro");
    world.time.advance(Duration.ofDays(3));
    world.buy(tenant, "starter");
    world.tellAll();
    assertThat(world.plan(tenant)).isEqualTo("starter");
    assertThat(world.checkout().subscriptions(world.customer(tenant), world.deadline())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aChangeIsMadeOnceInWhateverOrderAndHoweverOftenItIsTold(long seed) {
    Random random = new Random(seed);
    String before = "free";
    long changes = 0;
    List<StripeEvent> told = new ArrayList<>();
    for (int step = 0; step < 12; step++) {
      world.time.advance(Duration.ofMinutes(1 + random.nextInt(100)));
      String after = act(random);
      changes += after.equals(before) ? 0 : 1;
      before = after;
      told.addAll(world.untold);
      List<StripeEvent> deliveries = withRepetitions(told, random);
      deliveries.addAll(world.untold);
      world.untold.clear();
      Collections.shuffle(deliveries, random);
      deliveries.forEach(world::tell);
      assertThat(world.plan(tenant)).as("step %d", step).isEqualTo(after);
      assertThat(world.changes(tenant)).as("step %d", step).isEqualTo(changes);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whenAllIsToldThePlanIsTheOnePaidForHoweverLateEventsCame(long seed) {
    Random random = new Random(seed);
    List<TenantId> all =
        IntStream.range(0, 3).mapToObj(i -> world.newTenant("tenant1" + i)).toList();
    List<String> plans = new ArrayList<>(List.of("free", "free", "free"));
    for (int step = 0; step < 20; step++) {
      world.time.advance(Duration.ofMinutes(1 + random.nextInt(100)));
      int who = random.nextInt(all.size());
      plans.set(who, act(all.get(who), random));
      while (!world.untold.isEmpty() && random.nextInt(3) > 0) {
        world.tell(world.untold.get(random.nextInt(world.untold.size())));
      }
    }
    Collections.shuffle(world.untold, random);
    world.tellAll();
    assertThat(all.stream().map(world::plan).toList()).isEqualTo(plans);
  }

  private String act(Random random) {
    return act(tenant, random);
  }

  /** Buys, moves or cancels; the plan that is paid for then. */
  private String act(TenantId who, Random random) {
    boolean subscribed =
        !world.checkout().subscriptions(world.customer(who), world.deadline()).isEmpty();
    String plan = PLANS.get(random.nextInt(PLANS.size()));
    switch (random.nextInt(3)) {
      case 0 -> {
        world.buy(who, plan);
        return plan;
      }
      case 1 -> {
        world.move(who, plan);
        return subscribed ? plan : "free";
      }
      default -> {
        world.cancel(who);
        return "free";
      }
    }
  }

  private static List<StripeEvent> withRepetitions(List<StripeEvent> events, Random random) {
    List<StripeEvent> repeated = new ArrayList<>();
    events.stream().filter(event -> random.nextInt(3) == 0).forEach(repeated::add);
    return repeated;
  }
}
