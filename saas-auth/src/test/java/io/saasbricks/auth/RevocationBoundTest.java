package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** However a credential is revoked, no container takes it {@link Revocations#BOUND} later. */
class RevocationBoundTest {
  private static final Duration BOUND = Revocations.BOUND;
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final int CONTAINERS = 8;
  private static final int SIMULATIONS = Integer.getInteger("saasbricks.auth.simulations", 20);

  private final Outage outage = new Outage();
  private final Lab lab = Lab.inMemory(outage);
  private final Lab.Container revoker = lab.container();
  private final CreatedKey key = revoker.createKey(lab.owner);
  private final String keyText = key.plaintext().take();
  private final String token =
      revoker.sessions().issue(lab.tenant, "google_1", Set.of(), Map.of()).token().reveal();

  /** The ways to end a credential. */
  enum Way {
    DISABLE_KEY(true),
    REVOKE_KEY(true),
    ROTATE_KEY(true),
    TENANT_OF_KEY(true),
    SESSION(false),
    USER(false),
    TENANT_OF_SESSION(false);

    private final boolean ofKey;

    Way(boolean ofKey) {
      this.ofKey = ofKey;
    }

    boolean ofKey() {
      return ofKey;
    }
  }

  @Test
  void theBoundIsFiveSeconds() {
    assertThat(BOUND).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource
  void theLastContainerTakesItAMillisecondBeforeTheBoundAndNoneAMillisecondAfter(Way way) {
    Lab.Container last = warm(way, lab.container());
    revoke(way);

    lab.time.advance(BOUND.minus(MILLISECOND));
    assertThat(accepts(way, last)).isTrue();
    lab.time.advance(MILLISECOND);
    assertThat(accepts(way, last)).isFalse();
    lab.time.advance(MILLISECOND);
    assertThat(accepts(way, last)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyContainerRefusesItWithinTheBoundWheneverItLastLooked(Way way) {
    List<Lab.Container> containers = new ArrayList<>();
    for (int i = 0; i < CONTAINERS; i++) {
      containers.add(warm(way, lab.container()));
      lab.time.advance(BOUND.dividedBy(CONTAINERS));
    }
    revoke(way);
    lab.time.advance(BOUND.plus(MILLISECOND));

    assertThat(containers).noneMatch(container -> accepts(way, container));
  }

  @ParameterizedTest
  @EnumSource
  void aContainerThatCannotReadTheRevocationsTakesNothing(Way way) {
    Lab.Container cutOff = warm(way, lab.container());
    revoke(way);
    outage.of(RevocationBoundTest::readsRevocations);

    lab.time.advance(BOUND.minus(MILLISECOND));
    assertThat(accepts(way, cutOff)).isTrue();
    lab.time.advance(MILLISECOND);
    assertThatThrownBy(() -> verify(way, cutOff)).isInstanceOf(StoreUnavailableException.class);
    lab.time.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> verify(way, cutOff)).isInstanceOf(StoreUnavailableException.class);
    outage.end();
    assertThat(accepts(way, cutOff)).isFalse();
  }

  @Test
  void whileTheStoreIsDownUnknownKeysAreNotRefusedEither() {
    outage.begin();

    assertThatThrownBy(() -> lab.container().verify(keyText))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void theRevocationsAreReadOncePerBoundHoweverManyCredentialsAreShown() {
    Lab.Container container = lab.container();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      keys.add(revoker.createKey(lab.owner).plaintext().take());
    }
    keys.forEach(container::verify);

    for (int second = 0; second < 60; second++) {
      lab.time.advance(Duration.ofSeconds(1));
      long expected = second % 5 == 4 ? 1 : 0;
      assertThat(lab.requestsDuring(() -> keys.forEach(container::verify))).isEqualTo(expected);
    }
  }

  @Test
  void aClockThatStandsStillWhileTheContainerIsFrozenDoesNotStretchTheBound() {
    Revocations frozen = Revocations.of(lab.table(), lab.time, () -> 0);
    assertStale(frozen);
  }

  @Test
  void aWallClockThatStandsStillDoesNotEither() {
    Revocations frozen = Revocations.of(lab.table(), () -> Lab.START, lab.time.nanos());
    assertStale(frozen);
  }

  @Test
  void aWallClockThatIsPutBackCausesALookAtOnce() {
    Lab.Container container = warm(Way.REVOKE_KEY, lab.container());
    revoke(Way.REVOKE_KEY);
    lab.time.set(Lab.START.minusSeconds(3600));

    assertThat(accepts(Way.REVOKE_KEY, container)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRevocationThatLandsBetweenTwoReadsIsNotMissed(Way way) {
    for (int reads = 1; reads <= 3; reads++) {
      AfterRead between = new AfterRead();
      Lab other = Lab.inMemory(between);
      Lab.Container writer = other.container();
      CreatedKey created = writer.createKey(other.owner);
      String shown = created.plaintext().take();
      String session =
          writer.sessions().issue(other.tenant, "google_1", Set.of(), Map.of()).token().reveal();
      Principal principal = ((Verification.Accepted) writer.sessions().verify(session)).principal();
      Lab.Container reader = other.container();
      between.afterReads(reads, () -> revoke(way, other, writer, created.key().keyId(), principal));

      verify(way, reader, shown, session);
      other.time.advance(BOUND);

      assertThat(verify(way, reader, shown, session)).isInstanceOf(Verification.Refused.class);
    }
  }

  private static Verification verify(
      Way way, Lab.Container container, String shownKey, String session) {
    return way.ofKey() ? container.verify(shownKey) : container.sessions().verify(session);
  }

  /** Containers, clocks, losses and revocations at random; the seed is the number of the run. */
  @Test
  void inNoSimulationIsARevokedKeyTakenAfterTheBound() {
    for (int seed = 0; seed < SIMULATIONS; seed++) {
      simulate(new SplittableRandom(seed));
    }
  }

  private void simulate(SplittableRandom random) {
    List<Lab.Container> containers = new ArrayList<>();
    for (int i = 0; i < CONTAINERS; i++) {
      containers.add(lab.container());
    }
    CreatedKey created = revoker.createKey(lab.owner);
    String text = created.plaintext().take();
    Instant revoked = lab.time.instant().plusMillis(random.nextInt(20_000));
    boolean done = false;
    for (int step = 0; step < 200; step++) {
      lab.time.advance(Duration.ofMillis(random.nextInt(300)));
      if (!done && !lab.time.instant().isBefore(revoked)) {
        revoker.keys().revoke(lab.owner, created.key().keyId());
        revoked = lab.time.instant();
        done = true;
      }
      boolean lost = random.nextInt(4) == 0;
      outage.of(request -> lost && readsRevocations(request));
      boolean accepted = taken(containers.get(random.nextInt(CONTAINERS)), text);
      outage.end();
      if (done && !lab.time.instant().isBefore(revoked.plus(BOUND))) {
        assertThat(accepted).isFalse();
      }
    }
  }

  private static boolean taken(Lab.Container container, String text) {
    try {
      return container.verify(text) instanceof Verification.Accepted;
    } catch (StoreUnavailableException e) {
      return false;
    }
  }

  private static boolean readsRevocations(SdkRequest request) {
    return request instanceof GetItemRequest get
        && get.key().containsValue(AttributeValue.fromS("REVOCATIONS"));
  }

  private void assertStale(Revocations frozen) {
    ApiKeys keys = ApiKeys.of(lab.table(), KeyPolicy.of("acme"), frozen, lab.time);
    assertThat(keys.verify(keyText, "")).isInstanceOf(Verification.Accepted.class);
    revoke(Way.REVOKE_KEY);
    lab.time.advance(BOUND);

    assertThat(keys.verify(keyText, "")).isInstanceOf(Verification.Refused.class);
  }

  private Lab.Container warm(Way way, Lab.Container container) {
    assertThat(accepts(way, container)).isTrue();
    return container;
  }

  private boolean accepts(Way way, Lab.Container container) {
    return verify(way, container) instanceof Verification.Accepted;
  }

  private Verification verify(Way way, Lab.Container container) {
    return verify(way, container, keyText, token);
  }

  private void revoke(Way way) {
    Principal session = ((Verification.Accepted) revoker.sessions().verify(token)).principal();
    revoke(way, lab, revoker, key.key().keyId(), session);
  }

  private static void revoke(
      Way way, Lab lab, Lab.Container container, String keyId, Principal session) {
    switch (way) {
      case DISABLE_KEY -> container.keys().disable(lab.owner, keyId);
      case REVOKE_KEY -> container.keys().revoke(lab.owner, keyId);
      case ROTATE_KEY -> container.keys().rotate(lab.owner, keyId, Duration.ZERO);
      case SESSION -> container.sessions().end(session);
      case USER -> container.revocations().endUser(lab.owner, "google_1");
      case TENANT_OF_KEY, TENANT_OF_SESSION -> container.revocations().endTenant(lab.owner);
    }
  }
}
