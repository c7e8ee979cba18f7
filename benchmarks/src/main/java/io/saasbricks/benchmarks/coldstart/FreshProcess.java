package io.saasbricks.benchmarks.coldstart;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * A function in a process of its own, started for one event and ended after it.
 *
 * @param command how to start it
 * @param environment its variables; {@code AWS_LAMBDA_RUNTIME_API} is added
 */
record FreshProcess(List<String> command, Map<String, String> environment) {

  /**
   * What one life came to.
   *
   * @param initMillis from the start of the process until it asked for its event
   * @param answerMillis from the start of the process until its answer had come
   * @param cpuMillis CPU time of all its threads until then, in steps of ten
   */
  record Life(double initMillis, double answerMillis, double cpuMillis) {}

  /**
   * Starts the process, gives it the event and ends it when it asks for the next.
   *
   * @param proof what the answer must contain
   * @throws IllegalStateException if it answers otherwise
   */
  Life live(byte[] event, String proof, LongSupplier nanoTime)
      throws IOException, InterruptedException {
    try (OneEvent api = new OneEvent(event, nanoTime)) {
      long start = nanoTime.getAsLong();
      Process process = start(api.address());
      try {
        var unused =
            process
                .onExit()
                .thenRun(() -> api.answer().completeExceptionally(new IOException("it ended")));
        OneEvent.Answer answer = api.answer().join();
        Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        if (!answer.body().contains(proof)) {
          throw new IllegalStateException(command + " answered: " + answer.body());
        }
        api.idle().join();
        return new Life(
            (answer.initialised() - start) / 1e6, (answer.at() - start) / 1e6, cpu.toMillis());
      } catch (CompletionException e) {
        throw new IllegalStateException(command + " failed", e.getCause());
      } finally {
        end(process);
      }
    }
  }

  /** By a signal that lets a JVM write its caches. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private Process start(String runtimeApi) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
