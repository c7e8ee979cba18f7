package io.saasbricks.local.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Good inputs of a parser, from which a fuzzer's bytes make others: the first byte chooses one, the
 * others edit it. So a fuzzer starts from inputs that get deep into the parser, and an input that
 * it found is replayed by adding it to the good ones. Immutable.
 *
 * <pre>{@code
 * private static final Corpus CORPUS = Corpus.of("192.0.2.1", "2001:db8::1");
 *
 * public static void fuzzerTestOneInput(byte[] data) { // called by Jazzer
 *   check(CORPUS.text(data));
 * }
 *
 * @Test
 * void whatIsReadIsRead() {
 *   CORPUS.replay(AddressFuzzTest::fuzzerTestOneInput);
 * }
 * }</pre>
 */
public final class Corpus {
  /** Names how many inputs a target is given by {@link #replay}; 1,000 unless set. */
  private static final String INPUTS = "saasbricks.fuzz";

  private static final int LONGEST_SEEDED = 32;
  private static final int LONGEST_INPUT = 1 << 16;

  private final List<byte[]> good;

  private Corpus(List<byte[]> good) {
    this.good = good;
  }

  /** What is fuzzed. */
  @FunctionalInterface
  public interface Target {
    /** Takes a fuzzer's bytes; throws exactly if the promise is broken. */
    void accept(byte[] data) throws Exception;
  }

  /** These texts as UTF-8, and the empty one. */
  public static Corpus of(String... texts) {
    return new Corpus(
        Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** These bytes, and none. */
  public static Corpus of(byte[]... inputs) {
    return new Corpus(Arrays.stream(inputs).map(byte[]::clone).toList());
  }

  /**
   * The input that a fuzzer's bytes stand for, at most about 64 KB. No bytes are the first good
   * input, a single byte is one of them as it is, and after a byte that chooses the empty input the
   * others are the input as they stand.
   */
  public byte[] bytes(byte[] data) {
    int choice = data.length == 0 ? 0 : (data[0] & 0xff) % (good.size() + 1);
    byte[] rest = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    return choice == good.size() ? rest : edited(good.get(choice), rest);
  }

  /** As {@link #bytes}, read as UTF-8. */
  public String text(byte[] data) {
    return new String(bytes(data), StandardCharsets.UTF_8);
  }

  /**
   * Gives the target each good input and then edits that a seed makes, the same ones every time:
   * 1,000 or as many as the system property {@code saasbricks.fuzz} says.
   *
   * @throws AssertionError if the target throws; the message has the fuzzer's bytes in base64
   */
  public void replay(Target target) {
    for (int choice = 0; choice <= good.size(); choice++) {
      run(target, new byte[] {(byte) choice});
    }
    SplittableRandom random = new SplittableRandom(20260101);
    for (int left = Integer.getInteger(INPUTS, 1_000); left > 0; left--) {
      byte[] data = new byte[1 + random.nextInt(LONGEST_SEEDED)];
      random.nextBytes(data);
      run(target, data);
    }
  }

  private void run(Target target, byte[] data) {
    try {
      target.accept(data);
    } catch (Exception | AssertionError | StackOverflowError broken) {
      throw new AssertionError(
          "broken by " + Base64.getEncoder().encodeToString(data) + ": " + text(data), broken);
    }
  }

  /** Edits are four bytes each: what to do and how often, where (two), and with what. */
  private static byte[] edited(byte[] input, byte[] edits) {
    byte[] edited = input;
    for (int i = 0; i + 3 < edits.length && edited.length < LONGEST_INPUT; ) {
      int count = 1 + (edits[i] >> 2 & 15);
      int from = ((edits[i + 1] & 0xff) << 8 | (edits[i + 2] & 0xff)) % (edited.length + 1);
      int to = Math.min(edited.length, from + count);
      int literal = Math.min(count, edits.length - i - 3);
      byte[] piece = Arrays.copyOfRange(edits, i + 3, i + 3 + literal);
      switch (edits[i] & 3) {
        case 0 -> edited = replaced(edited, from, to, piece, 1);
        case 1 -> edited = replaced(edited, from, from, piece, 1);
        case 2 -> edited = replaced(edited, from, to, piece, 0);
        default -> {
          byte[] stretch = Arrays.copyOfRange(edited, from, to);
          edited = replaced(edited, from, from, stretch, edits[i + 3] & 0xff);
        }
      }
      i += (edits[i] & 2) == 0 ? 3 + literal : 4;
    }
    return edited;
  }

  /** The text with the piece, so many times, in the place of a stretch. */
  private static byte[] replaced(byte[] text, int from, int to, byte[] piece, int times) {
    ByteArrayOutputStream replaced = new ByteArrayOutputStream(text.length + piece.length);
    replaced.write(text, 0, from);
    for (int i = 0; i < times; i++) {
      replaced.writeBytes(piece);
    }
    replaced.write(text, to, text.length - to);
    return replaced.toByteArray();
  }
}
