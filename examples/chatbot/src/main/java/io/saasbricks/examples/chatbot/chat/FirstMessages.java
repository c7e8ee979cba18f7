package io.saasbricks.examples.chatbot.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.core.Secret;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.llm.conversation.ConversationId;
import io.saasbricks.ratelimit.ClientAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of conversations that begin with a message which its sender has named. The id follows from
 * the message, so that one sent again finds the conversation that it began, although its sender
 * never heard of it. It follows from the sender and the text too, so that two visitors who use the
 * same name never meet, and from a secret, so that nobody can work it out. Costs no request. Safe
 * for concurrent use.
 */
public final class FirstMessages {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 18;

  private final Supplier<Secret> secret;

  /** Ids that follow from that secret; with a new one a message sent again begins anew. */
  public FirstMessages(Supplier<Secret> secret) {
    this.secret = secret;
  }

  ConversationId conversation(
      Agent agent, String messageId, VisitorMessage message, HttpRequest request) {
    String sender =
        request
            .principal()
            .map(Principal::subject)
            .or(() -> ClientAddress.tryParse(request.sourceIp()).map(a -> a.subject().value()))
            .orElse("");
    // None of the parts but the last can hold the separator.
    String named =
        String.join("\n", "conversation", agent.agentId(), sender, messageId, message.text());
    byte[] id = Arrays.copyOf(hmac(named), ID_BYTES);
    return new ConversationId(Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.get().bytes(), ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
