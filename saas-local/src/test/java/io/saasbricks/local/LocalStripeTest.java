package io.saasbricks.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.vendors.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalStripeTest {
  private final BlockingQueue<LocalRequest> received = new LinkedBlockingQueue<>();
  private final LocalStripe stripe =
      new LocalStripe(new Faults(), InstantSource.system(), "whsec_test");
  private LocalServer backend;

  @BeforeEach
  void start() throws IOException {
    backend =
        LocalServer.start(
            request -> {
              received.add(request);
              return LocalResponse.empty(200);
            });
  }

  @AfterEach
  void stop() {
    stripe.close();
    backend.close();
  }

  @Test
  void eventsOfACallAreDeliveredOfTheirOwnAccord() throws Exception {
    stripe.deliverTo(backend.uri().resolve("/billing/webhook"));
    assertThat(post("/pay/" + session(), "").status()).isEqualTo(303);
    LocalRequest first = delivered();
    assertThat(first.rawPath()).isEqualTo("/billing/webhook");
    assertThat(first.header("stripe-signature").orElse("")).matches("t=\\d+,v1=[0-9a-f]{64}");
    assertThat(first.header("content-type")).contains("application/json; charset=utf-8");
    assertThat(first.text()).contains("customer.subscription.created");
    assertThat(delivered().text()).contains("checkout.session.completed");
  }

  @Test
  void eventsWaitUntilThereIsABackend() throws Exception {
    assertThat(complete(session())).isEqualTo("{\"delivered\":[]}");
    stripe.deliverTo(backend.uri());
    post("/v1/customers", "name=A");
    assertThat(delivered().text()).contains("customer.subscription.created");
  }

  @Test
  void payingTellsWhatWasDelivered() throws Exception {
    stripe.deliverTo(backend.uri());
    String session = session();
    assertThat(complete(session))
        .isEqualTo(
            "{\"delivered\":[\"customer.subscription.created\",\"checkout.session.completed\"]}");
    assertThat(complete(session)).isEqualTo("{\"message\":\"The session is complete\"}");
  }

  private LocalRequest delivered() throws InterruptedException {
    return Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS), "nothing was delivered");
  }

  private String session() throws IOException {
    LocalResponse answer =
        post(
            "/v1/checkout/sessions",
            "mode=subscription&success_url=http://x/&line_items[0][price]=price_pro");
    return new ObjectMapper().readTree(text(answer)).path("id").asText();
  }

  private String complete(String session) throws IOException {
    byte[] body = ("{\"sessionId\":\"" + session + "\"}").getBytes(UTF_8);
    return text(stripe.completeCheckout(new LocalRequest("POST", "/", List.of(), body)));
  }

  private LocalResponse post(String path, String form) {
    List<Header> headers = List.of(new Header("authorization", "Bearer sk_test"));
    return stripe.handle(new LocalRequest("POST", path, headers, form.getBytes(UTF_8)));
  }

  private static String text(LocalResponse answer) throws IOException {
    var body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    return body.toString(UTF_8);
  }
}
