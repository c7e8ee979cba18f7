/**
 * A small DynamoDB client for cold starts: the SDK's models and interface without its machinery.
 * Start at {@link io.saasbricks.core.dynamodb.LeanDynamoDbClient}. Public for {@code core.table},
 * whose {@code DynamoDb.client} makes one; not meant for use elsewhere.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.dynamodb;
