package io.saasbricks.examples.chatbot.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatRehearsalTest {

  /**
   * If not, {@code rehearsal.json} no longer has what a chat asks for: the log says where it got
   * stuck.
   */
  @Test
  void theVisitorIsAnsweredWithTheRecordingAlone() {
    assertThat(ChatRehearsal.play()).isEqualTo(200);
  }

  @Test
  void itCanBePlayedAgainBecauseNothingOfItStays() {
    ChatRehearsal.play();
    assertThat(ChatRehearsal.play()).isEqualTo(200);
  }
}
