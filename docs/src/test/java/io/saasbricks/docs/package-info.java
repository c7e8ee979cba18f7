/** What holds of the code base as a whole: its structure, and the truth of its documentation. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.docs;
