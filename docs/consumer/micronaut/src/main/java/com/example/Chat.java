package com.example;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.RateLimitHeaders;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;

@Controller
class Chat {
  private final RateLimiter limiter;

  Chat(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Get("/chat")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> chat(HttpRequest<?> request) {
    String address = request.getRemoteAddress().getAddress().getHostAddress();
    Decision decision = limiter.tryAcquire(Subject.of("ip", address));
    return HttpResponse.<String>status(decision.allowed() ? 200 : 429, "")
        .headers(headers -> RateLimitHeaders.DRAFT_10.of(decision).forEach(headers::add))
        .body(decision.allowed() ? "Hello!" : "Later, please.");
  }
}
