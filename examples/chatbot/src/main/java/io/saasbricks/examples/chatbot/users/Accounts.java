package io.saasbricks.examples.chatbot.users;

import static io.saasbricks.core.table.Update.set;

import io.saasbricks.auth.GoogleUser;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import io.saasbricks.core.tenant.Member;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.Role;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantStore;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Users and where they belong: item {@code USER#google_<sub>}.
 *
 * <p>A person is a member of the tenant that invited them last, and the owner of their own
 * otherwise, which comes with the first sign-in and is never taken away: who is removed elsewhere
 * finds it as it was. Every step can be repeated, so a sign-in that broke off is completed by the
 * next one, and of two first sign-ins at once both end in the same tenant. Safe for concurrent use.
 */
public final class Accounts {
  private static final String FIRST_PLAN = "free";

  private final SaasTable table;
  private final TenantStore tenants;
  private final Members members;
  private final RandomGenerator random;
  private final Consumer<TenantId> opening;

  /** A user, the tenant they act for, and what they may do there. */
  public record Account(User user, Tenant tenant, Role role) {}

  /**
   * The accounts of the backend.
   *
   * @param opening what a tenant needs elsewhere, such as with billing, before there is the tenant;
   *     it may be told of one more than once
   */
  public Accounts(
      SaasTable table,
      TenantStore tenants,
      Members members,
      RandomGenerator random,
      Consumer<TenantId> opening) {
    this.table = table;
    this.tenants = tenants;
    this.members = members;
    this.random = random;
    this.opening = opening;
  }

  /** The account of that Google user, made if there is none. Two to six requests. */
  public Account signIn(GoogleUser google) {
    User user = updated(google);
    return invited(user).or(() -> joined(user)).orElseGet(() -> own(user));
  }

  /** Google's name and picture may have changed since the last time; the own tenant never does. */
  private User updated(GoogleUser google) {
    Update profile =
        set("userId", User.idOf(google))
            .and(set("email", google.email().orElse("")))
            .and(set("name", google.name().orElse("")))
            .and(set("picture", google.picture().orElse("")))
            .and(Update.setIfAbsent("tenantId", TenantId.random(random).value()));
    WriteOutcome outcome = table.update(key(User.idOf(google)), profile, Condition.always());
    return User.fromItem(((WriteOutcome.Applied) outcome).item());
  }

  private Optional<Account> invited(User user) {
    return Optional.of(user.email())
        .filter(Member::wellFormedEmail)
        .flatMap(email -> join(user, email))
        .flatMap(joined -> account(user, joined.tenant(), joined.member()));
  }

  /** With the invitation goes the only trace of it, so where it led is noted along with that. */
  private Optional<Members.Joined> join(User user, String email) {
    return members.join(
        email,
        user.userId(),
        (accepting, tenant, memberId) ->
            accepting.update(
                table,
                key(user.userId()),
                set("joinedTenant", tenant.value()).and(set("joinedAs", memberId)),
                Condition.always()));
  }

  private Optional<Account> joined(User user) {
    return user.joined()
        .flatMap(
            place ->
                members
                    .joined(place.tenant(), place.memberId(), user.userId())
                    .flatMap(member -> account(user, place.tenant(), member)));
  }

  private Optional<Account> account(User user, TenantId tenant, Member member) {
    return tenants.find(tenant).map(found -> new Account(user, found, member.role()));
  }

  private Account own(User user) {
    Tenant tenant = tenants.find(user.own()).orElseGet(() -> open(user));
    return new Account(user, tenant, Role.OWNER);
  }

  /** The founder comes first: a tenant that is there needs no second look at its members. */
  private Tenant open(User user) {
    // Before the tenant, so that no tenant is without: a sign-in that breaks off here comes again.
    opening.accept(user.own());
    if (Member.wellFormedEmail(user.email())) {
      members.found(user.own(), user.email(), user.userId());
    }
    String name = user.name().isEmpty() ? user.userId() : user.name();
    try {
      return tenants.create(user.own(), name, FIRST_PLAN);
    } catch (IllegalStateException alreadyOpen) {
      return tenants.find(user.own()).orElseThrow(() -> alreadyOpen);
    }
  }

  private static Key key(String userId) {
    return Key.single(PartitionKey.system("USER", userId));
  }
}
