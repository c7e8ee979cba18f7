package io.saasbricks.auth;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as it is kept, twice: under its fingerprint, for verification, and under its id in the
 * tenant's partition, for management. Every change writes both in one transaction.
 *
 * @param generation of the tenant's credentials when the key was made
 * @param fingerprint where the key is looked up
 */
record StoredKey(TenantId tenant, long generation, Fingerprint fingerprint, ApiKey key) {
  Item toItem() {
    return Item.empty()
        .with("tenantId", tenant.value())
        .with("generation", generation)
        .with("algorithm", fingerprint.algorithm())
        .with("hash", fingerprint.hash())
        .with("keyId", key.keyId())
        .with("keyGroup", key.keyGroup())
        .with("name", key.name())
        .with("environment", key.environment().text())
        .with("hint", key.hint())
        .with("scopes", key.scopes().stream().sorted().toList())
        .with("allowedAddresses", key.allowedAddresses().stream().map(CidrBlock::toString).toList())
        .with("status", key.status().name())
        .with("createdAt", key.createdAt())
        .with("createdBy", key.createdBy())
        .with("expiresAt", key.expiresAt())
        .with("lastUsedAt", key.lastUsedAt())
        .with("successor", key.successor());
  }

  static StoredKey fromItem(Item item) {
    return new StoredKey(
        new TenantId(item.string("tenantId")),
        item.number("generation"),
        new Fingerprint(item.string("algorithm"), item.string("hash")),
        key(item));
  }

  private static ApiKey key(Item item) {
    return new ApiKey(
        item.string("keyId"),
        item.string("keyGroup"),
        item.string("name"),
        KeyEnvironment.of(item.string("environment")),
        item.string("hint"),
        Set.copyOf(item.strings("scopes")),
        item.strings("allowedAddresses").stream().map(CidrBlock::of).toList(),
        ApiKey.Status.valueOf(item.string("status")),
        item.instant("createdAt"),
        item.string("createdBy"),
        item.optionalInstant("expiresAt"),
        item.optionalInstant("lastUsedAt"),
        item.optionalString("successor"));
  }

  Optional<Refusal> refusal(Instant now, String sourceIp) {
    if (key.status() == ApiKey.Status.REVOKED) {
      return Optional.of(Refusal.REVOKED);
    }
    if (key.status() == ApiKey.Status.DISABLED) {
      return Optional.of(Refusal.DISABLED);
    }
    if (key.expired(now)) {
      return Optional.of(Refusal.EXPIRED);
    }
    boolean anywhere = key.allowedAddresses().isEmpty();
    return anywhere || key.allowedAddresses().stream().anyMatch(block -> block.contains(sourceIp))
        ? Optional.empty()
        : Optional.of(Refusal.ADDRESS);
  }
}
