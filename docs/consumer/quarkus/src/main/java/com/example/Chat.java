package com.example;

import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.RateLimitHeaders;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

@Path("/chat")
public class Chat {
  @Inject RateLimiter limiter;

  @GET
  public Response chat(@Context HttpServerRequest request) {
    Decision decision = limiter.tryAcquire(Subject.of("ip", request.remoteAddress().hostAddress()));
    var answer = Response.status(decision.allowed() ? 200 : 429);
    RateLimitHeaders.DRAFT_10.of(decision).forEach(answer::header);
    return answer.entity(decision.allowed() ? "Hello!" : "Later, please.").build();
  }
}
