package io.saasbricks.examples.chatbot.users;

import io.saasbricks.auth.Revocations;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.http.RequestBody;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.tenant.Member;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.Members.Invitation;
import io.saasbricks.core.tenant.Role;
import io.saasbricks.core.tenant.TenantContext;
import java.util.Locale;
import java.util.Optional;

/** The people of a tenant, as the API manages them. Safe for concurrent use. */
public final class Team {
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_ROLE = 20;

  private final Members members;
  private final Revocations revocations;

  public Team(Members members, Revocations revocations) {
    this.members = members;
    this.revocations = revocations;
  }

  /** Everybody, invited people included. One request. */
  public Page<JsonObject> list(TenantContext tenant, PageRequest page) {
    return members.list(tenant, page).map(Team::json);
  }

  /**
   * Invites the person in the body, who takes a seat at once. One transaction of four writes.
   *
   * @throws ProblemException with 400 if the body is not valid, 403 if the plan's seats are taken,
   *     409 if the person is a member or invited already
   */
  public JsonObject invite(TenantContext tenant, RequestBody body) {
    String email = email(body);
    Optional<Role> role = role(body);
    body.check();
    Invitation outcome = members.invite(tenant, email, role.orElseThrow());
    if (outcome instanceof Invitation.SeatsExhausted exhausted) {
      throw seatsExhausted(exhausted.seats());
    }
    if (!(outcome instanceof Invitation.Sent sent)) {
      throw Problem.conflict("The person is a member, or has been invited.").asException();
    }
    return json(sent.member());
  }

  /**
   * Removes a member, whose sessions end, or takes an invitation back. Who does not manage the
   * account can remove nobody but themselves. A read and three transactions.
   *
   * @throws ProblemException with 404 if there is no such member, 403 if the actor may not, 409 for
   *     the owner
   */
  public void remove(TenantContext tenant, Principal actor, String memberId) {
    Member member = members.find(tenant, memberId).orElseThrow(Team::noSuchMember);
    boolean manages = RequireRole.of(actor).filter(role -> role.includes(Role.ADMIN)).isPresent();
    if (!manages && !member.userId().equals(Optional.of(actor.subject()))) {
      throw Problem.forbidden("This takes somebody who manages the account.").asException();
    }
    if (member.role() == Role.OWNER) {
      throw lastOwner();
    }
    // Sessions first: if this breaks off here, there is still a member to be removed again.
    endSessions(member, actor);
    switch (members.remove(tenant, memberId)) {
      case NO_SUCH_MEMBER -> throw noSuchMember();
      case LAST_OWNER -> throw lastOwner();
      // And again: who has signed in since then did so as a member.
      case DONE -> endSessions(member, actor);
    }
  }

  private void endSessions(Member member, Principal actor) {
    member.userId().ifPresent(userId -> revocations.endUser(actor, userId));
  }

  /** The role as the API writes it. */
  public static String text(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static String email(RequestBody body) {
    String email = body.text("email", LONGEST_EMAIL);
    if (!email.isEmpty() && !Member.wellFormedEmail(email)) {
      body.reject("email", "must be an e-mail address");
    }
    return email;
  }

  private static Optional<Role> role(RequestBody body) {
    String text = body.text("role", LONGEST_ROLE);
    for (Role role : new Role[] {Role.MEMBER, Role.ADMIN}) {
      if (text(role).equals(text)) {
        return Optional.of(role);
      }
    }
    if (!text.isEmpty()) {
      body.reject("role", "must be member or admin");
    }
    return Optional.empty();
  }

  private static JsonObject json(Member member) {
    return JsonObject.builder()
        .put("userId", member.id())
        .put("email", member.email())
        .put("role", text(member.role()))
        .put("status", member.invited() ? "invited" : "active")
        .put("since", member.since())
        .build();
  }

  private static ProblemException seatsExhausted(long seats) {
    return Problem.of(
            "seats-exhausted",
            "The plan's seats are all taken",
            403,
            "Remove a member, or move to a larger plan.")
        .with("seats", seats)
        .asException();
  }

  private static ProblemException noSuchMember() {
    return Problem.notFound("member").asException();
  }

  private static ProblemException lastOwner() {
    return Problem.conflict("An account keeps its owner.").asException();
  }
}
