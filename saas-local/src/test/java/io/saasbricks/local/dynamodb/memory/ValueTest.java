package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Value read(String json) throws IOException {
    JsonNode node = MAPPER.readTree(json.replace('\'', '"'));
    return ValueCodec.read(node);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'N':'1.0'}            | {'N':'1'}
          {'N':'-0'}             | {'N':'0.00'}
          {'N':'1e2'}            | {'N':'100'}
          {'SS':['b','a']}       | {'SS':['a','b']}
          {'NS':['2.0','1']}     | {'NS':['1','2']}
          {'M':{'a':{'N':'1.0'}}}| {'M':{'a':{'N':'1'}}}
          """)
  void valuesAreEqualWhateverTheirSpelling(String one, String other) throws IOException {
    assertThat(read(one)).isEqualTo(read(other));
  }

  @Test
  void textsAreOrderedByTheirUtf8Bytes() {
    List<String> texts =
        List.of("", "A", "a", "aa", "\u00E9", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00");
    for (String left : texts) {
      for (String right : texts) {
        int expected =
            Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        int actual = Value.ORDER.compare(new Value.Text(left), new Value.Text(right));
        assertThat(Integer.signum(actual)).isEqualTo(Integer.signum(expected));
      }
    }
  }

  @Test
  void bytesAreOrderedUnsigned() throws IOException {
    assertThat(Value.ORDER.compare(read("{'B':'fw=='}"), read("{'B':'gA=='}"))).isNegative();
  }

  @Test
  void thereIsNoOrderBetweenTypes() {
    assertThatThrownBy(() -> Value.ORDER.compare(new Value.Text("1"), new Value.Binary("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("S and B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'S':''}                          | 0
          {'S':'abc'}                       | 3
          {'S':'é😀'}                       | 6
          {'N':'0'}                         | 1
          {'N':'1'}                         | 2
          {'N':'12'}                        | 2
          {'N':'123'}                       | 3
          {'N':'100'}                       | 2
          {'N':'1.5'}                       | 3
          {'N':'-1'}                        | 3
          {'N':'0.001'}                     | 2
          {'N':'11111111111111111111111111111111111111'} | 20
          {'B':'AQID'}                      | 3
          {'BOOL':true}                     | 1
          {'NULL':true}                     | 1
          {'L':[]}                          | 3
          {'L':[{'S':'abc'},{'N':'1'}]}     | 10
          {'M':{}}                          | 3
          {'M':{'k':{'S':'abc'},'j':{'BOOL':true}}} | 11
          {'SS':['a','bc']}                 | 3
          {'NS':['1','12']}                 | 4
          {'BS':['AQ==','AgM=']}            | 3
          """)
  void sizesAreThoseOfDynamoDbLocal(String json, int size) throws IOException {
    assertThat(ItemSize.of(read(json))).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1E126,   Number overflow
          -1E126,  Number overflow
          1E-131,  Number underflow
          ten,     cannot be converted into a number
          100000000000000000000000000000000000001, precision up to 38 digits
          """)
  void numbersOutOfRangeAreRefused(String number, String message) {
    assertThatThrownBy(() -> Numbers.parse(number))
        .isInstanceOf(ServiceError.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"9.9999999999999999999999999999999999999E125", "1E-130", "0E999", "-1E125"})
  void numbersAtTheEndsOfTheRangeAreTaken(String number) {
    assertThat(Numbers.parse(number).type()).isEqualTo("N");
  }

  @Test
  void keysSortByPartitionThenSort() {
    Value a = new Value.Text("a");
    Value b = new Value.Text("b");
    List<Key> sorted =
        List.of(
            Key.before(a),
            Key.of(List.of(a, a)),
            Key.after(a, a),
            Key.of(List.of(a, b)),
            Key.after(a),
            Key.before(b),
            Key.of(List.of(b, a)));
    assertThat(sorted.stream().sorted().toList()).isEqualTo(sorted);
    assertThat(Key.before(a)).isEqualByComparingTo(Key.of(List.of(a)));
  }
}
