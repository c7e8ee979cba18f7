/**
 * A DynamoDB in memory under the real SDK client. Start with {@link
 * io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb}, the only public type. Inside, a request
 * goes from {@code JsonService} to one of the {@code ...Operations}; expressions are cut by {@code
 * Lexer}, parsed by the {@code ...Parser}s, given their names and values by {@code Binder}, and
 * carried out by {@code Evaluator}, {@code ItemEditor} and {@code Projection} on the items of a
 * {@code Table}.
 */
@NullMarked
package io.saasbricks.local.dynamodb.memory;

import org.jspecify.annotations.NullMarked;
