package io.saasbricks.examples.chatbot.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.SessionPolicy;
import io.saasbricks.auth.SessionSecrets;
import io.saasbricks.auth.Sessions;
import io.saasbricks.auth.Verification;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.Member;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.Role;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What the people of a tenant do at the same time. */
class TeamTest {
  private static final TenantId ACME = new TenantId("acme0000");
  private static final Principal ANN =
      new Principal(
          Principal.Kind.SESSION,
          ACME,
          "google_ann",
          Set.of(),
          Map.of(RequireRole.CLAIM, Role.OWNER.name()));

  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
  private Runnable beforeRemoval = () -> {};
  private final SaasTable table = table();
  private final Revocations revocations = Revocations.of(table, time, time.nanos());
  private final Members members = Members.of(table, time);
  private final Sessions sessions =
      Sessions.of(
          SessionPolicy.of("test", "test"),
          () -> SessionSecrets.of("1", Secret.of("0123456789abcdef".repeat(4))),
          revocations,
          time);

  private SaasTable table() {
    DynamoDbClient client =
        InMemoryDynamoDb.create(time)
            .client(
                new ExecutionInterceptor() {
                  @Override
                  public void beforeExecution(
                      Context.BeforeExecution call, ExecutionAttributes attributes) {
                    if (call.request() instanceof TransactWriteItemsRequest writing
                        && writing.transactItems().stream().anyMatch(i -> i.delete() != null)) {
                      beforeRemoval.run();
                    }
                  }
                });
    StandardTable.create(client, "all");
    return SaasTable.of(client, "all", time);
  }

  private TenantContext acme() {
    TenantStore tenants = TenantStore.of(table, time, time.nanos());
    tenants.create(ACME, "Acme", "business");
    members.found(ACME, "ann@example.com", "google_ann");
    return WithTenant.of(tenants, PlanCatalogue.standard()).contextOf(ANN);
  }

  private String signedIn() {
    return sessions.issue(ACME, "google_bob", Set.of(), Map.of()).token().reveal();
  }

  /** Their session was good for a week. */
  @Test
  void whoSignsInWhileTheyAreRemovedIsOutToo() {
    TenantContext acme = acme();
    Members.Invitation invitation = members.invite(acme, "bob@example.com", Role.MEMBER);
    Member bob = ((Members.Invitation.Sent) invitation).member();
    members.join("bob@example.com", "google_bob");
    String[] token = {signedIn()};
    beforeRemoval =
        () -> {
          assertThat(sessions.verify(token[0])).isNotInstanceOf(Verification.Accepted.class);
          token[0] = signedIn();
        };

    new Team(members, revocations).remove(acme, ANN, bob.id());

    assertThat(members.find(acme, bob.id())).isEmpty();
    time.advance(Revocations.BOUND);
    assertThat(sessions.verify(token[0])).isNotInstanceOf(Verification.Accepted.class);
  }
}
