package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.usage.UsagePage;
import java.util.Map;

/** {@code GET /usage}: what the tenant has used and may still use. */
public final class GetUsage extends HttpLambda {
  public GetUsage() {
    this(System.getenv());
  }

  public GetUsage(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private GetUsage(Backend backend) {
    this(
        backend,
        new UsagePage(backend.usage(), backend.standings(), backend.withTenant(), backend.time()));
  }

  private GetUsage(Backend backend, UsagePage page) {
    super(backend.identified(page::show));
  }
}
