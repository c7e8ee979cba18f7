package io.saasbricks.local.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where the jars of child processes are read from. */
public final class MavenRepository {
  private MavenRepository() {}

  /**
   * The local Maven repository: the one named by the system property {@code saasbricks.repository},
   * else the one that the AWS SDK was loaded from, else {@code ~/.m2/repository}.
   */
  public static Path find() {
    return find(System.getProperty("saasbricks.repository", ""));
  }

  static Path find(String configured) {
    if (!configured.isEmpty()) {
      return Path.of(configured);
    }
    // <repository>/software/amazon/awssdk/dynamodb/<version>/<jar>
    Path repository = codeSource(DynamoDbClient.class).resolve("../../../../../..").normalize();
    return Files.isDirectory(repository.resolve("software/amazon/awssdk"))
        ? repository
        : Path.of(System.getProperty("user.home"), ".m2", "repository");
  }

  static Path codeSource(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
