package io.saasbricks.core.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.tenant.TenantContext;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the exported methods take and give, read by reflection. */
class ExportedApiTest {
  private static final Path CLASSES = classes();

  @Test
  void aTenantsTableHasNoPlaceForAPartitionKey() {
    for (Executable method : exported(TenantTable.class)) {
      assertThat(types(method))
          .as(method.toString())
          .noneMatch(type -> type.contains(PartitionKey.class.getName()))
          .noneMatch(
              type -> type.contains(Key.class.getName() + ">") || type.equals(Key.class.getName()))
          .noneMatch(type -> type.equals(String.class.getName()))
          .noneMatch(type -> type.contains("TenantId") && !method.getName().equals("tenant"));
    }
  }

  @Test
  void whoeverTakesAPartitionKeyAlsoNeedsASystemTable() {
    List<Executable> takers =
        all()
            .filter(method -> takes(method, PartitionKey.class) || takes(method, Key.class))
            .filter(method -> method.getDeclaringClass() != SaasTable.class)
            .filter(method -> method.getDeclaringClass() != Key.class)
            .filter(method -> !takes(method, SaasTable.class))
            .toList();
    assertThat(takers).isEmpty();
  }

  @Test
  void onlyAVerifiedPrincipalYieldsAScope() {
    assertThat(
            all()
                .filter(Method.class::isInstance)
                .map(Method.class::cast)
                .filter(method -> method.getReturnType() == TenantScope.class)
                .map(Method::getDeclaringClass))
        .containsExactlyInAnyOrder(Principal.class, TenantContext.class);
    assertThat(exported(TenantScope.class)).noneMatch(Constructor.class::isInstance);
  }

  @Test
  void awsTypesAppearOnlyWhereAClientOrCredentialsAreHandedOver() {
    Set<String> handovers =
        Set.of(
            "DynamoDb",
            "SaasTable",
            "OutgoingGuard",
            "AwsEnvironment",
            "LeanDynamoDbClient",
            "AwsSignature",
            "SiloClients",
            "StsSiloClients");
    assertThat(
            all()
                .filter(method -> types(method).anyMatch(type -> type.contains("software.amazon")))
                .map(method -> method.getDeclaringClass().getSimpleName()))
        .isSubsetOf(handovers);
  }

  @Test
  void noTypeOfJacksonIsExported() {
    assertThat(all().flatMap(ExportedApiTest::types))
        .noneMatch(type -> type.contains("com.fasterxml"));
  }

  private static boolean takes(Executable method, Class<?> type) {
    return Arrays.stream(method.getGenericParameterTypes())
        .map(Type::getTypeName)
        .anyMatch(name -> name.matches(".*\\b" + type.getName().replace(".", "\\.") + "\\b.*"));
  }

  private static Stream<String> types(Executable method) {
    Stream<Type> result =
        method instanceof Method m ? Stream.of(m.getGenericReturnType()) : Stream.of();
    return Stream.concat(Arrays.stream(method.getGenericParameterTypes()), result)
        .map(Type::getTypeName);
  }

  private static List<Executable> exported(Class<?> type) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .toList();
  }

  private static Stream<Executable> all() {
    return publicClasses().stream().flatMap(type -> exported(type).stream());
  }

  private static List<Class<?>> publicClasses() {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .<Class<?>>map(file -> load(file.substring(0, file.length() - 6).replace('/', '.')))
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ExportedApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(SaasTable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
