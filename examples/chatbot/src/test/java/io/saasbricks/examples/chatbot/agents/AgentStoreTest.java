package io.saasbricks.examples.chatbot.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.Plan;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Agents as several containers see them. */
class AgentStoreTest {
  private static final TenantId ACME = new TenantId("acme0000");
  private static final AgentProfile PROFILE =
      new AgentProfile(
          "Ada",
          "Rye & Co",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
  private final SaasTable table = table();
  private final TenantStore tenants = TenantStore.of(table, time, time.nanos());
  private final TenantContext acme = acme();

  private SaasTable table() {
    DynamoDbClient client = InMemoryDynamoDb.create(time).client();
    StandardTable.create(client, "all");
    return SaasTable.of(client, "all", time);
  }

  private TenantContext acme() {
    tenants.create(ACME, "Acme", "free");
    return contextOfAcme();
  }

  private TenantContext contextOfAcme() {
    return WithTenant.of(tenants, PlanCatalogue.standard())
        .contextOf(Principal.of(Principal.Kind.SYSTEM, ACME, "test"));
  }

  private AgentStore container(long seed) {
    return new AgentStore(table, time, new Random(seed), time.nanos());
  }

  @Test
  void aDeletedAgentIsGoneAtOnceHereAndWithinHalfAMinuteElsewhere() {
    AgentStore here = container(1);
    AgentStore elsewhere = container(2);
    String agent = here.create(acme, PROFILE).agentId();
    assertThat(elsewhere.find(acme.scope(), agent)).isPresent();
    assertThat(elsewhere.ownerOf(agent)).contains(ACME);
    here.delete(acme, agent);
    assertThat(here.find(acme.scope(), agent)).isEmpty();
    assertThat(here.ownerOf(agent)).isEmpty();
    time.advance(AgentStore.MAX_STALENESS);
    assertThat(elsewhere.find(acme.scope(), agent)).isEmpty();
    assertThat(elsewhere.ownerOf(agent)).isEmpty();
  }

  @Test
  void aChangedAgentIsKnownAtOnceHereAndWithinHalfAMinuteElsewhere() {
    AgentStore here = container(1);
    AgentStore elsewhere = container(2);
    Agent agent = here.create(acme, PROFILE);
    assertThat(elsewhere.find(acme.scope(), agent.agentId())).contains(agent);
    time.advance(Duration.ofSeconds(1));
    Agent changed = here.update(acme, agent.agentId(), version -> version == 1, PROFILE);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(here.find(acme.scope(), agent.agentId())).contains(changed);
    time.advance(AgentStore.MAX_STALENESS);
    assertThat(elsewhere.find(acme.scope(), agent.agentId())).contains(changed);
  }

  @Test
  void anIdThatIsTakenIsReplacedByAnother() {
    Agent first = container(7).create(acme, PROFILE);
    Agent second = container(7).create(acme, PROFILE);
    assertThat(second.agentId()).isNotEqualTo(first.agentId());
    assertThat(container(1).list(acme.scope(), PageRequest.first(10)).items())
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aTenantWithoutRoomIsToldSo() {
    tenants.overrideLimits(ACME, Map.of(Plan.Limit.STORAGE_BYTES, 10L));
    assertThatThrownBy(() -> container(1).create(contextOfAcme(), PROFILE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().type()).isEqualTo("storage-exhausted"));
  }

  @Test
  void aTextThatIsNoIdCostsNoRequest() {
    assertThat(container(1).find(acme.scope(), "no id")).isEmpty();
    assertThat(container(1).ownerOf("no id")).isEmpty();
    assertThatThrownBy(() -> container(1).delete(acme, "no id"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(404));
  }
}
