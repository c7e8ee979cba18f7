/** The smallest example: one function, one table, behind a Function URL. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.todo;
