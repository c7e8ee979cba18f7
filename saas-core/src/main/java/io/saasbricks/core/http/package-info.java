/**
 * Inbound HTTP: {@link io.saasbricks.core.http.HttpLambda} turns an event of API Gateway or a
 * Function URL into an {@link io.saasbricks.core.http.HttpRequest}, runs a {@link
 * io.saasbricks.core.http.Handler} behind a chain of {@link io.saasbricks.core.http.Middleware},
 * and turns its {@link io.saasbricks.core.http.HttpResponse} back. Only this package names a Lambda
 * type.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.http;
