package io.saasbricks.examples.chatbot.users;

import io.saasbricks.auth.GoogleUser;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;
import java.util.Optional;

/**
 * A person with a Google account.
 *
 * @param userId {@code google_<sub>}; e-mail addresses change hands, this does not
 * @param own the tenant that the person has, or would have without an invitation
 * @param joined where the person went by invitation the last time; perhaps removed since
 * @param email empty if Google has not verified it
 */
public record User(
    String userId,
    TenantId own,
    Optional<Membership> joined,
    String email,
    String name,
    String picture) {
  /** A place in another's tenant. */
  record Membership(TenantId tenant, String memberId) {}

  static String idOf(GoogleUser google) {
    return "google_" + google.subject();
  }

  static User fromItem(Item item) {
    return new User(
        item.string("userId"),
        new TenantId(item.string("tenantId")),
        item.optionalString("joinedTenant")
            .map(tenant -> new Membership(new TenantId(tenant), item.string("joinedAs"))),
        item.string("email"),
        item.string("name"),
        item.string("picture"));
  }
}
