package io.saasbricks.examples.chatbot.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.emulator.TaggedYaml;
import io.saasbricks.local.emulator.TemplateException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a template, as far as it can be told without AWS. */
final class TemplateChecks {
  private TemplateChecks() {}

  /** A line for each finding of SAM's schema and of our own rules. */
  static List<String> findings(String yaml) {
    JsonNode template;
    try {
      template = TaggedYaml.read(yaml);
    } catch (TemplateException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    List<String> findings = new ArrayList<>(SamSchema.findings(template));
    findings.addAll(new TemplateRules(template).findings());
    return findings;
  }
}
