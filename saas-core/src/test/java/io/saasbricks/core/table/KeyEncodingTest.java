package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal keys come of equal parts only, whatever the parts are. */
class KeyEncodingTest {
  private static final String[] HOSTILE = {"a", "#", "%", "\\", "é", "2", "3", "5"};
  private static final int LONGEST = 4;
  private static final int MOST_SEGMENTS = 3;

  @Test
  void noTwoKeysOfUpToFourHostileCharactersAreEncodedAlike() {
    Map<String, List<String>> keys = new HashMap<>();
    for (int segments = 1; segments <= MOST_SEGMENTS; segments++) {
      for (List<String> key : keysOf(segments, LONGEST)) {
        String encoded = Segments.join(key.toArray(String[]::new));
        assertThat(keys.put(encoded, key)).as("second key of %s", encoded).isNull();
        assertThat(Segments.split(encoded)).isEqualTo(key);
      }
    }
    assertThat(keys).hasSizeGreaterThan(80_000);
  }

  private static List<List<String>> keysOf(int segments, int length) {
    List<List<String>> keys = new ArrayList<>();
    if (segments == 0) {
      keys.add(List.of());
      return keys;
    }
    for (int first = 0; first <= length; first++) {
      for (String text : textsOf(first)) {
        for (List<String> rest : keysOf(segments - 1, length - first)) {
          List<String> key = new ArrayList<>(List.of(text));
          key.addAll(rest);
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private static List<String> textsOf(int length) {
    List<String> texts = List.of("");
    for (int i = 0; i < length; i++) {
      texts = texts.stream().flatMap(text -> List.of(HOSTILE).stream().map(c -> text + c)).toList();
    }
    return texts;
  }

  @Test
  void randomKeysAreReadBackAsTheyWereMade() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      String[] segments = new String[1 + random.nextInt(4)];
      for (int s = 0; s < segments.length; s++) {
        segments[s] = text(random);
      }
      String encoded = Segments.join(segments);
      assertThat(Segments.split(encoded)).containsExactly(segments);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(12); left > 0; left--) {
      text.append(
          random.nextBoolean()
              ? HOSTILE[random.nextInt(HOSTILE.length)]
              : Character.toString(random.nextInt(0xD800)));
    }
    return text.toString();
  }

  @Test
  void segmentsCompareInOrder() {
    assertThat(SortKey.of("a", "z").encoded()).isLessThan(SortKey.of("b", "a").encoded());
    assertThat(SortKey.of("a").then("b#c")).isEqualTo(SortKey.of("a", "b#c"));
    assertThat(SortKey.of("a", "b#c").segments()).containsExactly("a", "b#c");
    assertThat(SortKey.of("a#b")).isNotEqualTo(SortKey.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800"})
  void illFormedTextIsNoKey(String text) {
    assertThatThrownBy(() -> SortKey.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("well-formed");
    assertThatThrownBy(() -> PartitionKey.system("A", text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysAreAsLongAsDynamoDbAllows() {
    assertThat(SortKey.of("é".repeat(512)).encoded()).hasSize(512);
    assertThatThrownBy(() -> SortKey.of("é".repeat(512) + "e"))
        .hasMessage("sort key must have 1 to 1024 bytes but has 1025");
    assertThat(PartitionKey.system("A", "x".repeat(2046)).encoded()).hasSize(2048);
    assertThatThrownBy(() -> PartitionKey.system("A", "x".repeat(2047)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SortKey.of("")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Note", "1A", "_A", "A-B", "A#B", "A ", "Ä", "A\n"})
  void aCollectionTypeIsAnUpperCaseWord(String type) {
    assertThatThrownBy(() -> ItemCollection.of(type)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTenantsPartitionStartsWithAnothersPrefix() {
    List<TenantId> tenants =
        List.of("tenant01", "tenant011", "tenant0", "atenant01", "tttttttt", "00000000").stream()
            .filter(TenantId::wellFormed)
            .map(TenantId::new)
            .toList();
    for (TenantId owner : tenants) {
      for (TenantId other : tenants) {
        String partition = PartitionKey.of(other, ItemCollection.of("A", "T#" + owner)).encoded();
        assertThat(partition.startsWith(PartitionKey.tenantPrefix(owner)))
            .isEqualTo(owner.equals(other));
      }
    }
  }

  @Test
  void systemPartitionsNeverMeetTenants() {
    assertThatThrownBy(() -> PartitionKey.system("T", "tenant01"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PartitionKey.system("TT", "tenant01").encoded()).isEqualTo("TT#tenant01");
    assertThat(PartitionKey.system("KEY", "T#tenant01#A").encoded())
        .isEqualTo("KEY#T%23tenant01%23A");
  }

  @Test
  void aRangeStartsBeforeItEnds() {
    SortKey supplementary = SortKey.of("\ud83d\ude00");
    SortKey lastOfThePlane = SortKey.of("\uffff");
    assertThat(Range.between(lastOfThePlane, supplementary)).isNotNull();
    assertThatThrownBy(() -> Range.between(supplementary, lastOfThePlane))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Range.between(SortKey.of("b"), SortKey.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyParentIsAnotherCollection() {
    assertThat(ItemCollection.of("A", "")).isNotEqualTo(ItemCollection.of("A"));
    assertThat(ItemCollection.of("A", "", "b")).isNotEqualTo(ItemCollection.of("A", "b", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "Z", "A0", "Z9", "AZ_"})
  void aTypeIsMadeOfCapitalsDigitsAndUnderscores(String type) {
    assertThat(ItemCollection.of(type).encoded()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "[", "a", "0A", "_A", "A/", "A:", "A@", "A[", "A#", "Aé"})
  void nothingElseIsAType(String type) {
    assertThatThrownBy(() -> ItemCollection.of(type)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysAreEqualByTheirTextAndPrintIt() {
    assertByText(SortKey.of("a"), SortKey.of("a"), SortKey.of("b"));
    assertByText(
        PartitionKey.system("A", "a"), PartitionKey.system("A", "a"), PartitionKey.system("A"));
    assertByText(ItemCollection.of("A"), ItemCollection.of("A"), ItemCollection.of("B"));
    Key key = new Key(PartitionKey.system("A"), SortKey.of("a"));
    assertByText(key, new Key(key.partition(), key.sort()), Key.single(key.partition()));
    assertThat(key).isNotEqualTo(new Key(PartitionKey.system("B"), key.sort()));
    assertThat(SortKey.of("a", "b#c")).hasToString("a#b%23c");
    assertThat(PartitionKey.system("A", "b")).hasToString("A#b");
    assertThat(ItemCollection.of("A", "b")).hasToString("A#b");
  }

  private static void assertByText(Object key, Object same, Object other) {
    assertThat(key).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other).isNotEqualTo("A");
    // Sets of keys would be lists if all hashed alike.
    assertThat(key.hashCode()).isNotEqualTo(other.hashCode());
  }
}
