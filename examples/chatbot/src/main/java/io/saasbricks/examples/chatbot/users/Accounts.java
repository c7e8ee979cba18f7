package io.saasbricks.examples.chatbot.users;

import static io.saasbricks.core.table.Update.set;

import io.saasbricks.auth.GoogleUser;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.examples.chatbot.billing.BillingAccounts;
import java.util.random.RandomGenerator;

/**
 * Users and the tenants that come with their first sign-in: item {@code USER#google_<sub>}.
 *
 * <p>Every step can be repeated, so a sign-in that broke off is completed by the next one, and of
 * two first sign-ins at once both end in the same tenant. Safe for concurrent use.
 */
public final class Accounts {
  private static final String FIRST_PLAN = "free";

  private final SaasTable table;
  private final TenantStore tenants;
  private final RandomGenerator random;
  private final BillingAccounts billing;

  /** A user and its tenant. */
  public record Account(User user, Tenant tenant) {}

  public Accounts(SaasTable table, TenantStore tenants, RandomGenerator random) {
    this.table = table;
    this.tenants = tenants;
    this.random = random;
    this.billing = new BillingAccounts(table);
  }

  /** The account of that Google user, made if there is none. One to four requests. */
  public Account signIn(GoogleUser google) {
    User user = updated(google);
    Tenant tenant = tenants.find(user.tenant()).orElseGet(() -> open(user));
    return new Account(user, tenant);
  }

  /** Google's name and picture may have changed since the last time; the tenant never does. */
  private User updated(GoogleUser google) {
    User current = User.of(google, TenantId.random(random));
    Update profile =
        set("userId", current.userId())
            .and(set("email", current.email()))
            .and(set("name", current.name()))
            .and(set("picture", current.picture()))
            .and(Update.setIfAbsent("tenantId", current.tenant().value()));
    WriteOutcome outcome = table.update(key(google), profile, Condition.always());
    Item item = ((WriteOutcome.Applied) outcome).item();
    return User.fromItem(item);
  }

  private Tenant open(User user) {
    // Before the tenant, so that no tenant is without: a sign-in that breaks off here comes again.
    billing.open(user.tenant());
    String name = user.name().isEmpty() ? user.userId() : user.name();
    try {
      return tenants.create(user.tenant(), name, FIRST_PLAN);
    } catch (IllegalStateException alreadyOpen) {
      return tenants.find(user.tenant()).orElseThrow(() -> alreadyOpen);
    }
  }

  private static Key key(GoogleUser google) {
    return Key.single(PartitionKey.system("USER", User.idOf(google)));
  }
}
