package io.saasbricks.core.idempotency;

/**
 * The right to do a piece of work, held by one caller until it ends or its time is over. Given by
 * {@link Idempotency#claim}, and to be given back to {@link Idempotency#complete} or {@link
 * Idempotency#release}. Immutable.
 */
public final class Run {
  private final WorkId work;
  private final String owner;

  Run(WorkId work, String owner) {
    this.work = work;
    this.owner = owner;
  }

  WorkId work() {
    return work;
  }

  String owner() {
    return owner;
  }

  @Override
  public String toString() {
    return "Run[" + work + "]";
  }
}
