package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks one model after another until one answers.
 *
 * <p>The router is the only place that repeats a call. It asks in the order of plan, preference and
 * price, and goes on to the next model at once when one fails; it waits, as long as the vendor
 * wants and the deadline allows, only when nobody is left to ask. A call that may have been charged
 * is not made again to the same model. A streamed answer is taken over by another model only before
 * its first text. Every call gets half of the time that is left while others could still be asked,
 * and all of it otherwise.
 *
 * <p>A model that is too small for the conversation is passed over for larger ones; if none is
 * left, the largest is asked once more with the newer half. A model that failed three times in a
 * row, or that is limited or refuses the key, is asked last for a while.
 *
 * <p>Keeps no state but what it saw of the models' health, in this process. Makes no request but
 * those to the models. Safe for concurrent use; one router should serve a whole container.
 */
public final class LlmRouter {
  private final ChatModels models;
  private final Supplier<ModelCatalogue> catalogue;
  private final InstantSource time;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final Optional<Hedging> hedging;
  private final ModelHealth health;

  private LlmRouter(Builder builder) {
    this.models = builder.models;
    this.catalogue = builder.catalogue;
    this.time = builder.time;
    this.nanoTime = builder.nanoTime;
    this.sleeper = builder.sleeper;
    this.hedging = builder.hedging;
    this.health = new ModelHealth(builder.nanoTime);
  }

  /** A router over these models, by the standard catalogue and the system's clocks. */
  public static Builder builder(ChatModels models) {
    return new Builder(models);
  }

  /** Collects a router's options. Not safe for concurrent use. */
  public static final class Builder {
    private final ChatModels models;
    private Supplier<ModelCatalogue> catalogue;
    private InstantSource time = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;
    private Sleeper sleeper = Sleeper.system();
    private Optional<Hedging> hedging = Optional.empty();

    private Builder(ChatModels models) {
      this.models = Objects.requireNonNull(models, "models");
      ModelCatalogue standard = ModelCatalogue.standard();
      this.catalogue = () -> standard;
    }

    /** The catalogue, asked for at every call so that it can be replaced at run time. */
    public Builder catalogue(Supplier<ModelCatalogue> source) {
      this.catalogue = Objects.requireNonNull(source, "catalogue");
      return this;
    }

    /** What tells which models have retired; the system's clock unless set. */
    public Builder time(InstantSource source) {
      this.time = Objects.requireNonNull(source, "time");
      return this;
    }

    /**
     * What measures latency and waits, and the one who waits; the system's unless set.
     *
     * @param nanos the same source as that of the deadlines that calls are given
     */
    public Builder elapsedTime(LongSupplier nanos, Sleeper waiter) {
      this.nanoTime = Objects.requireNonNull(nanos, "nanos");
      this.sleeper = Objects.requireNonNull(waiter, "waiter");
      return this;
    }

    /**
     * Hedges against slow models: a whole answer that has not come after that time is asked of the
     * next model too, and the first to come is taken. The other is paid all the same, which is
     * estimated in its attempt; it runs to its deadline. Streams are not hedged, nor are calls
     * after a failure. Choose a time that few answers take, such as their 95th percentile.
     *
     * @param executor runs both calls; needs two threads for each answer under way
     * @param after not negative; zero asks two models at once
     * @throws IllegalArgumentException if {@code after} is negative
     */
    public Builder hedging(Executor executor, Duration after) {
      this.hedging = Optional.of(new Hedging(executor, after));
      return this;
    }

    /** The router; knows nothing yet of the models' health. */
    public LlmRouter build() {
      return new LlmRouter(this);
    }
  }

  /**
   * The answer of the first model that gives one. A refusal to answer is an answer; an empty text
   * without a reason is not.
   *
   * <p>Blocks until then, at most until the deadline. Interrupting the thread ends a wait between
   * calls, with the thread's interrupt status kept.
   *
   * @throws NoAnswerException if none did by the deadline, none can be asked this, or the request
   *     itself is wrong; it tells what the attempts cost
   */
  public RoutedAnswer answer(ChatRequest request, Route route, Deadline deadline) {
    return run(request, route, deadline, Call.whole());
  }

  /**
   * As {@link #answer}, with the text handed to the sink while it is being written; from a model
   * that cannot stream, in one piece. To stop, throw a {@link
   * java.util.concurrent.CancellationException} from the sink: what was told is the answer, its
   * finish reason {@link FinishReason#CANCELLED}. Whatever else the sink throws comes out of this
   * call.
   *
   * @param sink called on this thread, with the pieces in order
   * @throws NoAnswerException also if the answer broke off after some of its text was told: {@link
   *     NoAnswerException#partialText()} is that text
   */
  public RoutedAnswer stream(
      ChatRequest request, Route route, Deadline deadline, Consumer<String> sink) {
    return run(request, route, deadline, Call.told(sink));
  }

  private RoutedAnswer run(ChatRequest request, Route route, Deadline deadline, Call call) {
    Ranking ranking = new Ranking(catalogue.get(), card -> models.find(card).isPresent(), health);
    Ranking.Ranked ranked = ranking.rank(request, route, time.instant());
    return new RoutedTurn(this, ranked, call, request, deadline).run();
  }

  Optional<ChatModel> model(ModelCard card) {
    return models.find(card);
  }

  Optional<Hedging> hedging() {
    return hedging;
  }

  ModelHealth health() {
    return health;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  Sleeper sleeper() {
    return sleeper;
  }
}
