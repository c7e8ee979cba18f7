package io.saasbricks.auth;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.Secret;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Codes that are sent to somebody, good once, for 15 minutes and five attempts: to confirm an
 * e-mail address, or to sign in by it.
 *
 * <p>A code has 8 characters of Crockford's base 32, which knows no I, L, O or U: 40 bits, so that
 * even whoever asks for new codes all day does not guess one in a lifetime. Only its hash is kept.
 * Safe for concurrent use: of several who redeem the same code one succeeds.
 */
public final class OneTimeCodes {
  /** How long a code is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /** How often a code may be tried. */
  public static final int ATTEMPTS = 5;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 8;
  private static final String HASH = "hash";
  private static final String TRIED = "tried";
  private static final String EXPIRES_AT = "expiresAt";

  private final SaasTable table;
  private final InstantSource time;
  private final RandomGenerator random;

  OneTimeCodes(SaasTable table, InstantSource time, RandomGenerator random) {
    this.table = table;
    this.time = time;
    this.random = random;
  }

  /** The codes kept in that table. */
  public static OneTimeCodes of(SaasTable table, InstantSource time) {
    return new OneTimeCodes(table, time, new SecureRandom());
  }

  /** What became of a code that somebody entered. */
  public enum Redemption {
    /** It was right, and is used up. */
    ACCEPTED,
    /** It was wrong; more attempts are left, or none. */
    WRONG,
    /** No code is out: none was asked for, or it is used up, too old or tried too often. */
    GONE
  }

  /**
   * Makes a code, in place of one that may be out. One write. Limit how often it is called: each
   * call sends somebody a message.
   *
   * @param purpose what the code is for, such as {@code sign-in}
   * @param subject who shall have it, such as an e-mail address, in the one spelling that is used
   */
  public Secret issue(String purpose, String subject) {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    Instant end = time.instant().plus(LIFETIME);
    Secret secret = Secret.of(code.toString());
    Item item =
        Item.empty()
            .with(HASH, hash(purpose, subject, secret))
            .with(TRIED, 0)
            .with(EXPIRES_AT, end)
            .expiringAt(end.plusSeconds(1));
    table.put(ItemKeys.code(purpose, subject), item, Condition.always());
    return secret;
  }

  /**
   * Tries a code. One write, and a second one if it was right. The attempt is counted before the
   * code is compared, so that nobody gets more of them by asking at the same time. If an answer of
   * the table is lost on the way, an attempt may count twice, and a right code may be told {@link
   * Redemption#GONE}: have another one issued.
   *
   * @param code as somebody typed it: case, spaces and hyphens do not matter, nor do O for 0 and I
   *     or L for 1
   */
  public Redemption redeem(String purpose, String subject, String code) {
    Key key = ItemKeys.code(purpose, subject);
    Condition open =
        Condition.all(
            Condition.exists(),
            attribute(EXPIRES_AT).greaterThan(time.instant()),
            attribute(TRIED).lessThan(ATTEMPTS));
    WriteOutcome tried = table.update(key, Update.increment(TRIED, 1), open);
    if (!(tried instanceof WriteOutcome.Applied applied)) {
      return Redemption.GONE;
    }
    String expected = applied.item().string(HASH);
    boolean right =
        normalised(code)
            .map(secret -> hash(purpose, subject, secret))
            .filter(expected::equals)
            .isPresent();
    if (!right) {
      return Redemption.WRONG;
    }
    // Whoever deletes this very code has redeemed it; a newer one stays.
    return table.delete(key, attribute(HASH).equalTo(expected)).applied()
        ? Redemption.ACCEPTED
        : Redemption.GONE;
  }

  private static Optional<Secret> normalised(String code) {
    String upper =
        code.replace("-", "")
            .replace(" ", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return upper.length() == LENGTH ? Optional.of(Secret.of(upper)) : Optional.empty();
  }

  /** Bound to purpose and subject, so that an item copied elsewhere in the table is worthless. */
  private static String hash(String purpose, String subject, Secret code) {
    String bound = purpose.length() + ":" + purpose + subject.length() + ":" + subject;
    return Pepper.NONE.fingerprint(Secret.of(bound + code.reveal())).hash();
  }
}
