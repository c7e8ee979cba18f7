package io.saasbricks.ratelimit;

/**
 * What a policy counts by.
 *
 * @param dimension the subject's dimension, empty for {@link Reach#WHOLE}
 */
record Scope(Reach reach, String dimension) {
  enum Reach {
    /** All requests of the subject. */
    WHOLE,
    /** The requests of the subject that share the dimension's value. */
    PER,
    /** All requests that share the dimension's value, whoever the subject is. */
    ACROSS
  }

  static final Scope WHOLE = new Scope(Reach.WHOLE, "");

  Scope {
    if (reach != Reach.WHOLE) {
      Subject.requireKind(dimension);
    }
  }

  /** Where the policy's counter of the subject is. */
  Place place(Subject subject) {
    return switch (reach) {
      case WHOLE -> new Place(subject.kind(), subject.value(), "");
      case PER ->
          new Place(
              subject.kind(), subject.value(), "." + Subject.code(subject.dimension(dimension)));
      case ACROSS -> new Place(dimension, subject.dimension(dimension), "");
    };
  }
}
