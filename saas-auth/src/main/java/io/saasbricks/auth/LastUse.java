package io.saasbricks.auth;

import static io.saasbricks.core.table.Attribute.attribute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saasbricks.core.SaasException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers when keys were last used: at most one write per key and container every five minutes,
 * and never back in time. A write that fails is not repeated before the next is due.
 */
final class LastUse {
  private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(5);
  private static final int SIZE = 10_000;

  private final SaasTable table;
  private final InstantSource time;
  private final Cache<String, Instant> written =
      Caffeine.newBuilder().maximumSize(SIZE).executor(Runnable::run).build();

  LastUse(SaasTable table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  void note(Principal key) {
    Instant now = time.instant();
    Instant last = written.getIfPresent(key.subject());
    if (last == null || !now.isBefore(last.plus(BETWEEN_WRITES))) {
      written.put(key.subject(), now);
      write(key, now);
    }
  }

  private void write(Principal key, Instant now) {
    Condition later = attribute("lastUsedAt").missing().or(attribute("lastUsedAt").lessThan(now));
    try {
      table.update(
          ItemKeys.apiKey(key.tenant(), key.subject()),
          Update.set("lastUsedAt", now),
          Condition.exists().and(later));
    } catch (SaasException e) {
      // The request has been answered; that it is not written down must not fail it.
      LOG.atWarn().setCause(e).addKeyValue("keyId", key.subject()).log("last use not written");
    }
  }
}
