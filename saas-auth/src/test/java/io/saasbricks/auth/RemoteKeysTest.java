package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeysTest {
  private static final URI ADDRESS = URI.create("https://keys.example/certs");
  private static final KeyPair KEYS = Forge.KEYS;
  private static final String JWK = KeyServer.jwk("k1", KEYS);

  private final ManualTime time = new ManualTime(Lab.START);
  private final KeyServer server = new KeyServer().serving(JWK);
  private final RemoteKeys keys = new RemoteKeys(ADDRESS, server, time, time.nanos());

  @Test
  void keysAreFetchedWhenTheyAreFirstNeededAndThenKept() {
    assertThat(server.fetches).hasValue(0);
    assertThat(keys.find("k1")).contains(publicKey());
    assertThat(keys.find("k1")).isPresent();
    assertThat(server.fetches).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # cache-control,                 age,  seconds kept
          'public, max-age=3600',          '',   3600
          'public, max-age=3600',          600,  3000
          'max-age=3600, must-revalidate', 0,    3600
          'MAX-AGE="3600"',                '',   3600
          's-maxage=10, max-age=3600',     '',   3600
          'max-age=1',                     '',   300
          'max-age=3600',                  9999, 300
          'no-store',                      '',   300
          'max-age=x',                     '',   300
          'max-age=-5',                    '',   300
          'max-age=9999999',               '',   86400
          'max-age=99999999999999999999',  '',   86400
          """)
  void theyAreKeptAsLongAsTheServerSaysWithinBounds(String control, String age, long seconds) {
    server.with("cache-control", control).with("Age", age);
    keys.find("k1");

    time.advance(Duration.ofSeconds(seconds).minusMillis(1));
    keys.find("k1");
    assertThat(server.fetches).hasValue(1);
    time.advance(Duration.ofMillis(1));
    keys.find("k1");
    assertThat(server.fetches).hasValue(2);
  }

  @Test
  void aFloodOfUnknownKeyIdsCausesOneFetchEveryThirtySeconds() {
    keys.find("k1");
    time.advance(Duration.ofSeconds(30));
    IntStream.range(0, 10_000).forEach(i -> assertThat(keys.find("forged" + i)).isEmpty());
    assertThat(server.fetches).hasValue(2);

    time.advance(Duration.ofSeconds(30).minusMillis(1));
    keys.find("forged");
    assertThat(server.fetches).hasValue(2);
    time.advance(Duration.ofMillis(1));
    keys.find("forged");
    assertThat(server.fetches).hasValue(3);
  }

  @Test
  void aKeyThatWasAddedIsFoundAtTheFirstTokenItSigned() {
    keys.find("k1");
    server.serving(JWK, KeyServer.jwk("k2", KEYS));
    time.advance(Duration.ofSeconds(30));

    assertThat(keys.find("k2")).isPresent();
  }

  @Test
  void aKeyThatWasWithdrawnIsGoneOnceTheSetIsFetchedAgain() {
    keys.find("k1");
    server.serving(KeyServer.jwk("k2", KEYS));
    time.advance(Duration.ofHours(1));

    assertThat(keys.find("k1")).isEmpty();
  }

  @Test
  void knownKeysSurviveAnOutageOfADay() {
    keys.find("k1");
    server.goDown();

    for (int hour = 0; hour < 24; hour++) {
      time.advance(Duration.ofHours(1));
      assertThat(keys.find("k1")).isPresent();
    }
    time.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> keys.find("k1"))
        .isInstanceOfSatisfying(
            KeysUnavailableException.class, e -> assertThat(e.retryable()).isTrue());
    server.comeBack();
    time.advance(Duration.ofSeconds(30));
    assertThat(keys.find("k1")).isPresent();
  }

  @Test
  void duringAnOutageOneFetchIsTriedEveryThirtySeconds() {
    keys.find("k1");
    time.advance(Duration.ofHours(1));
    server.goDown();
    server.fetches.set(0);

    for (int second = 0; second < 90; second++) {
      assertThat(keys.find("k1")).isPresent();
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(server.fetches).hasValue(3);
  }

  @Test
  void withoutAnyKeysOneFetchIsTriedEverySecond() {
    server.goDown();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> keys.find("k1")).isInstanceOf(KeysUnavailableException.class);
      time.advance(Duration.ofMillis(100));
    }
    assertThat(server.fetches).hasValue(10);
    server.comeBack();
    assertThat(keys.find("k1")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}x",
        "{\"keys\":[{}]}",
        "{\"keys\":\"none\"}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"AAAA\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\"*\",\"e\":\"AQAB\"}]}"
      })
  void aSetThatIsNoneDoesNotReplaceTheKeysThatAreKnown(String body) {
    keys.find("k1");
    time.advance(Duration.ofHours(1));
    server.answering(200, body);

    assertThat(keys.find("k1")).isPresent();
    assertThat(server.fetches).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 404, 429, 500, 503})
  void onlyAnAnswerOf200IsTaken(int status) {
    server.answering(status, "{\"keys\":[" + JWK + "]}");

    assertThatThrownBy(() -> keys.find("k1")).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void anAnswerOverFiftyKibibytesIsNotTaken() {
    server.answering(200, "{\"keys\":[" + JWK + "]" + " ".repeat(50 * 1024) + "}");

    assertThatThrownBy(() -> keys.find("k1")).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void concurrentCallersShareAFetch() {
    IntStream.range(0, 64).parallel().forEach(i -> assertThat(keys.find("k1")).isPresent());

    assertThat(server.fetches).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://keys.example/", "http://127.0.0.1.evil.example/"})
  void keysAreNotFetchedInTheClear(String address) {
    assertThatThrownBy(() -> new RemoteKeys(URI.create(address), server, time, time.nanos()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/", "http://127.0.0.1:8080/", "http://[::1]/"})
  void aStandInOnThisMachineMayBeAskedInTheClear(String address) {
    assertThat(new RemoteKeys(URI.create(address), server, time, time.nanos()).find("k1"))
        .isPresent();
  }

  private static RSAPublicKey publicKey() {
    return (RSAPublicKey) KEYS.getPublic();
  }
}
