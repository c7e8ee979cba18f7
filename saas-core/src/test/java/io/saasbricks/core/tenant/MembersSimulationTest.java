package io.saasbricks.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.Faults;
import io.saasbricks.local.simulation.Simulation;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People invited, joining and removed at once, over a network that loses and repeats requests. */
class MembersSimulationTest {
  private static final int RUNS = Integer.getInteger("saasbricks.core.members", 120);
  private static final TenantId TENANT = new TenantId("tenantann");
  private static final List<String> PEOPLE =
      List.of("bob@b.example", "cid@c.example", "dot@d.example");

  @Test
  void seatsAreThoseOfTheMembersWhateverGoesWrong() {
    Faults faults = Faults.of(15, EnumSet.complementOf(EnumSet.of(Fault.FREEZE))).atMost(10);
    Simulation.check(RUNS, faults, MembersSimulationTest::play);
  }

  private static void play(Simulation simulation) {
    StandardTable.create(simulation.client(), "app");
    SaasTable truth = SaasTable.of(simulation.client(), "app", simulation.time());
    TenantStore tenants = TenantStore.of(truth, simulation.time(), simulation.time().nanos());
    tenants.create(TENANT, "Ann's", "starter");
    Members members = Members.of(truth, simulation.time());
    Member owner = members.found(TENANT, "ann@a.example", "google_ann");
    TenantContext context =
        WithTenant.of(tenants, PlanCatalogue.standard())
            .contextOf(Principal.of(Principal.Kind.SESSION, TENANT, "google_ann"));
    for (int i = 0; i < 3; i++) {
      int number = i;
      simulation.container("container-" + i, container -> act(container, context, number));
    }
    simulation.run();

    List<Member> listed = members.list(context, PageRequest.first(10)).items();
    assertThat(members.seatsTaken(context)).isEqualTo(listed.size());
    assertThat((long) listed.size()).isLessThanOrEqualTo(context.plan().users());
    assertThat(listed).contains(owner);
    for (String email : PEOPLE) {
      boolean invited = listed.stream().anyMatch(m -> m.email().equals(email) && m.invited());
      assertThat(members.join(email, "google_" + email).isPresent()).isEqualTo(invited);
    }
  }

  /** Each invites two of the three, lets one join and removes the other. */
  private static void act(Container container, TenantContext context, int number) {
    SaasTable table = SaasTable.of(container.client(), "app", container.time());
    Members members = Members.of(table, container.time());
    String first = PEOPLE.get(number);
    String second = PEOPLE.get((number + 1) % PEOPLE.size());
    members.invite(context, first, Role.MEMBER);
    members.invite(context, second, Role.ADMIN);
    members.join(first, "google_" + first);
    members.list(context, PageRequest.first(10)).items().stream()
        .filter(member -> member.email().equals(second))
        .forEach(member -> members.remove(context, member.id()));
  }
}
