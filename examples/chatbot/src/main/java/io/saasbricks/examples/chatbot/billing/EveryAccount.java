package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.table.Page;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks through all accounts and holds one page of them. */
final class EveryAccount implements Iterator<BillingAccount> {
  private final BillingAccounts accounts;
  private final int first;
  private int shardsBegun;
  private Page<BillingAccount> page = new Page<>(List.of(), Optional.empty());
  private int next;

  EveryAccount(BillingAccounts accounts, int first) {
    this.accounts = accounts;
    this.first = first;
  }

  @Override
  public boolean hasNext() {
    while (next == page.items().size() && turnPage()) {
      next = 0;
    }
    return next < page.items().size();
  }

  @Override
  public BillingAccount next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.items().get(next++);
  }

  private boolean turnPage() {
    if (page.cursor().isPresent()) {
      page = accounts.page(shard(shardsBegun - 1), page.cursor());
      return true;
    }
    if (shardsBegun < BillingAccounts.SHARDS) {
      page = accounts.page(shard(shardsBegun++), Optional.empty());
      return true;
    }
    return false;
  }

  private int shard(int number) {
    return Math.floorMod(first + number, BillingAccounts.SHARDS);
  }
}
