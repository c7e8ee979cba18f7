package io.saasbricks.benchmarks.chat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Turn WHOLE = new Turn(2);
  private static final Turn STREAMED = new Turn(3);

  @Test
  void aWholeAnswerInTimeWithItsTokensIsCounted() {
    Figures figures = figures(whole(WHOLE, 100), whole(STREAMED, 100));
    assertThat(figures).isEqualTo(new Figures("router", 2, 1, 1, 0, 0, 0, 0, 0, 1, 100));
  }

  @Test
  void aWholeAnswerAfterTheDeadlineIsLate() {
    Figures figures = figures(whole(WHOLE, 501));
    assertThat(figures).isEqualTo(new Figures("router", 1, 0, 0, 0, 1, 0, 0, 0, 1, 501));
  }

  @Test
  void aStreamThatFailsAfterItsFirstTextIsBrokenOff() {
    Figures figures = figures(Reply.none(STREAMED, 100, "The answer"), Reply.none(WHOLE, 100, ""));
    assertThat(figures).isEqualTo(new Figures("router", 2, 0, 0, 1, 0, 0, 0, 0, 0, 100));
  }

  @Test
  void aTextThatBeginsAgainIsDoubled() {
    String text = STREAMED.text(1);
    Figures figures = figures(reply(STREAMED, "The answer" + text, text));
    assertThat(figures.doubled()).isOne();
    assertThat(figures.streamed()).isZero();
  }

  @Test
  void aCutOrEmptyTextIsNoAnswer() {
    Figures figures = figures(reply(WHOLE, "", ""), reply(WHOLE, "", "The answer of"));
    assertThat(figures.incomplete()).isEqualTo(2);
    assertThat(figures.answered()).isZero();
  }

  @Test
  void tokensOfAnotherVendorAreNotExact() {
    Reply reply = new Reply(WHOLE, 1, WHOLE.inputTokens(0), 1, "", WHOLE.text(1));
    assertThat(figures(reply).usageExact()).isZero();
  }

  @Test
  void aReplyIsReadAsItIsWritten() {
    Reply reply = whole(STREAMED, 100);
    assertThat(Reply.of(reply.line())).isEqualTo(reply);
    assertThatIllegalStateException()
        .isThrownBy(() -> Reply.of("Exception"))
        .withMessage("not a reply: Exception");
  }

  private static Figures figures(Reply... replies) {
    return Figures.of("router", List.of(replies), 500, 0);
  }

  private static Reply whole(Turn turn, long millis) {
    String text = turn.text(1);
    return new Reply(
        turn, millis, turn.inputTokens(1), turn.outputTokens(1), turn.streamed() ? text : "", text);
  }

  private static Reply reply(Turn turn, String told, String answer) {
    return new Reply(turn, 1, 0, 0, told, answer);
  }
}
