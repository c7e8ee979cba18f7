package io.saasbricks.benchmarks.units;

import io.saasbricks.benchmarks.Report;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What DynamoDB charges for a turn of a conversation, a decision and a metered request, beside
 * {@link CommonRecipe}. Counted, not timed, over the database in memory, whose prices are those
 * documented; so it is the same on every machine.
 */
public final class ConversationUnits {
  private static final String TABLE = "units";
  private static final String RECIPE = "recipe";
  private static final int TURNS = 100;

  private final RequestCounter counter = new RequestCounter();
  private final Chatbot chatbot;
  private final CommonRecipe recipe;

  /** Both over one empty database. */
  public ConversationUnits() {
    ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    StandardTable.create(database.client(), TABLE);
    StandardTable.create(database.client(), RECIPE);
    chatbot = new Chatbot(database, TABLE, time, counter);
    recipe = new CommonRecipe(database.client(counter), RECIPE);
  }

  /** Counts and prints. */
  public static void main(String[] arguments) {
    new ConversationUnits().run(System.out);
  }

  private void run(PrintStream out) {
    Report report = new Report("units", out);
    List<Units> ours = ourTurns();
    List<Units> theirs = recipeTurns();
    for (int turn : new int[] {1, 20, TURNS}) {
      add(report, "chat turn " + turn, ours.get(turn - 1), theirs.get(turn - 1));
    }
    add(report, "decision", count(chatbot::decide), warm(() -> recipe.decide("203.0.113.1")));
    add(report, "metered request", warm(chatbot::meteredRequest), warm(recipe::meteredRequest));
    report.print();
  }

  private static void add(Report report, String what, Units ours, Units theirs) {
    report.add("saasbricks, " + what, figures(ours));
    report.add("common recipe, " + what, figures(theirs));
  }

  private static Map<String, Number> figures(Units units) {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("requests", units.requests());
    figures.put("writeUnits", units.writes());
    figures.put("readUnits", units.reads());
    figures.put("units", units.total());
    return figures;
  }

  /** What each turn of a conversation takes, the limits of the visitor's address included. */
  public List<Units> ourTurns() {
    return turns(chatbot::turn);
  }

  /** What each turn takes by the common recipe. */
  public List<Units> recipeTurns() {
    return turns(() -> recipe.turn("one", "When are you open? 17", Chatbot.ANSWER));
  }

  /** What a metered request takes, once the month has begun. */
  public Units meteredRequest() {
    return warm(chatbot::meteredRequest);
  }

  /** What a metered request takes by the common recipe. */
  public Units recipeMeteredRequest() {
    return warm(recipe::meteredRequest);
  }

  private List<Units> turns(Runnable turn) {
    List<Units> turns = new ArrayList<>();
    for (int i = 1; i <= TURNS; i++) {
      turns.add(count(turn));
    }
    return turns;
  }

  private Units warm(Runnable work) {
    work.run();
    return count(work);
  }

  private Units count(Runnable work) {
    RequestCounter.Snapshot before = counter.snapshot();
    work.run();
    return Units.of(counter.since(before).total());
  }
}
