package io.saasbricks.core.config;

import io.saasbricks.core.Secret;
import io.saasbricks.core.net.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Where secrets come from. Safe for concurrent use. */
@FunctionalInterface
public interface ParameterSource {
  /**
   * The values of those of the names that exist.
   *
   * @throws io.saasbricks.core.SaasException if they cannot be told now
   */
  Map<String, Secret> fetch(List<String> names);

  /**
   * SSM Parameter Store, decrypted: one {@code GetParameters} request per ten names. Needs the
   * permission {@code ssm:GetParameters}, and {@code kms:Decrypt} for keys of one's own.
   *
   * <p>Spoken over the transport and signed by the SDK's signer, which DynamoDB's client has loaded
   * anyway: the SDK's SSM client would add 6 MB to the function.
   */
  static ParameterSource ssm(
      Environment environment, Transport transport, InstantSource time, LongSupplier nanoTime) {
    return new SsmParameters(AwsEnvironment.of(environment), transport, time, nanoTime);
  }
}
