package io.saasbricks.ratelimit.abuse;

import io.saasbricks.ratelimit.internal.LinearModel;
import io.saasbricks.ratelimit.internal.MessageFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Tells prompt injections and jailbreaks from ordinary messages, by wording and by structure.
 *
 * <p>The wording is weighed by a linear model over hashed words, character runs and concepts, which
 * are words of one meaning in thirty languages; disguised letters are read as what they look like.
 * The structure is weighed by the {@link MessageSignal signals}. Both are read in time linear in
 * the length of the message, in any language. The verdict is advice: it feeds the abuse score and
 * must not be the only wall between a model and what it must not do. Immutable and safe for
 * concurrent use.
 */
public final class MessageDetector {
  private static final String RESOURCE = "message-model.bin";

  private final LinearModel model;

  private MessageDetector(LinearModel model) {
    this.model = model;
  }

  /** The detector with the model of this library, which is 149 KB and read once. */
  public static MessageDetector standard() {
    return Standard.DETECTOR;
  }

  /**
   * A detector with a model of your own, as {@code TrainMessageModel} in the benchmarks writes it.
   *
   * @throws IOException if the stream does not hold such a model
   */
  public static MessageDetector read(InputStream model) throws IOException {
    return new MessageDetector(LinearModel.read(model));
  }

  /** What the message looks like. An empty one is harmless. */
  public MessageFinding inspect(String message) {
    if (message.isBlank()) {
      return new MessageFinding(0, 0, Set.of());
    }
    double wording = model.probability(MessageFeatures.of(message));
    Set<MessageSignal> signals = MessageStructure.signals(message);
    double innocence = 1 - wording;
    for (MessageSignal signal : signals) {
      innocence *= 1 - signal.weight();
    }
    return new MessageFinding(1 - innocence, wording, signals);
  }

  /** Loaded by the first use, so that functions which inspect nothing pay nothing. */
  private static final class Standard {
    static final MessageDetector DETECTOR = load();

    private static MessageDetector load() {
      try (InputStream model = MessageDetector.class.getResourceAsStream(RESOURCE)) {
        if (model == null) {
          throw new IllegalStateException("resource " + RESOURCE + " is missing");
        }
        return read(model);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
