package io.saasbricks.local.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A schedule that invokes a function.
 *
 * @param name the rule's name, as it appears in the event
 * @param expression when it is due
 * @param input the event to send instead of EventBridge's own; null for that one
 */
record ScheduleDefinition(
    String name, String functionId, ScheduleExpression expression, @Nullable String input) {}
