package io.saasbricks.llm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One call to one model, answered or not.
 *
 * @param model the id of the model
 * @param provider the name of its provider
 * @param failure why there was no answer; empty for the attempt that brought it
 * @param latency until the answer was whole or the failure known; zero if nobody waited for it
 * @param usage the tokens it is charged; {@link TokenUsage#estimated()} if the vendor did not tell
 * @param costUsd what the call cost, in dollars; of one that broke off an estimate
 */
public record Attempt(
    String model,
    String provider,
    Optional<ChatFailure> failure,
    Duration latency,
    TokenUsage usage,
    BigDecimal costUsd) {}
