/**
 * DynamoDB on this machine, for tests and local runs. Start with {@link
 * io.saasbricks.local.dynamodb.DynamoDbLocalTest}, which gives a test the real DynamoDB Local and a
 * tenant of its own; {@link io.saasbricks.local.dynamodb.DynamoDbLocal} is the server behind it and
 * {@link io.saasbricks.local.dynamodb.RequestCounter} tells what a piece of code costs.
 */
@NullMarked
package io.saasbricks.local.dynamodb;

import org.jspecify.annotations.NullMarked;
