package io.saasbricks.benchmarks.warm;

import com.sun.management.ThreadMXBean;
import io.saasbricks.benchmarks.Spread;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Repeats work in one thread and tells what one time costs. */
final class Meter {
  private static final int ROUNDS = 9;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final LongSupplier nanoTime;
  private final int repetitions;
  private int sink;

  Meter(LongSupplier nanoTime, int repetitions) {
    this.nanoTime = nanoTime;
    this.repetitions = repetitions;
  }

  /**
   * Microseconds, CPU time and bytes allocated of one time, and how often a second it is done, of
   * the clock and of CPU time: medians over rounds, the first of which are not counted.
   */
  Map<String, Number> measure(Supplier<?> work) {
    double[] p50 = new double[ROUNDS];
    double[] p99 = new double[ROUNDS];
    double[] cpu = new double[ROUNDS];
    double[] rate = new double[ROUNDS];
    double[] allocated = new double[ROUNDS];
    round(work);
    round(work);
    for (int i = 0; i < ROUNDS; i++) {
      long bytes = thread.getCurrentThreadAllocatedBytes();
      long busy = thread.getCurrentThreadCpuTime();
      long[] nanos = round(work);
      cpu[i] = (thread.getCurrentThreadCpuTime() - busy) / 1e3 / repetitions;
      allocated[i] = (double) (thread.getCurrentThreadAllocatedBytes() - bytes) / repetitions;
      rate[i] = repetitions * 1e9 / Arrays.stream(nanos).sum();
      p50[i] = nanos[repetitions / 2] / 1e3;
      p99[i] = nanos[(int) (repetitions * 0.99)] / 1e3;
    }
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("p50Us", Spread.of(p50).median());
    figures.put("p99Us", Spread.of(p99).median());
    figures.put("cpuUs", Spread.of(cpu).median());
    figures.put("bytes", Math.round(Spread.of(allocated).median()));
    figures.put("perSecond", Math.round(Spread.of(rate).median()));
    figures.put("perCpuSecond", Math.round(1e6 / Spread.of(cpu).median()));
    return figures;
  }

  private long[] round(Supplier<?> work) {
    long[] nanos = new long[repetitions];
    for (int i = 0; i < repetitions; i++) {
      long start = nanoTime.getAsLong();
      Object result = work.get();
      nanos[i] = nanoTime.getAsLong() - start;
      // Uses what came out, so that the compiler cannot leave the work away.
      sink += System.identityHashCode(result);
    }
    Arrays.sort(nanos);
    return nanos;
  }

  /** Tells what came of all results, which nobody needs to know. */
  @Override
  public String toString() {
    return "Meter[" + sink + "]";
  }
}
