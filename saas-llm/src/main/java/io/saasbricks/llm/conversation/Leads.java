package io.saasbricks.llm.conversation;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The leads of a tenant's agents, at most one per conversation, kept until they are deleted. Safe
 * for concurrent use.
 *
 * <p>Every method throws {@link io.saasbricks.core.table.StoreUnavailableException} if the outcome
 * is not known; calling again is then safe.
 */
public final class Leads {
  private static final int DELETED_AT_ONCE = 1_000;

  private final TenantTable table;
  private final InstantSource time;

  private Leads(TenantTable table, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.time = Objects.requireNonNull(time, "time");
  }

  /** The leads kept in the tenant's part of the table. */
  public static Leads in(TenantTable table, InstantSource time) {
    return new Leads(table, time);
  }

  /**
   * Keeps the contact details in a visitor's message. Details given later in the same conversation
   * complete the lead and replace nothing. No request for a message without any; one write of two
   * units for the first, and up to two writes for those that follow.
   *
   * @return the new lead; empty if there are no details or the conversation had a lead already
   */
  public Optional<Lead> capture(String agentId, ConversationId conversation, String message) {
    Contact contact = LeadFinder.find(message);
    if (contact.isEmpty()) {
      return Optional.empty();
    }
    Lead lead = new Lead(conversation, contact, time.instant());
    WriteOutcome outcome = table.put(entry(agentId, lead), Condition.absent());
    if (outcome instanceof WriteOutcome.Refused refused) {
      refused.existing().ifPresent(known -> complete(agentId, lead, decode(known)));
      return Optional.empty();
    }
    return Optional.of(lead);
  }

  private void complete(String agentId, Lead lead, Lead known) {
    Update update = Update.nothing();
    if (known.contact().email().isEmpty() && lead.contact().email().isPresent()) {
      update = update.and(Update.setIfAbsent("email", lead.contact().email().get()));
    }
    if (known.contact().phone().isEmpty() && lead.contact().phone().isPresent()) {
      update = update.and(Update.setIfAbsent("phone", lead.contact().phone().get()));
    }
    if (update != Update.nothing()) {
      table.update(Keys.leads(agentId), Keys.lead(lead.conversation()), update, Condition.exists());
    }
  }

  /**
   * An agent's leads by time. One request. The list is an index: a lead of the last second may be
   * missing.
   *
   * @throws io.saasbricks.core.table.InvalidCursorException if the cursor is not of this query
   */
  public Page<Lead> ofAgent(String agentId, PageRequest page) {
    return table.queryIndex(Keys.leadsByTime(agentId), Range.all(), page).map(Leads::decode);
  }

  /** Deletes the lead of a conversation, if it has one. One request of two write units. */
  public void delete(String agentId, ConversationId conversation) {
    table.delete(Keys.leads(agentId), Keys.lead(conversation), Condition.always());
  }

  /**
   * Deletes all leads of an agent, as when it is deleted itself. One request per started 1,000
   * leads and one per 25; repeatable after a failure.
   */
  public void deleteAll(String agentId) {
    List<SortKey> keys = keys(agentId);
    while (!keys.isEmpty()) {
      table.deleteAll(Keys.leads(agentId), keys);
      keys = keys(agentId);
    }
  }

  private List<SortKey> keys(String agentId) {
    return table
        .query(Keys.leads(agentId), Range.all(), PageRequest.first(DELETED_AT_ONCE))
        .items()
        .stream()
        .map(item -> Keys.lead(decode(item).conversation()))
        .toList();
  }

  private static Entry entry(String agentId, Lead lead) {
    Item item =
        Item.empty()
            .with("conversation", lead.conversation().value())
            .with("email", lead.contact().email())
            .with("phone", lead.contact().phone())
            .with("at", lead.at());
    return Entry.of(Keys.leads(agentId), Keys.lead(lead.conversation()), item)
        .indexedBy(Keys.leadsByTime(agentId), Keys.at(lead.at(), lead.conversation()));
  }

  private static Lead decode(Item item) {
    Contact contact = new Contact(item.optionalString("email"), item.optionalString("phone"));
    return new Lead(new ConversationId(item.string("conversation")), contact, item.instant("at"));
  }
}
