@org.jspecify.annotations.NullMarked
package io.saasbricks.ratelimit.internal;
