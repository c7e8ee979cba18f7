package io.saasbricks.llm.conversation;

import io.saasbricks.core.table.Item;
import io.saasbricks.llm.TokenUsage;
import java.time.Duration;

/**
 * Exchanges as items. Names are short because every read and write pays for them: {@code n} number,
 * {@code m} message id, {@code u} user, {@code a} assistant, {@code p} provider, {@code i} input,
 * {@code c} cached, {@code w} written to the cache, {@code o} output, {@code r} reasoning tokens.
 */
final class ExchangeItems {
  private ExchangeItems() {}

  static Item encode(NumberedExchange numbered) {
    Exchange exchange = numbered.exchange();
    TokenUsage usage = exchange.usage();
    return Item.empty()
        .with("n", numbered.number())
        .with("m", exchange.messageId())
        .with("at", exchange.at())
        .with("u", exchange.user())
        .with("a", exchange.assistant())
        .with("p", exchange.provider())
        .with("model", exchange.model())
        .with("intended", exchange.intended())
        .with("i", usage.input())
        .with("c", usage.cached())
        .with("w", usage.cacheWritten())
        .with("o", usage.output())
        .with("r", usage.reasoning())
        .with("estimated", usage.estimated())
        .with("usd", exchange.costUsd())
        .with("ms", exchange.latency().toMillis())
        .with("attempts", exchange.attempts());
  }

  static boolean isExchange(Item item) {
    return item.has("n");
  }

  static NumberedExchange decode(Item item) {
    TokenUsage usage =
        new TokenUsage(
            item.number("i"),
            item.number("c"),
            item.number("w"),
            item.number("o"),
            item.number("r"),
            item.bool("estimated"));
    Exchange exchange =
        new Exchange(
            item.string("m"),
            item.instant("at"),
            item.string("u"),
            item.string("a"),
            item.string("p"),
            item.string("model"),
            item.string("intended"),
            usage,
            item.decimal("usd"),
            Duration.ofMillis(item.number("ms")),
            Math.toIntExact(item.number("attempts")));
    return new NumberedExchange(item.number("n"), exchange);
  }
}
