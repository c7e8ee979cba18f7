package io.saasbricks.local.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A generator of values for {@link Property}. Values shrink by themselves because a generator only
 * turns {@link Choices} into values, and zeros into the simplest of them.
 *
 * @param <T> the type of the values
 */
@FunctionalInterface
public interface Gen<T> {

  /** The next value. */
  T draw(Choices choices);

  /** Values made from the values of this generator. */
  default <R> Gen<R> map(Function<? super T, ? extends R> function) {
    return choices -> function.apply(draw(choices));
  }

  /** Values of a generator that depends on a value of this one. */
  default <R> Gen<R> flatMap(Function<? super T, Gen<R>> function) {
    return choices -> function.apply(draw(choices)).draw(choices);
  }

  /**
   * Lists of up to {@code longest} values of this generator; the simplest is empty.
   *
   * @throws IllegalArgumentException if {@code longest} is negative
   */
  default Gen<List<T>> lists(int longest) {
    if (longest < 0) {
      throw new IllegalArgumentException("a list is not shorter than empty: " + longest);
    }
    return choices -> {
      int size = choices.below(longest + 1);
      List<T> list = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        list.add(draw(choices));
      }
      return list;
    };
  }

  /**
   * Numbers from {@code lowest} to {@code highest}; the simplest is the lowest.
   *
   * @throws IllegalArgumentException if {@code highest} is less
   * @throws ArithmeticException if there are more than {@link Integer#MAX_VALUE} such numbers
   */
  static Gen<Integer> integers(int lowest, int highest) {
    if (highest < lowest) {
      throw new IllegalArgumentException("no number is from " + lowest + " to " + highest);
    }
    int count = Math.addExact(Math.subtractExact(highest, lowest), 1);
    return choices -> lowest + choices.below(count);
  }

  /**
   * Texts of up to {@code longest} characters; the simplest is empty, then the first character.
   *
   * @throws IllegalArgumentException if the alphabet is empty, or {@code longest} is negative
   */
  static Gen<String> texts(String alphabet, int longest) {
    return integers(0, alphabet.length() - 1)
        .map(alphabet::charAt)
        .lists(longest)
        .map(
            characters -> {
              StringBuilder text = new StringBuilder();
              characters.forEach(text::append);
              return text.toString();
            });
  }

  /**
   * One of the given values; the simplest is the first.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <T> Gen<T> of(List<T> values) {
    List<T> all = List.copyOf(values);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no value to choose");
    }
    return choices -> choices.pick(all);
  }

  /**
   * A value of one of the given generators; the simplest is of the first.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <T> Gen<T> oneOf(List<Gen<T>> generators) {
    return of(generators).flatMap(generator -> generator);
  }
}
