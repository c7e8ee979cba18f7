package io.saasbricks.local.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the template's schedules in real time while the emulator runs. */
final class Schedules implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "local-schedules");
            thread.setDaemon(true);
            return thread;
          });

  private final InstantSource time;
  private final Consumer<ScheduleDefinition> run;

  /**
   * @param run starts the function of a schedule
   */
  Schedules(InstantSource time, Consumer<ScheduleDefinition> run) {
    this.time = time;
    this.run = run;
  }

  void add(ScheduleDefinition schedule) {
    plan(schedule, time.instant());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void plan(ScheduleDefinition schedule, Instant after) {
    schedule
        .expression()
        .next(after)
        .ifPresent(
            due -> {
              var unused =
                  clock.schedule(
                      () -> runAt(schedule, due),
                      Duration.between(time.instant(), due).toMillis(),
                      TimeUnit.MILLISECONDS);
            });
  }

  private void runAt(ScheduleDefinition schedule, Instant due) {
    Instant now = time.instant();
    // The timer may ring a little early; what is due now must not be found due once more.
    plan(schedule, now.isAfter(due) ? now : due);
    run.accept(schedule);
  }
}
