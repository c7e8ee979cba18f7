package io.saasbricks.local;

import io.saasbricks.local.emulator.EmulatorBuilder;
import io.saasbricks.local.vendors.AnthropicStandIn;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.GeminiStandIn;
import io.saasbricks.local.vendors.GoogleStandIn;
import io.saasbricks.local.vendors.OpenAiStandIn;
import io.saasbricks.local.vendors.SsmStandIn;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** One stand-in of each vendor, and the routes under which they are served. */
record StandIns(Faults faults, GoogleStandIn google, SsmStandIn parameters, LocalStripe stripe) {

  static StandIns create(
      String googleClientId, Map<String, String> processEnvironment, InstantSource time) {
    var faults = new Faults();
    var parameters = SsmStandIn.create(processEnvironment, new SecureRandom(), time);
    String webhookSecret = parameters.value("stripe-webhook-secret").orElseThrow();
    return new StandIns(
        faults,
        GoogleStandIn.create(googleClientId, time),
        parameters,
        new LocalStripe(faults, time, webhookSecret));
  }

  void mountOn(EmulatorBuilder emulator, InstantSource time) {
    emulator
        .mount("/_local/openai", OpenAiStandIn.openAi(faults, time))
        .mount("/_local/deepseek", OpenAiStandIn.deepSeek(faults, time))
        .mount("/_local/gemini", GeminiStandIn.create(faults))
        .mount("/_local/anthropic", AnthropicStandIn.create(faults))
        .mount("/_local/llm/faults", Conveniences.faults(faults))
        .mount("/_local/google", google)
        .mount("/_local/google/credential", Conveniences.credential(google))
        .mount("/_local/ssm", parameters)
        .mount("/_local/stripe", stripe::handle)
        .mount("/_local/stripe/complete-checkout", stripe::completeCheckout)
        .mount("/_local/stripe/meter-events", stripe::meterEvents);
  }
}
