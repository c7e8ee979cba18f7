package io.saasbricks.examples.chatbot.users;

import io.saasbricks.auth.GoogleUser;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;

/**
 * A person with a Google account.
 *
 * @param userId {@code google_<sub>}; e-mail addresses change hands, this does not
 * @param email empty if Google has not verified it
 */
public record User(String userId, TenantId tenant, String email, String name, String picture) {
  static User of(GoogleUser google, TenantId tenant) {
    return new User(
        idOf(google),
        tenant,
        google.email().orElse(""),
        google.name().orElse(""),
        google.picture().orElse(""));
  }

  static String idOf(GoogleUser google) {
    return "google_" + google.subject();
  }

  Item toItem() {
    return Item.empty()
        .with("userId", userId)
        .with("tenantId", tenant.value())
        .with("email", email)
        .with("name", name)
        .with("picture", picture);
  }

  static User fromItem(Item item) {
    return new User(
        item.string("userId"),
        new TenantId(item.string("tenantId")),
        item.string("email"),
        item.string("name"),
        item.string("picture"));
  }
}
