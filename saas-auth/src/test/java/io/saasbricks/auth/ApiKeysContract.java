package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What API keys do, over whichever database. */
abstract class ApiKeysContract {
  private Lab lab;
  private Lab.Container container;

  abstract Lab newLab();

  @BeforeEach
  void startContainer() {
    lab = newLab();
    container = lab.container();
  }

  @Test
  void aCreatedKeyIsAcceptedWithItsTenantIdAndScopes() {
    CreatedKey created = container.createKey(lab.owner);
    String text = created.plaintext().take();

    assertThat(container.verify(text))
        .isInstanceOfSatisfying(
            Verification.Accepted.class,
            accepted -> {
              Principal principal = accepted.principal();
              assertThat(principal.kind()).isEqualTo(Principal.Kind.API_KEY);
              assertThat(principal.tenant()).isEqualTo(lab.tenant);
              assertThat(principal.subject()).isEqualTo(created.key().keyId());
              assertThat(principal.scopes()).containsExactly("agents:read");
              assertThat(principal.claim(Claim.ENVIRONMENT)).contains("live");
              assertThat(principal.claim(Claim.KEY_GROUP)).contains(created.key().keyId());
            });
  }

  @Test
  void theKeyCanBeTakenOnceAndIsNeverPrinted() {
    CreatedKey created = container.createKey(lab.owner);
    assertThat(created.toString()).contains("***");

    String text = created.plaintext().take();

    assertThat(created.toString()).doesNotContain(text);
    assertThatThrownBy(created.plaintext()::take).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aWarmKeyCostsNoRequest() {
    String text = container.createKey(lab.owner).plaintext().take();
    container.verify(text);

    assertThat(lab.requestsDuring(() -> container.verify(text))).isZero();
  }

  @Test
  void aColdKeyCostsItsReadItsTenantsAndOneOfTheRevocations() {
    String text = container.createKey(lab.owner).plaintext().take();
    Lab.Container cold = lab.container();

    assertThat(lab.requestsDuring(() -> cold.verify(text))).isEqualTo(3);
  }

  @Test
  void creatingCostsOneReadAndOneTransaction() {
    assertThat(lab.requestsDuring(() -> container.createKey(lab.owner))).isEqualTo(2);
  }

  @Test
  void anUnknownKeyIsReadOnce() {
    String unknown = Lab.inMemory().container().createKey(lab.owner).plaintext().take();
    assertThat(container.verify(unknown)).isEqualTo(Verification.refused(Refusal.UNKNOWN));

    assertThat(lab.requestsDuring(() -> container.verify(unknown))).isZero();
    assertThat(container.verify(unknown)).isEqualTo(Verification.refused(Refusal.UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme",
        "acme_live_",
        "acme_live_00000000000000000000000000000000000000",
        "acme_prod_00000000000000000000000000000000000000",
        "other_live_00000000000000000000000000000000000000",
        "acme_live_0000000000000000000000000000000000000é"
      })
  void junkCostsNoRequest(String junk) {
    assertThat(
            lab.requestsDuring(
                () -> assertThat(container.verify(junk)).isInstanceOf(Verification.Refused.class)))
        .isZero();
  }

  @Test
  void aTestKeyIsRefusedWhereLiveOnesAreExpectedWithoutARead() {
    NewKey wanted = NewKey.of("sandbox", KeyEnvironment.TEST, Set.of());
    String text = container.keys().create(lab.owner, wanted).plaintext().take();

    assertThat(
            lab.requestsDuring(
                () ->
                    assertThat(container.verify(text))
                        .isEqualTo(Verification.refused(Refusal.ENVIRONMENT))))
        .isZero();
    Lab.Container sandbox =
        lab.container(KeyPolicy.of("acme").accepting(KeyEnvironment.TEST), () -> Lab.SECRETS);
    assertThat(sandbox.verify(text)).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void anExpiredKeyIsRefusedFromItsLastMillisecondOn() {
    NewKey wanted = Lab.liveKey().expiringAt(Lab.START.plusSeconds(60));
    CreatedKey created = container.keys().create(lab.owner, wanted);
    String text = created.plaintext().take();

    lab.time.advance(Duration.ofMillis(59_999));
    assertThat(container.verify(text)).isInstanceOf(Verification.Accepted.class);
    lab.time.advance(Duration.ofMillis(1));
    assertThat(container.verify(text))
        .isEqualTo(Verification.refused(Refusal.EXPIRED, created.key().keyId()));
  }

  @Test
  void aKeyIsGoodFromAllowedAddressesOnly() {
    NewKey wanted =
        Lab.liveKey()
            .allowedFrom(List.of(CidrBlock.of("203.0.113.0/24"), CidrBlock.of("2001:db8::/32")));
    CreatedKey created = container.keys().create(lab.owner, wanted);
    String text = created.plaintext().take();

    assertThat(container.keys().verify(text, "203.0.113.255"))
        .isInstanceOf(Verification.Accepted.class);
    assertThat(container.keys().verify(text, "2001:db8:1::1"))
        .isInstanceOf(Verification.Accepted.class);
    assertThat(container.keys().verify(text, "203.0.114.0"))
        .isEqualTo(Verification.refused(Refusal.ADDRESS, created.key().keyId()));
    assertThat(container.keys().verify(text, "")).isInstanceOf(Verification.Refused.class);
  }

  @Test
  void aRevokedKeyIsRefusedForGood() {
    CreatedKey created = container.createKey(lab.owner);
    String text = created.plaintext().take();

    Optional<ApiKey> revoked = container.keys().revoke(lab.owner, created.key().keyId());

    assertThat(revoked).map(ApiKey::status).contains(ApiKey.Status.REVOKED);
    assertThat(lab.container().verify(text))
        .isEqualTo(Verification.refused(Refusal.REVOKED, created.key().keyId()));
    assertThat(container.keys().revoke(lab.owner, created.key().keyId())).isEqualTo(revoked);
  }

  @Test
  void anotherTenantsKeyCannotBeSeenOrChanged() {
    CreatedKey created = container.createKey(lab.owner);
    Principal stranger = Lab.owner(Lab.inMemory().tenant);
    String keyId = created.key().keyId();

    assertThat(container.keys().find(stranger.scope(), keyId)).isEmpty();
    assertThat(container.keys().revoke(stranger, keyId)).isEmpty();
    assertThat(container.keys().list(stranger.scope(), PageRequest.first(10)).items()).isEmpty();
    assertThat(container.verify(created.plaintext().take()))
        .isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void keysAreListedInTheOrderTheyWereMadePageByPage() {
    ApiKey first = container.createKey(lab.owner).key();
    lab.time.advance(Duration.ofMillis(1));
    ApiKey second = container.createKey(lab.owner).key();

    var page = container.keys().list(lab.owner.scope(), PageRequest.first(1));
    var rest = container.keys().list(lab.owner.scope(), PageRequest.first(10).after(page.cursor()));

    assertThat(page.items()).containsExactly(first);
    assertThat(rest.items()).containsExactly(second);
    assertThat(container.keys().find(lab.owner.scope(), second.keyId())).contains(second);
  }

  @Test
  void everyChangeLeavesAnAuditEntry() {
    CreatedKey created = container.createKey(lab.owner);
    lab.time.advance(Duration.ofMillis(1));
    container.keys().revoke(lab.owner, created.key().keyId());

    assertThat(auditOf(lab.table()))
        .extracting(AuditEntry::action, AuditEntry::subject, AuditEntry::actor)
        .containsExactly(
            tuple(AuditEntry.Action.KEY_CREATED, created.key().keyId(), "google_1"),
            tuple(AuditEntry.Action.KEY_REVOKED, created.key().keyId(), "google_1"));
  }

  private List<AuditEntry> auditOf(SaasTable table) {
    return AuditLog.of(table, lab.time).entries(lab.owner.scope(), PageRequest.first(100)).items();
  }
}
