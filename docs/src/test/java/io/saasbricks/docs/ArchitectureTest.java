package io.saasbricks.docs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.saasbricks.core.Secret;
import io.saasbricks.llm.LlmRouter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The directions that docs/architecture.md shows, and our habits, read from the compiled classes.
 */
class ArchitectureTest {
  private static final String[] LIBRARY = {
    "io.saasbricks.core..",
    "io.saasbricks.ratelimit..",
    "io.saasbricks.metering..",
    "io.saasbricks.auth..",
    "io.saasbricks.llm..",
    "io.saasbricks.logging.."
  };

  /** Who waits between attempts, with jitter: tests replace both. */
  private static final DescribedPredicate<JavaClass> PAUSES =
      resideInAPackage("io.saasbricks..")
          .and(name("io.saasbricks.core.table.Backoff").or(name("io.saasbricks.llm.Sleeper")))
          .as("those that pause");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.saasbricks");

  @ParameterizedTest
  @ValueSource(strings = {"ratelimit", "metering", "auth", "llm"})
  void featureModulesKnowOnlyCore(String feature) {
    DescribedPredicate<JavaClass> ours = resideInAPackage("io.saasbricks..");
    check(
        noClasses()
            .that()
            .resideInAPackage("io.saasbricks." + feature + "..")
            .should()
            .dependOnClassesThat(
                ours.and(not(resideInAPackage("io.saasbricks." + feature + "..")))
                    .and(not(resideInAPackage("io.saasbricks.core..")))));
  }

  @Test
  void coreKnowsNoFeature() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.saasbricks.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.saasbricks.ratelimit..",
                "io.saasbricks.metering..",
                "io.saasbricks.auth..",
                "io.saasbricks.llm..",
                "io.saasbricks.logging.."));
  }

  @Test
  void loggingKnowsNothingOfSaasbricks() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.saasbricks.logging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.saasbricks.core..", "io.saasbricks.local.."));
  }

  @Test
  void nothingInMainKnowsTheLaboratory() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .or()
            .resideInAPackage("io.saasbricks.examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.saasbricks.local.."));
  }

  @Test
  void theLaboratoryKnowsNothingOfSaasbricks() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.saasbricks.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARY));
  }

  @Test
  void onlyTheTableSeesDynamoDb() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .and()
            .resideOutsideOfPackages("io.saasbricks.core.table..", "io.saasbricks.core.dynamodb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.dynamodb.model.."));
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching("io.saasbricks.(**)").should().beFreeOfCycles());
  }

  @Test
  void timeAndRandomnessArePassedIn() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random"));
  }

  @Test
  void onlyWhoPausesBetweenAttemptsSleeps() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .and(are(not(PAUSES)))
            .should()
            .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep")))));
  }

  @Test
  void randomnessIsSecureOrPassedIn() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .and(are(not(PAUSES)))
            .should()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class));
  }

  @Test
  void nothingIsKeptPerThread() {
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LIBRARY)
            .should()
            .notHaveRawType(ThreadLocal.class)
            .andShould()
            .notHaveRawType(InheritableThreadLocal.class));
  }

  /** Runs two calls at once on threads that its user hands to the builder of a router. */
  private static final String HEDGING = "io.saasbricks.llm.Hedging";

  /** Answers a rehearsal while it is played, and ends with it. */
  private static final String STAGE = "io.saasbricks.core.http.Stage";

  @Test
  void nothingRunsInTheBackground() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .and()
            .resideOutsideOfPackage("io.saasbricks.core.net..")
            .and()
            .doNotHaveFullyQualifiedName(HEDGING)
            .and()
            .doNotHaveFullyQualifiedName(STAGE)
            .and()
            .doNotHaveFullyQualifiedName(LlmRouter.Builder.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executor.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Timer.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(CompletableFuture.class)
            .orShould()
            .callConstructorWhere(target(owner(type(Thread.class)))));
  }

  @Test
  void staticStateIsConstant() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LIBRARY)
            .should()
            .beFinal());
  }

  @Test
  void staticStateCannotChangeWithin() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LIBRARY)
            .should()
            .notHaveRawType(resideInAPackage("java.util.concurrent.."))
            .andShould()
            .notHaveRawType(assignableTo(HashMap.class))
            .andShould()
            .notHaveRawType(assignableTo(ArrayList.class))
            .andShould()
            .notHaveRawType(resideInAPackage("com.github.benmanes.caffeine..")));
  }

  /** A record prints its components: what is secret must be of a type that does not. */
  @Test
  void secretsAreNeverPlainText() {
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LIBRARY)
            .and()
            .areNotStatic()
            .and()
            .haveNameMatching("(?i).*(secret|password|pepper|plaintext|apikey|privatekey)s?")
            .and()
            .areDeclaredInClassesThat(are(not(type(Secret.class))))
            .should()
            .notHaveRawType(String.class)
            .andShould()
            .notHaveRawType(byte[].class)
            .andShould()
            .notHaveRawType(char[].class));
  }

  private static void check(ArchRule rule) {
    rule.check(MAIN);
  }
}
