/**
 * Our language model clients against servers that others wrote: aimock for what vendors answer,
 * WireMock for how connections break.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.conformance;
