package io.saasbricks.local.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Hands out one {@link LocalTable} a test, kept in the store of that test's context. */
final class DynamoDbLocalExtension implements ParameterResolver, TestInstantiationAwareExtension {
  private static final Namespace NAMESPACE = Namespace.create(DynamoDbLocalExtension.class);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int TENANT_LENGTH = 16;

  private final SecureRandom random = new SecureRandom();

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalTable.class
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            LocalTable.class,
            type -> new LocalTable(Shared.CLIENT, Shared.TABLE_NAME, tenant()),
            LocalTable.class);
  }

  private String tenant() {
    StringBuilder tenant = new StringBuilder(TENANT_LENGTH);
    for (int i = 0; i < TENANT_LENGTH; i++) {
      tenant.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return tenant.toString();
  }

  private static final class Shared {
    static final String TABLE_NAME = "standard";
    static final DynamoDbClient CLIENT = clientOfNewTable();

    private static DynamoDbClient clientOfNewTable() {
      DynamoDbClient client = DynamoDbLocal.shared().client();
      StandardTable.create(client, TABLE_NAME);
      return client;
    }
  }
}
