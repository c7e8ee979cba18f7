package io.saasbricks.llm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks a second model beside a first that is slow, and takes the answer that comes first. */
record Hedging(Executor executor, Duration after) {
  Hedging {
    if (after.isNegative()) {
      throw new IllegalArgumentException("a model cannot be slow after " + after);
    }
  }

  private enum Instead {
    ASK_ANOTHER
  }

  /**
   * The outcomes in the order to settle them in: a winning answer last.
   *
   * @param outrun what is assumed of the first and of the second, if the other was quicker
   */
  List<Outcome> race(
      Supplier<Outcome> first, Supplier<Outcome> second, Supplier<List<Outcome>> outrun) {
    CompletableFuture<Outcome> one = CompletableFuture.supplyAsync(first, executor);
    CompletableFuture<Instead> slow =
        new CompletableFuture<Instead>()
            .completeOnTimeout(Instead.ASK_ANOTHER, after.toNanos(), TimeUnit.NANOSECONDS);
    join(CompletableFuture.anyOf(one, slow));
    if (one.isDone()) {
      return List.of(join(one));
    }
    CompletableFuture<Outcome> two = CompletableFuture.supplyAsync(second, executor);
    join(CompletableFuture.anyOf(one, two));
    boolean firstWon = one.isDone();
    Outcome winner = join(firstWon ? one : two);
    return winner.answer().isPresent()
        ? List.of(outrun.get().get(firstWon ? 1 : 0), winner)
        : List.of(winner, join(firstWon ? two : one));
  }

  /** The result, or the exception that is a bug. */
  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw e;
    }
  }
}
