package io.saasbricks.ratelimit;

/** What limiters and guards are made of: one that decides, and others around it. */
@FunctionalInterface
interface Door {
  AbuseVerdict decide(Visit visit);
}
