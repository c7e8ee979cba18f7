/** Tests of models and routing; {@link io.saasbricks.llm.CannedTransport} stands in for vendors. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.llm;
