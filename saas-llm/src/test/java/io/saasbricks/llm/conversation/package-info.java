/** Tests of conversations and leads, over DynamoDB Local and in memory. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.llm.conversation;
