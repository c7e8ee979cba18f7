package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Builds events of payload format 2.0. Members that would be empty are left out, as API Gateway
 * does.
 */
final class ProxyEvents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "expect");
  private static final Set<String> TEXT =
      Set.of("application/json", "application/javascript", "application/xml");

  private final EventSource source;

  ProxyEvents(EventSource source) {
    this.source = source;
  }

  /**
   * The event of a call.
   *
   * @param authorizer the {@code requestContext.authorizer} member, missing if nobody authorized
   *     the call
   */
  ObjectNode event(Call call, JsonNode authorizer) {
    LocalRequest request = call.request();
    ObjectNode event = NODES.objectNode().put("version", "2.0").put("routeKey", call.routeKey());
    event.put("rawPath", call.rawPath()).put("rawQueryString", request.rawQuery());
    request.header("cookie").ifPresent(cookies -> addCookies(event.putArray("cookies"), cookies));
    event.set("headers", object(headers(call)));
    setUnlessEmpty(event, "queryStringParameters", query(request.rawQuery()));
    event.set("requestContext", requestContext(call, authorizer));
    if (request.body().length > 0) {
      boolean text = isText(request);
      event.put("body", text ? request.text() : Base64.getEncoder().encodeToString(request.body()));
      event.put("isBase64Encoded", !text);
    } else {
      event.put("isBase64Encoded", false);
    }
    setUnlessEmpty(event, "pathParameters", call.pathParameters());
    setUnlessEmpty(event, "stageVariables", source.stageVariables());
    return event;
  }

  /** What a Lambda authorizer is asked about a call. */
  ObjectNode authorizerRequest(Call call, List<String> identity) {
    ObjectNode event = event(call, NODES.missingNode());
    event.remove(List.of("body", "isBase64Encoded"));
    event.put("type", "REQUEST").put("routeArn", routeArn(call));
    identity.forEach(event.putArray("identitySource")::add);
    return event;
  }

  private String routeArn(Call call) {
    String path = call.rawPath().replaceFirst("^/", "");
    return "arn:aws:execute-api:%s:%s:%s/%s/%s/%s"
        .formatted(
            References.REGION,
            source.accountId(),
            source.apiId(),
            source.stage(),
            call.request().method(),
            path);
  }

  private ObjectNode requestContext(Call call, JsonNode authorizer) {
    LocalRequest request = call.request();
    String domain = request.header("host").orElse("localhost").replaceFirst(":\\d+$", "");
    ObjectNode context = NODES.objectNode();
    context.put("accountId", source.accountId()).put("apiId", source.apiId());
    if (!authorizer.isMissingNode()) {
      context.set("authorizer", authorizer);
    }
    context.put("domainName", domain).put("domainPrefix", domain.split("\\.", 2)[0]);
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", call.rawPath())
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", call.sourceIp())
        .put("userAgent", request.header("user-agent").orElse(""));
    context.put("requestId", call.requestId()).put("routeKey", call.routeKey());
    context.put("stage", source.stage());
    return context.put("time", TIME.format(call.at())).put("timeEpoch", call.at().toEpochMilli());
  }

  private static Map<String, String> headers(Call call) {
    Map<String, String> joined = new LinkedHashMap<>();
    joined.put("content-length", Integer.toString(call.request().body().length));
    for (Header header : call.request().headers()) {
      String name = header.name();
      if (!HOP_BY_HOP.contains(name) && !name.equals("cookie") && !name.equals("content-length")) {
        joined.merge(name, header.value(), (first, next) -> first + "," + next);
      }
    }
    String host = joined.getOrDefault("host", "");
    joined.merge("x-forwarded-for", call.sourceIp(), (sent, source) -> sent + ", " + source);
    joined.put("x-forwarded-port", host.contains(":") ? host.replaceFirst(".*:", "") : "80");
    joined.put("x-forwarded-proto", "http");
    joined.putIfAbsent("x-amzn-trace-id", Trace.of(call.at(), call.requestId()));
    return joined;
  }

  /** Query parameters decoded, the values of one name joined by commas. */
  static Map<String, String> query(String rawQuery) {
    Map<String, String> joined = new LinkedHashMap<>();
    for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? Percent.decodeQuery(parts[1]) : "";
      joined.merge(Percent.decodeQuery(parts[0]), value, (first, next) -> first + "," + next);
    }
    return joined;
  }

  private static void addCookies(ArrayNode list, String cookies) {
    for (String cookie : cookies.split(";", -1)) {
      list.add(cookie.strip());
    }
  }

  /**
   * API Gateway passes few types as text; other bodies, and those that are no UTF-8, go as base64.
   */
  private static boolean isText(LocalRequest request) {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    String media = type.split(";", 2)[0].strip();
    boolean textual = media.startsWith("text/") || media.endsWith("+json") || TEXT.contains(media);
    return textual && request.header("content-encoding").isEmpty() && isUtf8(request.body());
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException otherwise) {
      return false;
    }
  }

  private static void setUnlessEmpty(ObjectNode event, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      event.set(name, object(values));
    }
  }

  private static ObjectNode object(Map<String, String> values) {
    ObjectNode object = NODES.objectNode();
    values.forEach(object::put);
    return object;
  }
}
