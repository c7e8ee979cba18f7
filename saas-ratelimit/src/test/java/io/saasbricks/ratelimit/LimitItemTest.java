package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.WriteOutcome;
import org.junit.jupiter.api.Test;

class LimitItemTest {
  private static final Key KEY = Key.single(PartitionKey.system("RL", "tokens"));

  private final TestTable test = TestTable.inMemory();

  @Test
  void aWriteIsKnownUntilFourOthersHaveCome() {
    for (long token = 1; token <= 4; token++) {
      assertThat(left(token)).isTrue();
    }
    for (long token = 1; token <= 4; token++) {
      assertThat(LimitItem.holds(item(), token)).as("%d", token).isTrue();
      assertThat(left(token)).as("%d", token).isFalse();
    }
    assertThat(LimitItem.holds(item(), 5)).isFalse();
    assertThat(left(5)).isTrue();
    assertThat(LimitItem.holds(item(), 1)).isFalse();
    assertThat(LimitItem.holds(item(), 2)).isTrue();
    assertThat(left(1)).isTrue();
  }

  @Test
  void anEmptyItemHoldsNothing() {
    assertThat(LimitItem.holds(Item.empty(), 0)).isFalse();
  }

  private boolean left(long token) {
    Change change = LimitItem.leave(token);
    return test.table().update(KEY, change.update(), change.condition())
        instanceof WriteOutcome.Applied;
  }

  private Item item() {
    return test.table().get(KEY).orElseThrow();
  }
}
