package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelHealthTest {
  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final ModelHealth health = new ModelHealth(time.nanos());
  private final ModelCard middle = TestCatalogue.card("middle");
  private final ModelCard premium = TestCatalogue.card("premium");

  private void fails(ChatFailure kind) {
    health.failed(middle, new ChatException(kind, kind.name(), null));
  }

  private void assertRestsFor(Duration rest) {
    time.advance(rest.minusMillis(1));
    assertThat(health.resting(middle)).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(health.resting(middle)).isFalse();
  }

  @Test
  void aFewFailuresAreForgiven() {
    fails(ChatFailure.OVERLOADED);
    fails(ChatFailure.BROKEN_OFF);
    assertThat(health.resting(middle)).isFalse();
    health.answered(middle, Duration.ofSeconds(1));
    fails(ChatFailure.UNREACHABLE);
    assertThat(health.resting(middle)).isFalse();
  }

  @Test
  void threeFailuresInARowMeanAPause() {
    fails(ChatFailure.OVERLOADED);
    fails(ChatFailure.OVERLOADED);
    fails(ChatFailure.OVERLOADED);
    assertRestsFor(Duration.ofSeconds(30));
  }

  @Test
  void aLimitMeansThePauseTheVendorWants() {
    ChatException limited = new ChatException(ChatFailure.RATE_LIMITED, "limited", null);
    health.failed(middle, limited.after(Duration.ofSeconds(37)));
    assertRestsFor(Duration.ofSeconds(37));
  }

  @Test
  void aLimitWithoutATimeMeansFiveSeconds() {
    fails(ChatFailure.RATE_LIMITED);
    assertRestsFor(Duration.ofSeconds(5));
  }

  @Test
  void aVendorCannotKeepItselfAwayForEver() {
    ChatException limited = new ChatException(ChatFailure.RATE_LIMITED, "limited", null);
    health.failed(middle, limited.after(Duration.ofDays(9)));
    assertRestsFor(Duration.ofMinutes(10));
  }

  @Test
  void aBadKeyConcernsAllModelsOfTheProvider() {
    fails(ChatFailure.DENIED);
    assertThat(health.resting(premium)).isTrue();
    assertThat(health.resting(TestCatalogue.card("rival"))).isFalse();
  }

  @Test
  void aRetiredModelConcernsItselfOnly() {
    fails(ChatFailure.MODEL_GONE);
    assertThat(health.resting(middle)).isTrue();
    assertThat(health.resting(premium)).isFalse();
  }

  @Test
  void whatTheRequestIsToBlameForIsNotHeldAgainstTheModel() {
    for (int i = 0; i < 5; i++) {
      fails(ChatFailure.INVALID);
      fails(ChatFailure.TOO_LONG);
    }
    assertThat(health.resting(middle)).isFalse();
  }
}
