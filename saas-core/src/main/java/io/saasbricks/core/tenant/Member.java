package io.saasbricks.core.tenant;

import io.saasbricks.core.table.Item;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A person who belongs to a tenant, or has been invited to.
 *
 * @param id made from the e-mail address, fit for a path; the same in every tenant
 * @param email in lower case
 * @param userId as the sign-in names the person; empty until the invitation is accepted
 * @param since when the person was invited, or founded the tenant
 */
public record Member(String id, String email, Role role, Optional<String> userId, Instant since) {
  private static final int LONGEST_EMAIL = 254;
  private static final int ID_BYTES = 12;

  static Member of(String email, Role role, Optional<String> userId, Instant since) {
    String address = normalized(email);
    return new Member(idOf(address), address, role, userId, since);
  }

  /** Whether the person has not signed in yet. */
  public boolean invited() {
    return userId.isEmpty();
  }

  /** Whether the text is an e-mail address as far as its form can tell. */
  public static boolean wellFormedEmail(String text) {
    return wellFormed(folded(text));
  }

  /**
   * The address as it is compared and stored.
   *
   * @throws IllegalArgumentException if it is no e-mail address
   */
  static String normalized(String email) {
    String address = folded(email);
    if (!wellFormed(address)) {
      throw new IllegalArgumentException("no e-mail address");
    }
    return address;
  }

  private static String folded(String email) {
    return Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static boolean wellFormed(String address) {
    int at = address.indexOf('@');
    return at > 0
        && at == address.lastIndexOf('@')
        && at < address.length() - 1
        && address.length() <= LONGEST_EMAIL
        && address.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  /** Whether the text looks like the id of a member. */
  static boolean maybeId(String text) {
    return text.matches("[0-9a-f]{24}");
  }

  private static String idOf(String address) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Item toItem() {
    return Item.empty()
        .with("memberId", id)
        .with("email", email)
        .with("role", role.name())
        .with("userId", userId)
        .with("since", since);
  }

  static Member fromItem(Item item) {
    return new Member(
        item.string("memberId"),
        item.string("email"),
        Role.valueOf(item.string("role")),
        item.optionalString("userId"),
        item.instant("since"));
  }

  /** Names no person. */
  @Override
  public String toString() {
    return "Member[" + id + ", " + role + "]";
  }
}
