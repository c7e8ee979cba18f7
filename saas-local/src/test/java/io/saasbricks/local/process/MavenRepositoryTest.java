package io.saasbricks.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MavenRepositoryTest {
  @Test
  void repositoryIsTheConfiguredOneElseThatOfTheSdk() {
    assertThat(MavenRepository.find("/somewhere")).isEqualTo(Path.of("/somewhere"));
    assertThat(MavenRepository.find("").resolve("software/amazon/awssdk")).isDirectory();
  }
}
