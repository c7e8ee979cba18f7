package io.saasbricks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParametersTest {
  private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final Store store = new Store();
  private final Parameters parameters = Parameters.of(store, "/app/", Duration.ofMinutes(5), time);

  @Test
  void nothingIsLoadedBeforeTheFirstUse() {
    parameters.named("a");
    assertThat(store.requests).isEmpty();
  }

  @Test
  void theFirstUseLoadsEverythingThatWasNamed() {
    store.values.putAll(Map.of("/app/a", "1", "/app/b", "2"));
    Supplier<Secret> a = parameters.named("a");
    Supplier<Secret> b = parameters.named("b");
    assertThat(a.get().reveal()).isEqualTo("1");
    assertThat(b.get().reveal()).isEqualTo("2");
    assertThat(store.requests).containsExactly(List.of("/app/a", "/app/b"));
  }

  @Test
  void aValueIsLoadedAgainWhenItsAgeIsReached() {
    store.values.put("/app/a", "old");
    Supplier<Secret> a = parameters.named("a");
    load(a);
    store.values.put("/app/a", "new");
    time.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(a.get().reveal()).isEqualTo("old");
    time.advance(Duration.ofMillis(1));
    assertThat(a.get().reveal()).isEqualTo("new");
  }

  @Test
  void theKnownValueStaysWhileTheStoreIsDownAndIsAskedForEveryTenSeconds() {
    store.values.put("/app/a", "known");
    Supplier<Secret> a = parameters.named("a");
    load(a);
    store.down = true;
    time.advance(Duration.ofMinutes(6));
    assertThat(a.get().reveal()).isEqualTo("known");
    assertThat(a.get().reveal()).isEqualTo("known");
    assertThat(store.requests).hasSize(2);
    time.advance(Duration.ofSeconds(10));
    assertThat(a.get().reveal()).isEqualTo("known");
    assertThat(store.requests).hasSize(3);
  }

  @Test
  void aStoreThatIsDownAtTheFirstUseIsAnErrorThatMayPass() {
    store.down = true;
    Supplier<Secret> a = parameters.named("a");
    assertThatThrownBy(a::get)
        .isInstanceOfSatisfying(
            ParametersUnavailableException.class, e -> assertThat(e.retryable()).isTrue());
    store.down = false;
    store.values.put("/app/a", "1");
    assertThat(a.get().reveal()).isEqualTo("1");
  }

  @Test
  void aMissingParameterIsNamed() {
    assertThatThrownBy(parameters.named("absent")::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("parameter /app/absent does not exist");
  }

  @Test
  void anOptionalParameterMayBeMissing() {
    assertThat(parameters.optional("absent").get()).isEqualTo(Optional.empty());
  }

  @Test
  void aNameAddedLaterIsLoadedAtItsFirstUse() {
    store.values.putAll(Map.of("/app/a", "1", "/app/b", "2"));
    load(parameters.named("a"));
    assertThat(parameters.named("b").get().reveal()).isEqualTo("2");
  }

  @Test
  void aRestoredSnapshotLoadsAgain() {
    store.values.put("/app/a", "snapshot");
    Supplier<Secret> a = parameters.named("a");
    load(a);
    store.values.put("/app/a", "now");
    parameters.expire();
    assertThat(a.get().reveal()).isEqualTo("now");
  }

  @Test
  void aRestoreWhileTheStoreIsDownKeepsWhatIsKnown() {
    store.values.put("/app/a", "snapshot");
    Supplier<Secret> a = parameters.named("a");
    load(a);
    store.down = true;
    parameters.expire();
    assertThat(a.get().reveal()).isEqualTo("snapshot");
  }

  @Test
  void whileOneCallerLoadsTheOthersGoOnWithTheKnownValue() {
    store.values.put("/app/a", "old");
    Supplier<Secret> a = parameters.named("a");
    load(a);
    time.advance(Duration.ofMinutes(5));
    store.values.put("/app/a", "new");
    List<String> seenMeanwhile = new ArrayList<>();
    store.during = () -> seenMeanwhile.add(onAnotherThread(() -> a.get().reveal()));
    assertThat(a.get().reveal()).isEqualTo("new");
    assertThat(seenMeanwhile).containsExactly("old");
    assertThat(store.requests).hasSize(2);
  }

  @Test
  void whoeverWaitsForTheFirstLoadDoesNotLoadAgain() throws InterruptedException {
    store.values.put("/app/a", "1");
    Supplier<Secret> a = parameters.named("a");
    List<String> seen = new CopyOnWriteArrayList<>();
    Thread waiting = new Thread(() -> seen.add(a.get().reveal()));
    store.during =
        () -> {
          waiting.start();
          while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
        };
    assertThat(a.get().reveal()).isEqualTo("1");
    waiting.join();
    assertThat(seen).containsExactly("1");
    assertThat(store.requests).hasSize(1);
  }

  @Test
  void nobodyIsLockedOutByWhatAnotherThreadDid() {
    store.values.put("/app/a", "1");
    Supplier<String> a = () -> parameters.named("a").get().reveal();
    assertThat(onAnotherThread(a)).isEqualTo("1");
    store.values.put("/app/a", "2");
    parameters.expire();
    assertThat(onAnotherThread(a)).isEqualTo("2");
    time.advance(Duration.ofMinutes(5));
    store.values.put("/app/a", "3");
    assertThat(a.get()).isEqualTo("3");
    assertThat(onAnotherThread(a)).isEqualTo("3");
    parameters.expire();
    assertThat(onAnotherThread(a)).isEqualTo("3");
  }

  @Test
  void itPrintsNamesOnly() {
    store.values.put("/app/a", "hidden");
    load(parameters.named("a"));
    assertThat(parameters).hasToString("Parameters[/app/a]");
  }

  private static void load(Supplier<Secret> parameter) {
    assertThat(parameter.get()).isNotNull();
  }

  private static String onAnotherThread(Supplier<String> work) {
    List<String> result = new ArrayList<>();
    Thread thread = new Thread(() -> result.add(work.get()));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return result.get(0);
  }

  private static final class Store implements ParameterSource {
    private final Map<String, String> values = new HashMap<>();
    private final List<List<String>> requests = new ArrayList<>();
    private boolean down;
    private Runnable during = () -> {};

    @Override
    public Map<String, Secret> fetch(List<String> names) {
      requests.add(names);
      during.run();
      if (down) {
        throw new ParametersUnavailableException("down", null);
      }
      Map<String, Secret> found = new HashMap<>();
      names.stream()
          .filter(values::containsKey)
          .forEach(name -> found.put(name, Secret.of(values.getOrDefault(name, ""))));
      return found;
    }
  }
}
