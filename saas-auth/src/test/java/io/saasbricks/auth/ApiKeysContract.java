package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
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

  @ParameterizedTest
  @ValueSource(strings = {"key_", "key_../x", "#", "key_1\u0000", "KEY_0123456789abcdefghjkmnpqrs"})
  void whatCannotBeAnIdNamesNoKeyAndCostsNoRequest(String text) {
    for (String id : List.of(text, text.repeat(2_000))) {
      assertThat(lab.requestsDuring(() -> nothingIsCalled(id))).isZero();
    }
  }

  private void nothingIsCalled(String id) {
    assertThat(container.keys().find(lab.owner.scope(), id)).isEmpty();
    assertThat(container.keys().revoke(lab.owner, id)).isEmpty();
    assertThat(container.keys().rotate(lab.owner, id, Duration.ZERO)).isEmpty();
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

  @Test
  void aDisabledKeyIsGoodAgainOnceEnabledAndARevokedOneIsNot() {
    CreatedKey created = container.createKey(lab.owner);
    String keyId = created.key().keyId();
    String text = created.plaintext().take();

    container.keys().disable(lab.owner, keyId);
    assertThat(lab.container().verify(text))
        .isEqualTo(Verification.refused(Refusal.DISABLED, keyId));
    container.keys().enable(lab.owner, keyId);
    assertThat(lab.container().verify(text)).isInstanceOf(Verification.Accepted.class);
    container.keys().revoke(lab.owner, keyId);
    assertThat(container.keys().enable(lab.owner, keyId))
        .map(ApiKey::status)
        .contains(ApiKey.Status.REVOKED);
    assertThat(lab.container().verify(text))
        .isEqualTo(Verification.refused(Refusal.REVOKED, keyId));
  }

  @Test
  void aChangeCostsOneReadAndOneTransaction() {
    String keyId = container.createKey(lab.owner).key().keyId();

    assertThat(lab.requestsDuring(() -> container.keys().disable(lab.owner, keyId))).isEqualTo(2);
  }

  @Test
  void aReplacedKeyStaysGoodForItsGraceAndItsSuccessorSharesItsGroup() {
    CreatedKey created = container.createKey(lab.owner);
    String old = created.plaintext().take();

    Rotation.Rotated rotated = rotate(created.key().keyId(), Duration.ofHours(1));
    ApiKey successor = rotated.successor().key();
    String fresh = rotated.successor().plaintext().take();

    assertThat(successor.keyGroup()).isEqualTo(created.key().keyGroup());
    assertThat(successor.keyId()).isNotEqualTo(created.key().keyId());
    assertThat(successor.scopes()).isEqualTo(created.key().scopes());
    assertThat(rotated.predecessor().successor()).contains(successor.keyId());
    lab.time.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(container.verify(old)).isInstanceOf(Verification.Accepted.class);
    lab.time.advance(Duration.ofMillis(1));
    assertThat(container.verify(old))
        .isEqualTo(Verification.refused(Refusal.EXPIRED, created.key().keyId()));
    assertThat(container.verify(fresh)).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void withoutGraceTheReplacedKeyEndsAtOnce() {
    CreatedKey created = container.createKey(lab.owner);

    rotate(created.key().keyId(), Duration.ZERO);

    assertThat(lab.container().verify(created.plaintext().take()))
        .isEqualTo(Verification.refused(Refusal.EXPIRED, created.key().keyId()));
  }

  @Test
  void graceNeverOutlastsTheKeysOwnEndAndTheSuccessorLivesAsLong() {
    NewKey wanted = Lab.liveKey().expiringAt(Lab.START.plus(Duration.ofDays(10)));
    ApiKey old = container.keys().create(lab.owner, wanted).key();
    lab.time.advance(Duration.ofDays(9));

    Rotation.Rotated rotated = rotate(old.keyId(), Duration.ofDays(7));

    assertThat(rotated.predecessor().expiresAt()).isEqualTo(old.expiresAt());
    assertThat(rotated.successor().key().expiresAt())
        .contains(lab.time.instant().plus(Duration.ofDays(10)));
  }

  @Test
  void aKeyThatIsReplacedDisabledRevokedOrExpiredCannotBeReplaced() {
    ApiKey replaced = container.createKey(lab.owner).key();
    rotate(replaced.keyId(), Duration.ofDays(1));
    ApiKey disabled = container.createKey(lab.owner).key();
    container.keys().disable(lab.owner, disabled.keyId());
    ApiKey revoked = container.createKey(lab.owner).key();
    container.keys().revoke(lab.owner, revoked.keyId());
    NewKey brief = Lab.liveKey().expiringAt(Lab.START.plusSeconds(1));
    ApiKey expired = container.keys().create(lab.owner, brief).key();
    lab.time.advance(Duration.ofSeconds(1));

    for (ApiKey key : List.of(replaced, disabled, revoked, expired)) {
      assertThat(container.keys().rotate(lab.owner, key.keyId(), Duration.ZERO))
          .containsInstanceOf(Rotation.Refused.class);
    }
    assertThat(container.keys().rotate(lab.owner, "key_none", Duration.ZERO)).isEmpty();
  }

  @Test
  void graceIsAtMostThirtyDays() {
    for (Duration grace : List.of(Duration.ofMillis(-1), Duration.ofDays(30).plusMillis(1))) {
      assertThatThrownBy(() -> container.keys().rotate(lab.owner, "key_1", grace))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anImportedKeyIsGoodOnceItsPrefixIsTaken() {
    String foreign = "sk_old_4f9a" + lab.tenant;
    ForeignKey hash = new ForeignKey("sk_old_4", sha256(foreign));
    KeyPolicy importing = KeyPolicy.of("acme").importedFrom("sk_old_");
    Lab.Container importer = lab.container(importing, () -> Lab.SECRETS);
    assertThat(importer.verify(foreign)).isEqualTo(Verification.refused(Refusal.UNKNOWN));

    Optional<ApiKey> imported = importer.keys().importHash(lab.owner, Lab.liveKey(), hash);

    assertThat(imported).isPresent();
    assertThat(importer.keys().importHash(lab.owner, Lab.liveKey(), hash)).isEmpty();
    lab.time.advance(Revocations.BOUND);
    assertThat(importer.verify(foreign)).isInstanceOf(Verification.Accepted.class);
    assertThat(lab.container().verify(foreign)).isEqualTo(Verification.refused(Refusal.MALFORMED));
  }

  @Test
  void anImportedKeyMovesUnderTheHashOfItsOwnersWhenItIsUsed() {
    String foreign = "sk_old_77aa" + lab.tenant;
    KeyPolicy importing = KeyPolicy.of("acme").importedFrom("sk_old_");
    Lab.Container importer = lab.container(importing, () -> Lab.SECRETS);
    ForeignKey hash = new ForeignKey("sk_old_7", sha256(foreign));
    String keyId = importer.keys().importHash(lab.owner, Lab.liveKey(), hash).orElseThrow().keyId();
    importer.verify(foreign);

    Lab.Container cold = lab.container(importing, () -> Lab.SECRETS);
    assertThat(lab.requestsDuring(() -> cold.verify(foreign))).isEqualTo(3);
    cold.keys().revoke(lab.owner, keyId);
    lab.time.advance(Revocations.BOUND);
    assertThat(importer.verify(foreign)).isEqualTo(Verification.refused(Refusal.REVOKED, keyId));
  }

  @Test
  void keysMoveToANewPepperAsTheyAreUsed() {
    Pepper first = Pepper.of("p1", Secret.of("a1".repeat(32)));
    Pepper second = Pepper.of("p2", Secret.of("b2".repeat(32)));
    String text = container.createKey(lab.owner).plaintext().take();

    Lab.Container peppering = container(KeyPolicy.of("acme").peppered(first, Pepper.NONE));
    assertThat(peppering.verify(text)).isInstanceOf(Verification.Accepted.class);
    Lab.Container rotating = container(KeyPolicy.of("acme").peppered(second, first));
    assertThat(rotating.verify(text)).isInstanceOf(Verification.Accepted.class);
    Lab.Container rotated = container(KeyPolicy.of("acme").peppered(second));
    assertThat(rotated.verify(text)).isInstanceOf(Verification.Accepted.class);

    lab.time.advance(Revocations.BOUND);
    assertThat(peppering.verify(text)).isEqualTo(Verification.refused(Refusal.UNKNOWN));
    assertThat(lab.container().verify(text)).isEqualTo(Verification.refused(Refusal.UNKNOWN));
  }

  @Test
  void aKeyThatMovesWhileItIsRevokedIsRevoked() {
    CreatedKey created = container.createKey(lab.owner);
    String text = created.plaintext().take();
    Pepper pepper = Pepper.of("p1", Secret.of("a1".repeat(32)));
    Lab.Container peppering = container(KeyPolicy.of("acme").peppered(pepper, Pepper.NONE));

    peppering.verify(text);
    container.keys().revoke(lab.owner, created.key().keyId());
    lab.time.advance(Revocations.BOUND);

    assertThat(peppering.verify(text))
        .isEqualTo(Verification.refused(Refusal.REVOKED, created.key().keyId()));
  }

  @Test
  void lastUseIsWrittenEveryFiveMinutesAndNeverBackInTime() {
    CreatedKey created = container.createKey(lab.owner);
    Principal key = accepted(container.verify(created.plaintext().take()));

    assertThat(lab.requestsDuring(() -> container.keys().noteUse(key))).isEqualTo(1);
    lab.time.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(lab.requestsDuring(() -> container.keys().noteUse(key))).isZero();
    lab.time.advance(Duration.ofMillis(1));
    assertThat(lab.requestsDuring(() -> container.keys().noteUse(key))).isEqualTo(1);
    lab.time.set(Lab.START);
    lab.container().keys().noteUse(key);

    assertThat(container.keys().find(lab.owner.scope(), created.key().keyId()).orElseThrow())
        .extracting(ApiKey::lastUsedAt)
        .isEqualTo(Optional.of(Lab.START.plus(Duration.ofMinutes(5))));
  }

  @Test
  void aReportedKeyIsFoundAuditedAndStillGood() {
    CreatedKey created = container.createKey(lab.owner);
    String text = created.plaintext().take();

    Optional<LeakedKey> leaked = container.keys().reportLeak(text, "a public repository");

    assertThat(leaked).contains(new LeakedKey(lab.tenant, created.key()));
    assertThat(auditOf(lab.table()))
        .extracting(AuditEntry::action, AuditEntry::actor)
        .contains(tuple(AuditEntry.Action.KEY_LEAKED, "leak report: a public repository"));
    assertThat(container.verify(text)).isInstanceOf(Verification.Accepted.class);
    assertThat(lab.requestsDuring(() -> container.keys().reportLeak("acme_live_x", "nowhere")))
        .isZero();
  }

  private Lab.Container container(KeyPolicy policy) {
    return lab.container(policy, () -> Lab.SECRETS);
  }

  private Rotation.Rotated rotate(String keyId, Duration grace) {
    return (Rotation.Rotated) container.keys().rotate(lab.owner, keyId, grace).orElseThrow();
  }

  private static Principal accepted(Verification verification) {
    return ((Verification.Accepted) verification).principal();
  }

  private static String sha256(String text) {
    byte[] hash = Base64.getUrlDecoder().decode(Pepper.NONE.fingerprint(Secret.of(text)).hash());
    return HexFormat.of().formatHex(hash);
  }
}
