package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Reads every log event of every test at TRACE, the AWS SDK's among them, and every DynamoDB
 * request, and fails the test in which one holds a secret: a whole API key, a signed token, a
 * secret of the lab, or one that the test has named.
 */
public final class SecretWatch implements AfterEachCallback, ExecutionInterceptor {
  private static final Pattern API_KEY = Pattern.compile("acme_(?:live|test)_[0-9A-Za-z]{38}");
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");
  private static final KeyFormat FORMAT = new KeyFormat("acme");
  private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  static {
    NAMED.add(Lab.SECRETS.current().reveal());
    NAMED.add("a1".repeat(32));
    NAMED.add("b2".repeat(32));
    NAMED.add("fedcba9876543210".repeat(4));
  }

  /** From now on, for all tests, this text is a secret. */
  static void name(String secret) {
    NAMED.add(secret);
  }

  /** Remembers the secrets that the text holds. */
  static void read(String source, String text) {
    secretsIn(text).forEach(secret -> FOUND.add(source + ": " + text));
  }

  /** The secrets in a text. */
  static List<String> secretsIn(String text) {
    List<String> secrets = new ArrayList<>();
    for (Matcher key = API_KEY.matcher(text); key.find(); ) {
      if (FORMAT.inspect(key.group()) instanceof KeyFormat.Form.Valid) {
        secrets.add(key.group());
      }
    }
    for (Matcher token = TOKEN.matcher(text); token.find(); ) {
      secrets.add(token.group());
    }
    NAMED.stream().filter(text::contains).forEach(secrets::add);
    return secrets;
  }

  /** What has been found since the last call. */
  static List<String> found() {
    List<String> found = new ArrayList<>(FOUND);
    FOUND.clear();
    return found;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(found()).as("secrets in logs and requests").isEmpty();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    read("request", context.request().toString());
  }
}
