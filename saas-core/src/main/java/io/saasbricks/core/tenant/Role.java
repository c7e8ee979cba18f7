package io.saasbricks.core.tenant;

/** What a member may do, from least to most. */
public enum Role {
  /** Uses the service. */
  MEMBER,
  /** Also manages members and settings. */
  ADMIN,
  /** Also pays, and closes the account. A tenant always has one. */
  OWNER;

  /** Whether who has this role may do what takes the other. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
