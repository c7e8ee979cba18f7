package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.security.SecureRandom;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * A function that knows when SnapStart keeps its memory and when it starts from it again.
 *
 * <p>Lambda's managed runtime calls the hooks through {@code org.crac}; without SnapStart nobody
 * does. From one snapshot many functions start, so whatever is in it they share.
 */
abstract class SnapStartFunction implements RequestStreamHandler, Resource {
  private static final int SEED_BYTES = 32;

  SnapStartFunction() {
    this(Core.getGlobalContext());
  }

  /** A function whose hooks that context calls. */
  SnapStartFunction(Context<Resource> context) {
    register(context, this);
  }

  private static void register(Context<Resource> context, Resource function) {
    context.register(function);
  }

  /**
   * Runs code before the snapshot is taken, so that no request has to load it; nothing by default.
   * Must neither change nor read anything outside: it runs once for each version that is published,
   * and what was read would be as old as the snapshot. {@link Rehearsal} runs a whole request so.
   */
  protected void prime() {}

  /**
   * Renews after each restore what was read or opened before the snapshot; nothing by default. What
   * this library keeps in memory needs it only if {@link #prime} has read something outside.
   */
  protected void restored() {}

  @Override
  public final void beforeCheckpoint(Context<? extends Resource> context) {
    prime();
  }

  /** Seeds the generators of random numbers anew, then calls {@link #restored}. */
  @Override
  public final void afterRestore(Context<? extends Resource> context) {
    // On Linux all generators made by the plain constructor share one state, which this reaches.
    reseed(new SecureRandom());
    restored();
  }

  /** Adds what the operating system has to give to the generator's state. */
  static void reseed(SecureRandom random) {
    random.setSeed(random.generateSeed(SEED_BYTES));
  }
}
