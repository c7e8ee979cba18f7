package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.core.net.OutboundRequest;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How models are reached and which are within reach. */
class ProviderAccessTest {
  private final CannedTransport transport = CannedTransport.saying("");

  private OutboundRequest request(ProviderAccess access) {
    ChatModel model = new HttpChatModel(Vendors.card("gpt-4o-mini"), transport, access);
    assertThatThrownBy(() -> model.answer(Vendors.question(), Vendors.SOON))
        .isInstanceOf(ChatException.class);
    return transport.request();
  }

  @Test
  void aRotatedKeyIsTakenUpByTheNextCall() {
    Deque<Secret> keys = new ArrayDeque<>(List.of(Secret.of("old"), Secret.of("new")));
    ProviderAccess access = ProviderAccess.key(keys::remove);
    assertThat(request(access).headers()).containsEntry("Authorization", "Bearer old");
    assertThat(request(access).headers()).containsEntry("Authorization", "Bearer new");
  }

  @Test
  void aKeyThatCannotBeHadIsNoFailureOfTheModel() {
    ProviderAccess access =
        ProviderAccess.key(
            () -> {
              throw new IllegalStateException("no such parameter");
            });
    ChatModel model = new HttpChatModel(Vendors.card("gpt-4o-mini"), transport, access);
    assertThatThrownBy(() -> model.answer(Vendors.question(), Vendors.SOON))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherAddressKeepsThePathAndTheKey() {
    ProviderAccess access =
        ProviderAccess.key(() -> Secret.of("key")).at(URI.create("http://127.0.0.1:9/proxy"));
    assertThat(request(access).uri())
        .isEqualTo(URI.create("http://127.0.0.1:9/proxy/chat/completions"));
    assertThat(request(access).headers()).containsEntry("Authorization", "Bearer key");
  }

  @Test
  void aSignatureStandsForTheKeyAndSeesTheWholeRequest() {
    ProviderAccess access =
        ProviderAccess.signed(
            plain -> {
              assertThat(plain.headers()).doesNotContainKey("Authorization");
              Map<String, String> signed = new HashMap<>(plain.headers());
              signed.put("X-Signed", plain.body().length + " bytes to " + plain.uri().getHost());
              return OutboundRequest.post(plain.uri(), signed, plain.body());
            });
    OutboundRequest request = request(access);
    assertThat(request.headers())
        .containsEntry("X-Signed", request.body().length + " bytes to api.openai.com");
  }

  @Test
  void aModelWhoseProviderHasNoAccessIsOutOfReach() {
    ChatModels models =
        ChatModels.vendors(transport, Map.of("openai", ProviderAccess.key(() -> Secret.of("k"))));
    assertThat(models.find(Vendors.card("gpt-4o-mini"))).isPresent();
    assertThat(models.find(Vendors.card("claude-haiku-4-5"))).isEmpty();
  }

  @Test
  void theFirstOfTwoThatHasAModelGivesIt() {
    ChatModel one = (request, deadline) -> ChatAnswer.of("one", TokenUsage.NONE, "m");
    ChatModel two = (request, deadline) -> ChatAnswer.of("two", TokenUsage.NONE, "m");
    ModelCard openAi = Vendors.card("gpt-4o-mini");
    ChatModels first = card -> Optional.of(one).filter(model -> card.equals(openAi));
    ChatModels both = first.or(card -> Optional.of(two));
    assertThat(both.find(openAi)).containsSame(one);
    assertThat(both.find(Vendors.card("claude-haiku-4-5"))).containsSame(two);
    assertThat(first.or(card -> Optional.empty()).find(Vendors.card("claude-haiku-4-5"))).isEmpty();
  }
}
