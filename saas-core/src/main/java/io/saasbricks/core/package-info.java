/** Root of saas-core. Start with {@link io.saasbricks.core.SaasException}. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core;
