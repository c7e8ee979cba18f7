package io.saasbricks.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GraalVM must be told of us: resources, and no reflection. */
class NativeImageTest {

  /** Makes the user's handler by its name, outside Lambda's managed runtimes only. */
  private static final String NAMED_BY_THE_USER = "io.saasbricks.core.http.HandlerClass";

  @Test
  void nothingIsReachedByReflection() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.saasbricks.local..", "io.saasbricks.examples..")
        .and()
        .resideOutsideOfPackages("io.saasbricks.benchmarks..", "io.saasbricks.docs..")
        .and()
        .doNotHaveFullyQualifiedName(NAMED_BY_THE_USER)
        .should()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ServiceLoader.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Proxy.class)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.saasbricks"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saas-core",
        "saas-ratelimit",
        "saas-metering",
        "saas-auth",
        "saas-llm",
        "saas-logging"
      })
  void everyResourceIsDeclared(String module) throws IOException {
    Path resources = Project.ROOT.resolve(module).resolve("src/main/resources");
    Path metadata =
        resources
            .resolve("META-INF/native-image/io.saasbricks/" + module)
            .resolve("reachability-metadata.json");

    assertThat(declared(metadata)).isEqualTo(present(resources));
  }

  private static Set<String> declared(Path metadata) throws IOException {
    if (!Files.exists(metadata)) {
      return Set.of();
    }
    return Json.object(Files.readAllBytes(metadata)).objects("resources").stream()
        .map((JsonObject resource) -> resource.string("glob"))
        .collect(toSet());
  }

  private static Set<String> present(Path resources) throws IOException {
    if (!Files.exists(resources)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(resources)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> resources.relativize(file).toString())
          // GraalVM reads service files by itself.
          .filter(name -> !name.startsWith("META-INF/"))
          .collect(toSet());
    }
  }
}
