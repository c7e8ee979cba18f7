package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The two pages a customer sees at Stripe: one to pay at, one to cancel at. Each is a button. */
final class StripePages {
  private StripePages() {}

  static LocalResponse page(String title, String button) {
    String html =
        """
        <!doctype html>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%1$s</title>
        <style>body{font:16px system-ui;margin:20vh auto;max-width:24rem;text-align:center}
        button{font:inherit;padding:.75rem 2rem;cursor:pointer}</style>
        <h1>%1$s</h1>
        <p>This is the local stand-in for Stripe. No money moves.</p>
        <form method="post"><button>%2$s</button></form>
        """
            .formatted(title, button);
    return LocalResponse.of(
        200,
        List.of(new Header("content-type", "text/html; charset=utf-8")),
        html.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the browser back to where the session says. */
  static LocalResponse back(ObjectNode session, String member) {
    String url =
        session
            .path(member)
            .asText("/")
            .replace("{CHECKOUT_SESSION_ID}", session.path("id").asText());
    return LocalResponse.empty(303).with("location", url);
  }
}
