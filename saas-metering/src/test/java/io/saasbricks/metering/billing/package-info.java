/** Tests of the export. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.billing;
