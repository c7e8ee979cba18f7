/**
 * IAM as far as functions meet it: what the template's policies allow each of them, and a gate
 * before DynamoDB and Parameter Store that refuses the rest. Start with {@link
 * io.saasbricks.local.iam.AccessGate}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.local.iam;
