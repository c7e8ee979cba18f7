/** The snippets of README and guides, as tests. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.docs.examples;
