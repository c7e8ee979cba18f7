package io.saasbricks.auth;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SortKey;

/** Where this module's items stand. */
final class ItemKeys {
  /** {@code T#<tenant>#APIKEY}: a tenant's keys by key id. */
  static final ItemCollection API_KEYS = ItemCollection.of("APIKEY");

  /** {@code T#<tenant>#AUDIT}: what was done to a tenant's credentials, in order of time. */
  static final ItemCollection AUDIT = ItemCollection.of("AUDIT");

  /** The only or the general item of a partition; sorts before every id. */
  static final SortKey GENERAL = SortKey.of("-");

  private ItemKeys() {}

  /** {@code APIKEY#<algorithm>#<hash>}: finds the key of that fingerprint. */
  static Key lookup(Fingerprint fingerprint) {
    return Key.single(PartitionKey.system("APIKEY", fingerprint.algorithm(), fingerprint.hash()));
  }

  /** {@code T#<tenant>#APIKEY}, sorted by key id: the twin that lists and manages the key. */
  static Key apiKey(TenantId tenant, String keyId) {
    return new Key(PartitionKey.of(tenant, API_KEYS), SortKey.of(keyId));
  }

  /** {@code T#<tenant>#AUDIT}, sorted by entry id. */
  static Key audit(TenantId tenant, String entryId) {
    return new Key(PartitionKey.of(tenant, AUDIT), SortKey.of(entryId));
  }

  /** {@code REVOCATIONS}: counts revocations. */
  static Key epoch() {
    return new Key(PartitionKey.system("REVOCATIONS"), GENERAL);
  }

  /** {@code T#<tenant>#CREDENTIALS}: the generation of all the tenant's credentials. */
  static Key tenantCredentials(TenantId tenant) {
    return new Key(PartitionKey.of(tenant, ItemCollection.of("CREDENTIALS")), GENERAL);
  }

  /** {@code T#<tenant>#SESSIONS#<user>}: the user's generation, then the sessions ended early. */
  static PartitionKey sessions(TenantId tenant, String userId) {
    return PartitionKey.of(tenant, ItemCollection.of("SESSIONS", userId));
  }

  /** {@code CODE#<purpose>#<subject>}: the one-time code that is out. */
  static Key code(String purpose, String subject) {
    return Key.single(PartitionKey.system("CODE", purpose, subject));
  }
}
