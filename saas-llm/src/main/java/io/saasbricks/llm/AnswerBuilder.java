package io.saasbricks.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the pieces of one answer. Not safe for concurrent use. */
final class AnswerBuilder {
  private final StringBuilder text = new StringBuilder();
  private final Map<Long, PendingCall> calls = new TreeMap<>();
  private int told;
  private @Nullable FinishReason finishReason;
  private @Nullable TokenUsage usage;
  private @Nullable VendorError error;
  private boolean ended;
  private String model = "";

  private static final class PendingCall {
    private final StringBuilder id = new StringBuilder();
    private final StringBuilder tool = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private Optional<String> signature = Optional.empty();
  }

  void text(String piece) {
    text.append(piece);
  }

  /** The text added since the last call of this method. */
  String untold() {
    String piece = text.substring(told);
    told = text.length();
    return piece;
  }

  /** A piece of the tool call at that place; any part may be empty. */
  void toolCall(long place, String id, String tool, String arguments) {
    PendingCall call = calls.computeIfAbsent(place, p -> new PendingCall());
    call.id.append(id);
    call.tool.append(tool);
    call.arguments.append(arguments);
  }

  /** A whole tool call after the others. */
  void toolCall(String id, String tool, String arguments, Optional<String> signature) {
    long place = calls.size();
    String unique = id.isEmpty() ? tool + "-" + place : id;
    toolCall(place, unique, tool, arguments);
    calls.computeIfAbsent(place, p -> new PendingCall()).signature = signature;
  }

  void finish(FinishReason reason) {
    // A refusal stays one, whatever a vendor adds after it.
    finishReason = finishReason == FinishReason.REFUSED ? finishReason : reason;
  }

  void usage(TokenUsage total) {
    usage = total;
  }

  /** What is known of the usage so far. */
  TokenUsage usage() {
    return usage == null ? TokenUsage.NONE : usage;
  }

  void model(Optional<String> name) {
    name.ifPresent(value -> model = value);
  }

  void fail(VendorError reported) {
    error = reported;
  }

  Optional<VendorError> error() {
    return Optional.ofNullable(error);
  }

  /** Marks that nothing more will come. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** Whether the answer is whole, though its usage may be missing. */
  boolean finished() {
    return finishReason != null;
  }

  /** What an answer that broke off cost: nothing unless some of it was written. */
  TokenUsage spent(ChatRequest request) {
    boolean begun = text.length() > 0 || !calls.isEmpty() || usage != null;
    return begun ? usageOf(request) : TokenUsage.NONE;
  }

  /** The tokens told by the vendor, with an estimate of what it did not get to tell. */
  TokenUsage usageOf(ChatRequest request) {
    if (usage == null) {
      long input = RequestSize.inputTokens(request);
      return new TokenUsage(input, 0, 0, estimatedOutput(), 0, true);
    }
    if (finished()) {
      return usage;
    }
    long output = Math.max(usage.output(), estimatedOutput());
    return new TokenUsage(
        usage.input(), usage.cached(), usage.cacheWritten(), output, usage.reasoning(), true);
  }

  private long estimatedOutput() {
    long output = TokenUsage.estimate(text.toString());
    for (PendingCall call : calls.values()) {
      output += TokenUsage.estimate(call.arguments.toString());
    }
    return output;
  }

  /** What was told of an answer that nobody wants any more. */
  ChatAnswer cancelled(ChatRequest request, String askedModel) {
    TokenUsage paid = usageOf(request);
    finishReason = FinishReason.CANCELLED;
    usage = paid;
    return build(request, askedModel);
  }

  ChatAnswer build(ChatRequest request, String askedModel) {
    List<ToolCall> toolCalls = new ArrayList<>();
    calls.values().forEach(call -> toolCalls.add(built(call)));
    FinishReason reason = finishReason == null ? FinishReason.OTHER : finishReason;
    boolean asksForTools = reason == FinishReason.STOP && !toolCalls.isEmpty();
    return new ChatAnswer(
        text.toString(),
        toolCalls,
        asksForTools ? FinishReason.TOOL_CALLS : reason,
        usageOf(request),
        model.isEmpty() ? askedModel : model);
  }

  private static ToolCall built(PendingCall call) {
    return new ToolCall(
        call.id.toString(), call.tool.toString(), call.arguments.toString(), call.signature);
  }
}
