package io.saasbricks.core.tenant;

import io.saasbricks.core.table.Item;

/**
 * Where a tenant's data lies. Chosen when the tenant is created and never changed; {@link
 * TenantPlacement} finds the table. Immutable.
 */
public sealed interface Placement {
  /** In the table that all such tenants share, in partitions of its own. */
  record Pool() implements Placement {}

  /** In a table of its own, reached with the function's own permissions. */
  record Bridge(String table) implements Placement {
    public Bridge {
      requireTableName(table);
    }
  }

  /**
   * In a table of its own that only its own role may reach.
   *
   * @param table lies in the account of the role
   * @param role the ARN of the role that the function takes on, such as {@code
   *     arn:aws:iam::123456789012:role/acme}
   */
  record Silo(String table, String role) implements Placement {
    public Silo {
      requireTableName(table);
      if (!role.matches("arn:[a-z-]+:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,500}")) {
        throw new IllegalArgumentException("no role ARN: " + role);
      }
    }
  }

  /** The shared table. */
  static Placement pool() {
    return new Pool();
  }

  /** The attributes that tell the placement in a tenant's item; none for the pool. */
  default Item toItem() {
    if (this instanceof Silo silo) {
      return Item.empty().with("table", silo.table()).with("role", silo.role());
    }
    return this instanceof Bridge bridge
        ? Item.empty().with("table", bridge.table())
        : Item.empty();
  }

  /** The placement that the attributes tell. */
  static Placement fromItem(Item item) {
    if (item.has("role")) {
      return new Silo(item.string("table"), item.string("role"));
    }
    return item.has("table") ? new Bridge(item.string("table")) : new Pool();
  }

  private static void requireTableName(String table) {
    if (!table.matches("[a-zA-Z0-9_.-]{3,255}")) {
      throw new IllegalArgumentException("no table name: " + table);
    }
  }
}
