package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  private static final List<String> OPERATIONS =
      List.of(
          "GetItem",
          "PutItem",
          "UpdateItem",
          "DeleteItem",
          "Query",
          "Scan",
          "BatchGetItem",
          "BatchWriteItem",
          "TransactGetItems",
          "TransactWriteItems");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TRANSACTION_CONFLICT    | PutItem,UpdateItem,DeleteItem,TransactGetItems,TransactWriteItems
          TRANSACTION_IN_PROGRESS | TransactWriteItems
          UNPROCESSED             | BatchGetItem,BatchWriteItem
          HALF_PROCESSED          | BatchGetItem,BatchWriteItem
          STALE_READ              | GetItem,Query,Scan,BatchGetItem
          """)
  void aFaultStrikesTheOperationsItCanHappenTo(Fault fault, String operations) {
    assertThat(OPERATIONS.stream().filter(fault::strikes))
        .containsExactly(operations.split(",", -1));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = {"TRANSACTION_.*", ".*PROCESSED", "STALE_READ"})
  void otherFaultsStrikeEveryOperation(Fault fault) {
    assertThat(OPERATIONS).allMatch(fault::strikes);
  }

  @Test
  void plansStrikeOnlyWhereTheyCan() {
    FaultPlan plan = FaultPlan.seeded(1, 100, EnumSet.of(Fault.UNPROCESSED));
    assertThat(plan.faultOf(0, "GetItem")).isEmpty();
    assertThat(plan.faultOf(0, "BatchGetItem")).contains(Fault.UNPROCESSED);
    FaultPlan script = FaultPlan.script(Map.of(1, Fault.STALE_READ));
    assertThat(script.faultOf(1, "PutItem")).isEmpty();
    assertThat(script.faultOf(1, "Query")).contains(Fault.STALE_READ);
    assertThat(FaultPlan.none().faultOf(0, "Query")).isEmpty();
  }

  @Test
  void aSeededPlanIsTheSameForEachSeed() {
    Set<List<Optional<Fault>>> different = new HashSet<>();
    for (int seed = 1; seed <= 20; seed++) {
      List<Optional<Fault>> faults = faultsOf(seed);
      assertThat(faultsOf(seed)).isEqualTo(faults);
      different.add(faults);
    }
    assertThat(different).hasSizeGreaterThan(15);
  }

  private static List<Optional<Fault>> faultsOf(int seed) {
    FaultPlan plan = FaultPlan.seeded(seed, 50, EnumSet.allOf(Fault.class));
    return IntStream.range(0, 10).mapToObj(number -> plan.faultOf(number, "PutItem")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void aPercentageThatIsNoneIsRefusedBeforeTheFirstRequest(int percent) {
    assertThatThrownBy(() -> FaultPlan.seeded(1, percent, EnumSet.allOf(Fault.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("percent must be from 0 to 100: " + percent);
  }
}
