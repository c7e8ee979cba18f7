package io.saasbricks.llm.conversation;

import org.junit.jupiter.api.Test;

/** Conversations in memory. */
class InMemoryConversationsTest extends ConversationsContract {
  InMemoryConversationsTest() {
    super(TestTable.inMemory());
  }

  /** At turn 200, or at a later one with {@code -Dsaasbricks.llm.lateTurn=1000}. */
  @Test
  void aLateTurnCostsWhatTurnTwentyCosts() {
    aTurnIsOneQueryAndOneWriteUnit(Integer.getInteger("saasbricks.llm.lateTurn", 200));
  }
}
