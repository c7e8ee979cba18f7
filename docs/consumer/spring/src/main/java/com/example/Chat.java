package com.example;

import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.RateLimitHeaders;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Chat {
  private final RateLimiter limiter;

  Chat(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @GetMapping("/chat")
  ResponseEntity<String> chat(HttpServletRequest request) {
    Decision decision = limiter.tryAcquire(Subject.of("ip", request.getRemoteAddr()));
    var answer = ResponseEntity.status(decision.allowed() ? 200 : 429);
    RateLimitHeaders.DRAFT_10.of(decision).forEach(answer::header);
    return answer.body(decision.allowed() ? "Hello!" : "Later, please.");
  }
}
