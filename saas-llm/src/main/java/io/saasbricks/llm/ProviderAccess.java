package io.saasbricks.llm;

import io.saasbricks.core.Secret;
import io.saasbricks.core.net.OutboundRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How to reach a provider: its key and, if not the catalogue's, its address. Immutable. */
public final class ProviderAccess {
  private final Optional<Supplier<Secret>> key;
  private final UnaryOperator<OutboundRequest> signer;
  private final Optional<URI> url;

  private ProviderAccess(
      Optional<Supplier<Secret>> key, UnaryOperator<OutboundRequest> signer, Optional<URI> url) {
    this.key = key;
    this.signer = signer;
    this.url = url;
  }

  /**
   * Access by a key, which is sent in a header and never in a URL, and is in no message or log.
   *
   * @param key asked at every call, so that a rotated key is taken up; whatever it throws comes out
   *     of the call
   */
  public static ProviderAccess key(Supplier<Secret> key) {
    return new ProviderAccess(Optional.of(key), UnaryOperator.identity(), Optional.empty());
  }

  /** Access without a key, to servers that need none. */
  public static ProviderAccess open() {
    return signed(UnaryOperator.identity());
  }

  /**
   * Access by a signature over the request, such as {@link io.saasbricks.core.net.AwsSignature}.
   *
   * @param signer gives the request with the headers that prove it; called once per call
   */
  public static ProviderAccess signed(UnaryOperator<OutboundRequest> signer) {
    return new ProviderAccess(Optional.empty(), signer, Optional.empty());
  }

  /**
   * This access, to another base address than the catalogue's: a proxy, a region, a stand-in.
   *
   * @param address without a slash at its end; the protocol's paths are appended
   */
  public ProviderAccess at(URI address) {
    return new ProviderAccess(key, signer, Optional.of(address));
  }

  /** The request to that path, with what proves the right to make it. */
  OutboundRequest request(ProviderCard provider, String path, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    key.ifPresent(secret -> headers.putAll(provider.format().wire().headers(secret.get())));
    String base = url.orElse(provider.url()).toString();
    return signer.apply(OutboundRequest.post(URI.create(base + path), headers, body));
  }
}
