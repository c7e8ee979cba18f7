package io.saasbricks.core.tenant;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.Update;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of tenants, and who has been invited to become one.
 *
 * <p>An invited person takes a seat at once. Seats are counted in the same transaction that takes
 * or frees one, so that no number of callers at once can pass the plan's limit; and a tenant never
 * loses its last owner. Removing a member does not end its sessions: revoke them too.
 *
 * <p>Items: {@code T#<tenant>#MEMBER} one per member, {@code T#<tenant>#TENANT / seats} the count,
 * {@code INVITATION#<email>} one per inviting tenant. Safe for concurrent use.
 *
 * <p>Every method throws {@link StoreUnavailableException} if its outcome is not known. Repeated, a
 * change that had landed answers that there is nothing left to do.
 */
public final class Members {
  private static final ItemCollection MEMBERS = ItemCollection.of("MEMBER");
  private static final int ATTEMPTS = 3;

  private final SaasTable table;
  private final Seats seats;
  private final InstantSource time;

  /** What became of an invitation. */
  public sealed interface Invitation {
    /** The person takes a seat from now on, and joins by signing in. */
    record Sent(Member member) implements Invitation {}

    /** The person is a member, or has been invited already. */
    record AlreadyMember() implements Invitation {}

    /** The plan's seats are all taken. */
    record SeatsExhausted(long seats) implements Invitation {}
  }

  /** What became of a change to a member. */
  public enum Change {
    /** It is done. */
    DONE,
    /** There is no such member, or none who has joined where that is needed. */
    NO_SUCH_MEMBER,
    /** A tenant keeps its last owner. */
    LAST_OWNER
  }

  /** An accepted invitation. */
  public record Joined(TenantId tenant, Member member) {}

  /** What is written together with accepting an invitation. */
  @FunctionalInterface
  public interface Joining {
    /** The transaction that accepts the invitation, with further steps. */
    Transaction with(Transaction accepting, TenantId tenant, String memberId);
  }

  private Members(SaasTable table, InstantSource time) {
    this.table = table;
    this.seats = new Seats(table);
    this.time = time;
  }

  /** The members kept in the table that holds the tenants. */
  public static Members of(SaasTable table, InstantSource time) {
    return new Members(table, time);
  }

  /**
   * Makes the person the first member of a tenant without any, and its owner; repeating it changes
   * nothing. One transaction of two writes.
   *
   * @throws IllegalArgumentException if the e-mail address is none
   * @throws IllegalStateException if the tenant has other members
   */
  public Member found(TenantId tenant, String email, String userId) {
    Member owner = Member.of(email, Role.OWNER, Optional.of(userId), now());
    Transaction founding =
        new Transaction().put(table, key(tenant, owner.id()), owner.toItem(), Condition.absent());
    TransactionOutcome outcome = seats.open(founding, tenant).commit();
    return outcome.applied()
        ? owner
        : find(tenant, owner.id())
            .filter(member -> member.role() == Role.OWNER)
            .orElseThrow(() -> new IllegalStateException("tenant has members: " + tenant));
  }

  /**
   * Invites a person, who takes a seat at once. One transaction of three writes and a check.
   *
   * @param role not {@link Role#OWNER}: who never signs in must not be the last one
   * @throws IllegalArgumentException if the e-mail address is none, or the role is owner
   * @throws TenantStore.NoSuchTenantException if the tenant is no longer active
   */
  public Invitation invite(TenantContext context, String email, Role role) {
    if (role == Role.OWNER) {
      throw new IllegalArgumentException("an owner must have joined before");
    }
    Member member = Member.of(email, role, Optional.empty(), now());
    TenantId tenant = context.id();
    Transaction inviting =
        new Transaction()
            .put(table, key(tenant, member.id()), member.toItem(), Condition.absent())
            .put(table, invitation(member.email(), tenant), invited(tenant), Condition.always())
            .check(table, TenantStore.key(tenant), active());
    TransactionOutcome outcome = seats.take(inviting, tenant, context.plan().users()).commit();
    return outcome instanceof TransactionOutcome.Refused refused
        ? refusal(refused, context)
        : new Invitation.Sent(member);
  }

  private static Invitation refusal(TransactionOutcome.Refused refused, TenantContext context) {
    if (refused.failed(2)) {
      throw new TenantStore.NoSuchTenantException(context.id());
    }
    return refused.failed(0)
        ? new Invitation.AlreadyMember()
        : new Invitation.SeatsExhausted(context.plan().users());
  }

  /**
   * Accepts an invitation on behalf of a person whose address has been verified, if there is one
   * from an active tenant; of several any one. One query, and a transaction of two writes and a
   * check per invitation tried.
   *
   * @param userId as the sign-in names the person
   */
  public Optional<Joined> join(String email, String userId) {
    return join(email, userId, (joining, tenant, memberId) -> joining);
  }

  /**
   * Accepts an invitation as {@link #join(String, String)} does, and with it writes what else is to
   * be written then, such as where the person now belongs: both, or neither.
   *
   * @param further may be asked about several invitations, of which one is accepted
   */
  public Optional<Joined> join(String email, String userId, Joining further) {
    String address = Member.normalized(email);
    PartitionKey invitations = PartitionKey.system("INVITATION", address);
    String id = Member.of(address, Role.MEMBER, Optional.empty(), Instant.EPOCH).id();
    for (Item item : table.query(invitations, Range.all(), PageRequest.first(10)).items()) {
      TenantId tenant = new TenantId(item.string("tenantId"));
      Transaction accepting = accepting(tenant, address, id, userId);
      if (further.with(accepting, tenant, id).commit().applied()) {
        return find(tenant, id).map(member -> new Joined(tenant, member));
      }
    }
    return Optional.empty();
  }

  private Transaction accepting(TenantId tenant, String address, String id, String userId) {
    return new Transaction()
        .update(
            table,
            key(tenant, id),
            Update.set("userId", userId),
            Condition.exists().and(attribute("userId").missing()))
        .delete(table, invitation(address, tenant), Condition.always())
        .check(table, TenantStore.key(tenant), active());
  }

  /** The member of that id. One request of one read unit; none for a text that cannot be an id. */
  public Optional<Member> find(TenantContext context, String memberId) {
    return find(context.id(), memberId);
  }

  /** The member of that id, if it is that person, who has joined. One request, one read unit. */
  public Optional<Member> joined(TenantId tenant, String memberId, String userId) {
    return find(tenant, memberId).filter(member -> member.userId().equals(Optional.of(userId)));
  }

  private Optional<Member> find(TenantId tenant, String memberId) {
    return Member.maybeId(memberId)
        ? table.get(key(tenant, memberId)).map(Member::fromItem)
        : Optional.empty();
  }

  /** How many of the plan's seats are taken, by members and invited people. One read unit. */
  public long seatsTaken(TenantContext context) {
    return seats.taken(context.id());
  }

  /**
   * The tenant's members, invited ones included, in no meaningful order. One request; a read unit
   * per started 4 KB.
   *
   * @throws io.saasbricks.core.table.InvalidCursorException if the cursor is not of this query
   */
  public Page<Member> list(TenantContext context, PageRequest page) {
    return table.in(context.scope()).query(MEMBERS, Range.all(), page).map(Member::fromItem);
  }

  /**
   * Removes a member or takes an invitation back. A read, and a transaction of three writes; both
   * again if the member is changed meanwhile.
   */
  public Change remove(TenantContext context, String memberId) {
    return change(context.id(), memberId, member -> removal(context.id(), member));
  }

  /**
   * Gives a member another role; only who has joined can become an owner. Costs a read, and a
   * transaction of two writes; both again if the member is changed meanwhile.
   */
  public Change changeRole(TenantContext context, String memberId, Role role) {
    return change(context.id(), memberId, member -> promotion(context.id(), member, role));
  }

  /** Reads the member and commits what depends on its role, until nobody came in between. */
  private Change change(
      TenantId tenant, String memberId, Function<Member, Optional<Transaction>> changing) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Transaction> transaction = find(tenant, memberId).flatMap(changing);
      if (transaction.isEmpty()) {
        return Change.NO_SUCH_MEMBER;
      }
      TransactionOutcome outcome = transaction.get().commit();
      if (!(outcome instanceof TransactionOutcome.Refused refused)) {
        return Change.DONE;
      }
      if (!refused.failed(0)) {
        return Change.LAST_OWNER;
      }
    }
    throw new StoreUnavailableException("a member is changed by others at the same time");
  }

  private Optional<Transaction> removal(TenantId tenant, Member member) {
    Transaction removing =
        new Transaction()
            .delete(table, key(tenant, member.id()), still(member))
            .delete(table, invitation(member.email(), tenant), Condition.always());
    return Optional.of(seats.free(removing, tenant, member.role()));
  }

  private Optional<Transaction> promotion(TenantId tenant, Member member, Role role) {
    if (role == Role.OWNER && member.invited()) {
      return Optional.empty();
    }
    Transaction promoting =
        new Transaction()
            .update(
                table, key(tenant, member.id()), Update.set("role", role.name()), still(member));
    return Optional.of(seats.change(promoting, tenant, member.role(), role));
  }

  /** The member as it was read. */
  private static Condition still(Member member) {
    return Condition.exists().and(attribute("role").equalTo(member.role().name()));
  }

  private static Item invited(TenantId tenant) {
    return Item.empty().with("tenantId", tenant.value());
  }

  private static Condition active() {
    return attribute("status").equalTo(Tenant.Status.ACTIVE.name());
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Key key(TenantId tenant, String memberId) {
    return new Key(PartitionKey.of(tenant, MEMBERS), SortKey.of(memberId));
  }

  private static Key invitation(String email, TenantId tenant) {
    return new Key(PartitionKey.system("INVITATION", email), SortKey.of(tenant.value()));
  }
}
