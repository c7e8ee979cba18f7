/** Tests of prompts. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.llm.prompt;
