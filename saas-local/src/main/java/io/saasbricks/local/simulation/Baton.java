package io.saasbricks.local.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets threads run one at a time, in an order made of choices. A thread runs until it pauses or
 * ends; which one runs next is a choice, the dullest being to go on with the same.
 */
final class Baton {
  private static final long LONGEST_TURN_SECONDS = 60;

  private final Choices choices;
  private final List<Runner> runners = new ArrayList<>();
  private final Semaphore returned = new Semaphore(0);
  private Optional<Runner> current = Optional.empty();
  private boolean over;

  Baton(Choices choices) {
    this.choices = choices;
  }

  void add(String name, Runnable body) {
    runners.add(new Runner(name, body));
  }

  /** Runs all bodies added since the last run, then throws the first thing one of them threw. */
  void run() {
    List<Runner> all = List.copyOf(runners);
    runners.clear();
    all.forEach(runner -> runner.thread.start());
    List<Runner> alive = new ArrayList<>(all);
    while (!alive.isEmpty() && !over) {
      current.ifPresent(
          last -> {
            if (alive.remove(last)) {
              alive.add(0, last);
            }
          });
      Runner next = choices.pick(alive);
      giveTo(next);
      alive.removeIf(runner -> runner.ended);
      over = next.failure.isPresent();
    }
    alive.forEach(this::giveTo);
    current = Optional.empty();
    all.stream().flatMap(runner -> runner.failure.stream()).findFirst().ifPresent(Baton::raise);
  }

  private void giveTo(Runner runner) {
    current = Optional.of(runner);
    runner.turn.release();
    try {
      if (!returned.tryAcquire(LONGEST_TURN_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            runner.name + " waits for something outside the simulation, perhaps a lock");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + runner.name + " ran", e);
    }
  }

  /** Gives the baton back and waits for the next turn; does nothing outside a run. */
  void pause() {
    if (current.isPresent()) {
      current.get().pause();
    }
  }

  /** Throws if a body was added that no run has been for. */
  void requireNobodyWaits() {
    if (!runners.isEmpty()) {
      throw new IllegalStateException(
          "added and never run: " + runners.stream().map(runner -> runner.name).toList());
    }
  }

  boolean isOver() {
    return over;
  }

  private static void raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** One thread. */
  private final class Runner {
    private final String name;
    private final Thread thread;
    private final Semaphore turn = new Semaphore(0);
    private Optional<Throwable> failure = Optional.empty();
    private boolean ended;

    Runner(String name, Runnable body) {
      this.name = name;
      thread = new Thread(() -> live(body), "simulated-" + name);
      thread.setDaemon(true);
    }

    private void live(Runnable body) {
      turn.acquireUninterruptibly();
      try {
        if (!over) {
          body.run();
        }
      } catch (RuntimeException | Error thrown) {
        failure = Optional.of(thrown);
      } finally {
        ended = true;
        returned.release();
      }
    }

    private void pause() {
      returned.release();
      turn.acquireUninterruptibly();
      if (over) {
        throw new SimulatedCrash("the simulation is over");
      }
    }
  }
}
