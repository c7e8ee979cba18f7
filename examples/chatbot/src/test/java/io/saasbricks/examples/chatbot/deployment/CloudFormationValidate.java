package io.saasbricks.examples.chatbot.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/**
 * AWS's own validator of CloudFormation templates, from npm: it knows the schemas of all plain
 * resources. Installed into {@code target} once; one process checks many templates, since starting
 * takes longer than checking.
 */
final class CloudFormationValidate {
  private static final String PACKAGE = "@aws/cloudformation-validate@1.9.0-beta";
  private static final Path HOME = Path.of("target", "cloudformation-validate");

  /** The transform makes the stage and the URL, so the validator cannot know them. */
  private static final List<String> MADE_BY_THE_TRANSFORM =
      List.of("'ApiApiGatewayDefaultStage'", "'StreamChatFunctionUrl.FunctionUrl'");

  private static final String PROGRAM =
      """
      const {RegoEngine, TemplateFile} = require('@aws/cloudformation-validate');
      const engine = new RegoEngine();
      for (const file of process.argv.slice(2)) {
        for (const finding of engine.validateStandard(new TemplateFile(file)).diagnostics) {
          if (finding.severity !== 'INFO') {
            console.log(file + '\\t' + finding.ruleId + ' ' + finding.message.replace(/\\s+/g, ' '));
          }
        }
      }
      engine.free();
      """;

  private CloudFormationValidate() {}

  /** Whether it can be had here; without npm or its registry the tests that want it are skipped. */
  static void assumeInstalled() throws IOException, InterruptedException {
    if (Files.exists(HOME.resolve("node_modules"))) {
      return;
    }
    Files.createDirectories(HOME);
    Files.writeString(HOME.resolve("package.json"), "{\"private\": true}");
    String said = run(List.of("npm", "install", "--no-audit", "--no-fund", PACKAGE), HOME);
    Assumptions.assumeTrue(
        Files.exists(HOME.resolve("node_modules")),
        "npm did not install " + PACKAGE + ", so templates are not checked by it: " + said);
  }

  /** The errors found in each of the templates, by file; those without any are left out. */
  static Map<Path, List<String>> errors(List<Path> templates)
      throws IOException, InterruptedException {
    Path program = Files.writeString(HOME.resolve("check.js"), PROGRAM);
    List<String> command = new ArrayList<>(List.of("node", program.toAbsolutePath().toString()));
    templates.forEach(template -> command.add(template.toAbsolutePath().toString()));
    Map<Path, List<String>> errors = new TreeMap<>();
    for (String line : run(command, HOME).lines().toList()) {
      String[] finding = line.split("\t", 2);
      if (finding.length < 2) {
        throw new IllegalStateException("the validator says: " + line);
      }
      if (MADE_BY_THE_TRANSFORM.stream().noneMatch(finding[1]::contains)) {
        errors.computeIfAbsent(Path.of(finding[0]), file -> new ArrayList<>()).add(finding[1]);
      }
    }
    return errors;
  }

  private static String run(List<String> command, Path directory)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException noSuchProgram) {
      return String.valueOf(noSuchProgram.getMessage());
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
