package io.saasbricks.core.idempotency;

import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The name of one piece of work, the same whenever it is asked for again. Immutable.
 *
 * <p>The work of one tenant never has the name of another's, or of the system's.
 */
public final class WorkId {
  private static final String TYPE = "IDEMPOTENCY";

  private final Key key;
  private final String payloadHash;

  private WorkId(PartitionKey partition, byte[] payload) {
    this.key = Key.single(partition);
    this.payloadHash = hash(payload);
  }

  /**
   * Work of the system, such as an event of a payment service.
   *
   * @param source who names the work, such as {@code stripe}
   * @param name as the source names it, such as the event's id
   * @param payload what makes it other work if it differs; kept only as a hash. It must be the same
   *     bytes whenever the work is asked for again
   */
  public static WorkId ofSystem(String source, String name, byte[] payload) {
    return new WorkId(PartitionKey.system(TYPE, source, name), payload);
  }

  /** Work that one tenant asks for; see {@link #ofSystem} for the parameters. */
  public static WorkId ofTenant(TenantScope scope, String source, String name, byte[] payload) {
    ItemCollection collection = ItemCollection.of(TYPE, source, name);
    return new WorkId(PartitionKey.of(scope.tenant(), collection), payload);
  }

  Key key() {
    return key;
  }

  String payloadHash() {
    return payloadHash;
  }

  private static String hash(byte[] payload) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return key.partition().encoded();
  }
}
