package io.saasbricks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void itsTextIsOnlyRevealedOnPurpose() {
    Secret secret = Secret.of("hünter2");
    assertThat(secret).hasToString("***");
    assertThat(String.valueOf(secret.hashCode())).isEqualTo(Secret.of("x").hashCode() + "");
    assertThat(secret.reveal()).isEqualTo("hünter2");
    assertThat(secret.bytes()).hasSize(8);
  }

  @Test
  void secretsOfEqualTextAreEqual() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  @Test
  void anEmptySecretIsRefused() {
    assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
