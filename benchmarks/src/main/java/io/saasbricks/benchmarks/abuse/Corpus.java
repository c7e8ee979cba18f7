package io.saasbricks.benchmarks.abuse;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Where the messages come from: labelled files, and texts written for this project. */
final class Corpus {
  private Corpus() {}

  /** The examples of a file of lines {@code {"text", "label", "source"}}, label 1 for an attack. */
  static List<Example> read(Path file) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonObject object = Json.object(line);
      examples.add(
          new Example(object.string("text"), object.number("label") == 1, object.string("source")));
    }
    return examples;
  }

  /** The examples of all such files in a folder. */
  static List<Example> readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
    List<Example> examples = new ArrayList<>();
    for (Path file : files) {
      examples.addAll(read(file));
    }
    return examples;
  }

  /** Hard harmless messages and attacks, one by one written for this project. */
  static List<Example> written() {
    List<Example> examples = new ArrayList<>();
    add(examples, "harmless-customers.txt", false, "customers");
    add(examples, "harmless-trades.txt", false, "trades");
    add(examples, "harmless-tasks.txt", false, "tasks");
    add(examples, "harmless-chatter.txt", false, "chatter");
    add(examples, "harmless-passages.txt", false, "passages");
    add(examples, "attacks-paraphrases.txt", true, "paraphrases");
    add(examples, "attacks-kinds.txt", true, "kinds");
    add(examples, "attacks-variants.txt", true, "variants");
    return examples;
  }

  /** So many messages from each rule of the two grammars. */
  static List<Example> generated(int perRule, Random random) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < perRule; i++) {
      lines("attack-grammar.txt")
          .map(rule -> Grammar.derive(rule, random).replace("\\n", "\n"))
          .forEach(text -> examples.add(new Example(text, true, "grammar")));
      lines("harmless-grammar.txt")
          .map(rule -> Grammar.derive(rule, random).replace("\\n", "\n"))
          .forEach(text -> examples.add(new Example(text, false, "grammar")));
    }
    return examples;
  }

  private static void add(List<Example> examples, String resource, boolean attack, String source) {
    lines(resource)
        .map(line -> line.replace("\\n", "\n"))
        .forEach(text -> examples.add(new Example(text, attack, source)));
  }

  private static Stream<String> lines(String resource) {
    try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
