package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to keys when many act at once, and what junk costs. */
class ApiKeyRaceTest {
  private static final int ROTATIONS = Integer.getInteger("saasbricks.auth.rotations", 200);
  private static final int JUNK = Integer.getInteger("saasbricks.auth.junk", 100_000);
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Lab lab = Lab.inMemory();
  private final Lab.Container container = lab.container();

  @Test
  void ofManyConcurrentRotationsOneMakesASuccessor() {
    String keyId = container.createKey(lab.owner).key().keyId();

    List<Rotation.Rotated> successes =
        IntStream.range(0, ROTATIONS)
            .parallel()
            .mapToObj(i -> container.keys().rotate(lab.owner, keyId, Duration.ofHours(1)))
            .map(rotation -> rotation.orElseThrow())
            .map(rotation -> rotation instanceof Rotation.Rotated rotated ? rotated : null)
            .filter(Objects::nonNull)
            .toList();

    assertThat(successes).hasSize(1);
    List<ApiKey> keys = container.keys().list(lab.owner.scope(), PageRequest.first(100)).items();
    assertThat(keys).hasSize(2).allMatch(key -> key.keyGroup().equals(keyId));
    // Both were made in the same millisecond, so either may come first in the list.
    ApiKey rotated = container.keys().find(lab.owner.scope(), keyId).orElseThrow();
    assertThat(rotated.successor()).contains(successes.get(0).successor().key().keyId());
  }

  @Test
  void aKeyThatIsRevokedWhileItIsReplacedLeavesNoKeyOfItsOwnGood() {
    for (int round = 0; round < 50; round++) {
      CreatedKey created = container.createKey(lab.owner);
      String keyId = created.key().keyId();
      IntStream.range(0, 2)
          .parallel()
          .forEach(
              i -> {
                if (i == 0) {
                  container.keys().revoke(lab.owner, keyId);
                } else {
                  container.keys().rotate(lab.owner, keyId, Duration.ofHours(1));
                }
              });

      assertThat(lab.container().verify(created.plaintext().take()))
          .isEqualTo(Verification.refused(Refusal.REVOKED, keyId));
    }
  }

  @Test
  void concurrentCallersWithOneColdKeyShareItsReads() {
    String text = container.createKey(lab.owner).plaintext().take();
    Lab.Container cold = lab.container();

    long requests =
        lab.requestsDuring(
            () ->
                IntStream.range(0, 64)
                    .parallel()
                    .forEach(
                        i ->
                            assertThat(cold.verify(text))
                                .isInstanceOf(Verification.Accepted.class)));

    assertThat(requests).isEqualTo(3);
  }

  @Test
  void junkInTheShapeOfKeysCostsNoRequest() {
    SplittableRandom random = new SplittableRandom(1);

    assertThat(
            lab.requestsDuring(
                () ->
                    IntStream.range(0, JUNK)
                        .forEach(
                            i ->
                                assertThat(container.verify(junk(random)))
                                    .isInstanceOf(Verification.Refused.class))))
        .isZero();
  }

  /** A made-up key that forges the checksum costs one read, and a second showing of it none. */
  @Test
  void forgedChecksumsCostOneReadEachAndDoNotDisplaceGoodKeys() {
    String good = container.createKey(lab.owner).plaintext().take();
    container.verify(good);
    KeyFormat format = new KeyFormat("acme");
    SplittableRandom random = new SplittableRandom(2);
    List<String> forged =
        IntStream.range(0, 2_000)
            .mapToObj(i -> format.generate(KeyEnvironment.LIVE, random).reveal())
            .toList();

    assertThat(lab.requestsDuring(() -> forged.forEach(container::verify))).isEqualTo(2_000);
    assertThat(lab.requestsDuring(() -> forged.forEach(container::verify))).isZero();
    assertThat(lab.requestsDuring(() -> container.verify(good))).isZero();
  }

  private static String junk(SplittableRandom random) {
    StringBuilder junk = new StringBuilder("acme_live_");
    for (int i = 0; i < 38; i++) {
      junk.append(BASE62.charAt(random.nextInt(BASE62.length())));
    }
    return junk.toString();
  }
}
