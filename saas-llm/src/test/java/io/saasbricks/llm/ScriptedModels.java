package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Models that do what a test tells them, one step per call; without steps left they answer with
 * their id. Time passes only while they work.
 */
final class ScriptedModels implements ChatModels {
  static final TokenUsage USAGE = TokenUsage.of(100, 10);

  /** What a model does when it is asked. */
  interface Step {
    ChatAnswer run(Deadline deadline, Consumer<String> sink);
  }

  /** One call that was made. */
  record Asked(String model, ChatRequest request, Duration remaining) {}

  private final ManualTime time;
  private final Map<String, Deque<Step>> steps = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<String> unreachable = new ArrayList<>();

  ScriptedModels(ManualTime time) {
    this.time = time;
  }

  ScriptedModels then(String model, Step step) {
    steps.computeIfAbsent(model, id -> new ArrayDeque<>()).add(step);
    return this;
  }

  ScriptedModels fails(String model, ChatFailure... failures) {
    for (ChatFailure failure : failures) {
      then(model, failing(failure));
    }
    return this;
  }

  ScriptedModels without(String model) {
    unreachable.add(model);
    return this;
  }

  static Step failing(ChatFailure failure) {
    return throwing(new ChatException(failure, failure.name(), null));
  }

  static Step throwing(ChatException exception) {
    return (deadline, sink) -> {
      throw exception;
    };
  }

  /** Takes that long, or fails at its deadline if that comes before. */
  Step taking(Duration duration) {
    return (deadline, sink) -> {
      if (deadline.remaining().compareTo(duration) < 0) {
        time.advance(deadline.remaining());
        throw new ChatException(ChatFailure.BROKEN_OFF, "too slow", null);
      }
      time.advance(duration);
      return answer("late", sink);
    };
  }

  /** Tells some text and then fails. */
  static Step breakingAfter(String text) {
    return (deadline, sink) -> {
      sink.accept(text);
      throw new ChatException(ChatFailure.BROKEN_OFF, "cut", null).costing(USAGE);
    };
  }

  static ChatAnswer answer(String text, Consumer<String> sink) {
    sink.accept(text);
    return ChatAnswer.of(text, USAGE, "vendor-model");
  }

  List<Asked> asked() {
    return asked;
  }

  List<String> askedIds() {
    return asked.stream().map(Asked::model).toList();
  }

  @Override
  public Optional<ChatModel> find(ModelCard card) {
    return unreachable.contains(card.id())
        ? Optional.empty()
        : Optional.of(new Scripted(card.id()));
  }

  private final class Scripted implements StreamingChatModel {
    private final String id;

    private Scripted(String id) {
      this.id = id;
    }

    @Override
    public ChatAnswer answer(ChatRequest request, Deadline deadline) {
      return stream(request, deadline, piece -> {});
    }

    @Override
    public ChatAnswer stream(ChatRequest request, Deadline deadline, Consumer<String> sink) {
      asked.add(new Asked(id, request, deadline.remaining()));
      Deque<Step> left = steps.getOrDefault(id, new ArrayDeque<>());
      Step step = left.isEmpty() ? (d, s) -> ScriptedModels.answer("by " + id, s) : left.remove();
      return step.run(deadline, sink);
    }
  }
}
