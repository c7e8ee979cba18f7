package io.saasbricks.core.table;

/** How fresh a read must be. */
public enum ReadConsistency {
  /** Sees every acknowledged write. One read unit per started 4 KB. */
  STRONG,
  /** May miss writes of about the last second. Half a read unit per started 4 KB. */
  EVENTUAL
}
