package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.CreatedKey;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.KeyPolicy;
import io.saasbricks.auth.NewKey;
import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.Verification;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DynamoDbLocalTest
class AuthExampleTest {
  @Test
  void aKeyIsGoodUntilItIsRevoked(LocalTable local) {
    SaasTable table = SaasTable.of(local.client(), local.tableName(), InstantSource.system());
    Principal owner =
        Principal.of(Principal.Kind.SESSION, new TenantId(local.tenant()), "google_1");
    assertThat(issueAndVerify(table, owner)).isEqualTo(owner.tenant());
  }

  private static TenantId issueAndVerify(SaasTable table, Principal owner) {
    InstantSource time = InstantSource.system();
    ApiKeys keys =
        ApiKeys.of(
            table, KeyPolicy.of("acme"), Revocations.of(table, time, System::nanoTime), time);

    CreatedKey created = keys.create(owner, NewKey.of("CI", KeyEnvironment.LIVE, Set.of("chat")));
    String plaintext = created.plaintext().take(); // shown once; only its hash is stored

    Verification verification = keys.verify(plaintext, "203.0.113.7");
    if (!(verification instanceof Verification.Accepted accepted)) {
      throw new IllegalStateException("refused: " + verification);
    }
    keys.revoke(owner, created.key().keyId()); // every container refuses it within 5 seconds
    return accepted.principal().tenant();
  }
}
