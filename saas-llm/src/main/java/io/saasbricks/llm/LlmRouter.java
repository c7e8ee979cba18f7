package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
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
 * <p>Keeps no state but what it saw of the models' health. Safe for concurrent use.
 */
public final class LlmRouter {
  private final ChatModels models;
  private final Supplier<ModelCatalogue> catalogue;
  private final InstantSource time;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final ModelHealth health;

  private LlmRouter(Builder builder) {
    this.models = builder.models;
    this.catalogue = builder.catalogue;
    this.time = builder.time;
    this.nanoTime = builder.nanoTime;
    this.sleeper = builder.sleeper;
    this.health = new ModelHealth(builder.nanoTime);
  }

  /** A router over these models, by the standard catalogue and the system's clocks. */
  public static Builder builder(ChatModels models) {
    return new Builder(models);
  }

  /** Collects a router's options. */
  public static final class Builder {
    private final ChatModels models;
    private Supplier<ModelCatalogue> catalogue;
    private InstantSource time = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;
    private Sleeper sleeper = Sleeper.system();

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

    /** What tells which models have retired. */
    public Builder time(InstantSource source) {
      this.time = Objects.requireNonNull(source, "time");
      return this;
    }

    /** What measures latency and waits, and the one who waits. */
    public Builder elapsedTime(LongSupplier nanos, Sleeper waiter) {
      this.nanoTime = Objects.requireNonNull(nanos, "nanos");
      this.sleeper = Objects.requireNonNull(waiter, "waiter");
      return this;
    }

    public LlmRouter build() {
      return new LlmRouter(this);
    }
  }

  /**
   * The answer of the first model that gives one. A refusal to answer is an answer.
   *
   * @throws NoAnswerException if none did by the deadline
   */
  public RoutedAnswer answer(ChatRequest request, Route route, Deadline deadline) {
    return run(request, route, deadline, RoutedTurn.Call.whole());
  }

  /**
   * As {@link #answer}, with the text handed to the sink while it is being written; from a model
   * that cannot stream, in one piece. To stop, throw a {@link
   * java.util.concurrent.CancellationException} from the sink: what was told is the answer, its
   * finish reason {@link FinishReason#CANCELLED}.
   *
   * @throws NoAnswerException also if the answer broke off after some of its text was told
   */
  public RoutedAnswer stream(
      ChatRequest request, Route route, Deadline deadline, Consumer<String> sink) {
    return run(request, route, deadline, RoutedTurn.Call.told(sink));
  }

  private RoutedAnswer run(
      ChatRequest request, Route route, Deadline deadline, RoutedTurn.Call call) {
    Ranking ranking = new Ranking(catalogue.get(), card -> models.find(card).isPresent(), health);
    Ranking.Ranked ranked = ranking.rank(request, route, time.instant());
    return new RoutedTurn(this, ranked, call, request, deadline).run();
  }

  Optional<ChatModel> model(ModelCard card) {
    return models.find(card);
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
