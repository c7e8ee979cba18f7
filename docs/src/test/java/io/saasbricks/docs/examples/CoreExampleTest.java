package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

@DynamoDbLocalTest
class CoreExampleTest {
  @Test
  void aTenantSeesItsOwnNotesAndNoOthers(LocalTable local) {
    Principal caller =
        Principal.of(Principal.Kind.SESSION, new TenantId(local.tenant()), "google_1");
    SaasTable table = SaasTable.of(local.client(), local.tableName(), InstantSource.system());

    List<String> titles = firstNote(table, caller);

    assertThat(titles).containsExactly("Buy flour");
    Principal stranger =
        Principal.of(Principal.Kind.SESSION, new TenantId("stranger1"), "google_2");
    assertThat(table.in(stranger.scope()).query(NOTES, Range.all(), PageRequest.first(10)).items())
        .isEmpty();
  }

  private static final ItemCollection NOTES = ItemCollection.of("NOTE");

  private static List<String> firstNote(SaasTable table, Principal caller) {
    TenantTable notes = table.in(caller.scope()); // no parameter takes another tenant's key

    Item note = Item.empty().with("title", "Buy flour").with("version", 1);
    notes.put(Entry.of(NOTES, SortKey.of("note-1"), note), Condition.absent());

    WriteOutcome outcome =
        notes.update(
            NOTES,
            SortKey.of("note-1"),
            Update.set("done", true).and(Update.increment("version", 1)),
            Attribute.attribute("version").equalTo(1));
    if (outcome instanceof WriteOutcome.Refused refused) {
      throw new IllegalStateException("changed meanwhile: " + refused.existing());
    }
    return notes.query(NOTES, Range.all(), PageRequest.first(20)).items().stream()
        .map(item -> item.string("title"))
        .toList();
  }
}
