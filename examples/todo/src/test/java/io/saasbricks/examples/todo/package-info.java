/** The to-do API as its callers see it. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.todo;
