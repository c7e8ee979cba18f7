package io.saasbricks.local.vendors;

import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Faults waiting to happen, per provider ({@code openai}, {@code deepseek}, {@code gemini}, {@code
 * anthropic}, {@code stripe}), each to one answer in the order added. Safe for concurrent use.
 */
public final class Faults {
  private static final List<String> PROVIDERS =
      List.of("openai", "deepseek", "gemini", "anthropic", "stripe");

  private final Map<String, Queue<Fault>> waiting = new ConcurrentHashMap<>();

  /**
   * Lets the next {@code count} answers of a provider, after those already spoiled, go wrong alike.
   *
   * @throws IllegalArgumentException if there is no such provider, or the count is below 1
   */
  public void add(String provider, Fault fault, int count) {
    if (!PROVIDERS.contains(provider)) {
      throw new IllegalArgumentException("provider must be one of " + PROVIDERS + ": " + provider);
    }
    if (count < 1) {
      throw new IllegalArgumentException("count must be positive: " + count);
    }
    Queue<Fault> queue = waiting.computeIfAbsent(provider, first -> new ConcurrentLinkedQueue<>());
    for (int i = 0; i < count; i++) {
      queue.add(fault);
    }
  }

  /** Forgets the faults that have not happened yet. */
  public void clear() {
    waiting.clear();
  }

  /**
   * The provider's answer, spoiled if a fault is waiting.
   *
   * @param error the vendor's error of a status
   * @param truth the true answer; not asked for if a status takes its place
   */
  LocalResponse apply(
      String provider, IntFunction<LocalResponse> error, Supplier<LocalResponse> truth) {
    Queue<Fault> queue = waiting.get(provider);
    Fault fault = queue == null ? null : queue.poll();
    if (fault == null) {
      return truth.get();
    }
    pause(fault);
    LocalResponse answer = fault.status() == 0 ? truth.get() : error.apply(fault.status());
    return fault.truncate() ? cut(answer) : answer;
  }

  private static void pause(Fault fault) {
    long end = System.nanoTime() + fault.delay().toNanos();
    long left = fault.delay().toNanos();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }

  /** The answer with its full length announced and half of it sent. */
  private static LocalResponse cut(LocalResponse answer) {
    var whole = new ByteArrayOutputStream();
    try {
      answer.body().writeTo(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LocalResponse(
        answer.status(),
        answer.headers(),
        OptionalLong.of(whole.size()),
        out -> {
          out.write(whole.toByteArray(), 0, whole.size() / 2);
          out.flush();
          throw new IOException("cut on purpose");
        });
  }
}
