package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.saasbricks.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens that are not exactly those the service issued. All but the first two groups carry a right
 * signature: it is the spelling and the meaning that must be refused.
 */
class SessionForgeryTest {
  private static final Secret SECRET = Lab.SECRETS.current();
  private static final Secret OTHER = Secret.of("fedcba9876543210".repeat(4));
  private static final long NOW = Lab.START.getEpochSecond();
  private static final String HEADER =
      """
      {"alg":"HS256","typ":"session+jwt","kid":"s1"}""";
  private static final KeyPair RSA = Forge.KEYS;

  private static final Lab LAB = Lab.inMemory();
  private static final Lab.Container CONTAINER = LAB.container();

  @Test
  void theTokenThatAllOthersAreMadeFromIsGood() {
    assertThat(verify(signed(HEADER, claims()))).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void membersThatNobodyKnowsAreIgnored() {
    String header = HEADER.replace("}", ",\"cty\":\"JWT\",\"x\":1}");

    assertThat(verify(signed(header, claims("\"x\":{\"y\":[1,null]}"))))
        .isInstanceOf(Verification.Accepted.class);
  }

  static Stream<Arguments> wrongKeyOrAlgorithm() {
    String good = signed(HEADER, claims());
    String input = good.substring(0, good.lastIndexOf('.'));
    String unsigned = Forge.base64(header("none")) + "." + Forge.base64(claims()) + ".";
    byte[] publicKey = ((RSAPublicKey) RSA.getPublic()).getEncoded();
    String confused = Forge.base64(HEADER) + "." + Forge.base64(claims());
    return Stream.of(
        argumentSet("none", unsigned, Refusal.MALFORMED),
        argumentSet("none, with a signature", unsigned + "AA", Refusal.MALFORMED),
        argumentSet("None", signed(header("None"), claims()), Refusal.ALGORITHM),
        argumentSet("hs256", signed(header("hs256"), claims()), Refusal.ALGORITHM),
        argumentSet("HS256 and a space", signed(header("HS256 "), claims()), Refusal.ALGORITHM),
        argumentSet("HS512 named", signed(header("HS512"), claims()), Refusal.ALGORITHM),
        argumentSet("HS512 used", hs(header("HS512"), "HmacSHA512"), Refusal.ALGORITHM),
        argumentSet("HS512 used, HS256 named", hs(HEADER, "HmacSHA512"), Refusal.SIGNATURE),
        argumentSet(
            "RS256", Forge.rs256(header("RS256"), claims(), RSA.getPrivate()), Refusal.ALGORITHM),
        argumentSet(
            "RS256 under HS256",
            Forge.rs256(HEADER, claims(), RSA.getPrivate()),
            Refusal.SIGNATURE),
        argumentSet(
            "a public key as secret",
            confused + "." + Forge.base64(Forge.mac("HmacSHA256", Forge.utf8(confused), publicKey)),
            Refusal.SIGNATURE),
        argumentSet("another secret", Forge.hs256(HEADER, claims(), OTHER), Refusal.SIGNATURE),
        argumentSet("an empty signature", input + ".", Refusal.MALFORMED),
        argumentSet("a signature of zeros", input + "." + "A".repeat(43), Refusal.SIGNATURE),
        argumentSet(
            "a shortened signature", good.substring(0, good.length() - 4), Refusal.SIGNATURE),
        argumentSet("a signature of 31 bytes", input + "." + "A".repeat(42), Refusal.SIGNATURE),
        argumentSet("a lengthened signature", good + "AAAA", Refusal.SIGNATURE),
        argumentSet("a signature of 64 bytes", input + "." + "A".repeat(86), Refusal.SIGNATURE),
        argumentSet("other claims", swapped(good, 1, claims("\"x\":1")), Refusal.SIGNATURE),
        argumentSet(
            "another header",
            swapped(good, 0, HEADER.replace("}", ",\"x\":1}")),
            Refusal.SIGNATURE));
  }

  static Stream<Arguments> wrongHeader() {
    return Stream.of(
        argumentSet(
            "no alg",
            signed("{\"typ\":\"session+jwt\",\"kid\":\"s1\"}", claims()),
            Refusal.MALFORMED),
        argumentSet(
            "alg null", signed(HEADER.replace("\"HS256\"", "null"), claims()), Refusal.MALFORMED),
        argumentSet(
            "alg a number",
            signed(HEADER.replace("\"HS256\"", "256"), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "alg a list",
            signed(HEADER.replace("\"HS256\"", "[\"HS256\"]"), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "alg twice",
            signed(HEADER.replace("{", "{\"alg\":\"HS256\","), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "alg twice, escaped",
            signed(HEADER.replace("{", "{\"\\u0061lg\":\"HS256\","), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "kid twice",
            signed(HEADER.replace("}", ",\"kid\":\"s1\"}"), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "no kid",
            signed("{\"alg\":\"HS256\",\"typ\":\"session+jwt\"}", claims()),
            Refusal.UNKNOWN),
        argumentSet(
            "kid a number", signed(HEADER.replace("\"s1\"", "1"), claims()), Refusal.MALFORMED),
        argumentSet("kid unknown", signed(HEADER.replace("s1", "s2"), claims()), Refusal.UNKNOWN),
        argumentSet(
            "kid a path",
            signed(HEADER.replace("s1", "../../dev/null"), claims()),
            Refusal.UNKNOWN),
        argumentSet(
            "kid a query", signed(HEADER.replace("s1", "' OR 1=1 --"), claims()), Refusal.UNKNOWN),
        argumentSet(
            "kid with NUL", signed(HEADER.replace("s1", "s1\\u0000"), claims()), Refusal.UNKNOWN),
        argumentSet(
            "no typ", signed("{\"alg\":\"HS256\",\"kid\":\"s1\"}", claims()), Refusal.TOKEN_TYPE),
        argumentSet(
            "typ JWT", signed(HEADER.replace("session+jwt", "JWT"), claims()), Refusal.TOKEN_TYPE),
        argumentSet(
            "typ in capitals",
            signed(HEADER.replace("session+jwt", "SESSION+JWT"), claims()),
            Refusal.TOKEN_TYPE),
        argumentSet(
            "typ with application/",
            signed(HEADER.replace("session", "application/session"), claims()),
            Refusal.TOKEN_TYPE),
        argumentSet("crit", signed(with("\"crit\":[\"exp\"]"), claims()), Refusal.MALFORMED),
        argumentSet("crit empty", signed(with("\"crit\":[]"), claims()), Refusal.MALFORMED),
        argumentSet("crit null", signed(with("\"crit\":null"), claims()), Refusal.MALFORMED),
        argumentSet(
            "b64 false",
            signed(with("\"b64\":false,\"crit\":[\"b64\"]"), claims()),
            Refusal.MALFORMED),
        argumentSet("b64 true", signed(with("\"b64\":true"), claims()), Refusal.MALFORMED),
        argumentSet("zip", signed(with("\"zip\":\"DEF\""), claims()), Refusal.MALFORMED),
        argumentSet(
            "jwk",
            signed(with("\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}"), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "jku", signed(with("\"jku\":\"https://evil.example\""), claims()), Refusal.MALFORMED),
        argumentSet(
            "x5u", signed(with("\"x5u\":\"https://evil.example\""), claims()), Refusal.MALFORMED),
        argumentSet("x5c", signed(with("\"x5c\":[\"AAAA\"]"), claims()), Refusal.MALFORMED),
        argumentSet("enc", signed(with("\"enc\":\"A128GCM\""), claims()), Refusal.MALFORMED),
        argumentSet("header a list", signed("[\"HS256\"]", claims()), Refusal.MALFORMED),
        argumentSet("header a text", signed("\"HS256\"", claims()), Refusal.MALFORMED),
        argumentSet("header empty", signed("", claims()), Refusal.MALFORMED),
        argumentSet("header {}", signed("{}", claims()), Refusal.MALFORMED),
        argumentSet("header with a tail", signed(HEADER + "x", claims()), Refusal.MALFORMED),
        argumentSet("header twice", signed(HEADER + HEADER, claims()), Refusal.MALFORMED),
        argumentSet(
            "header with a comment",
            signed(HEADER.replace("{", "{/**/"), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "header in single quotes",
            signed(HEADER.replace('"', '\''), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "header with a trailing comma",
            signed(HEADER.replace("}", ",}"), claims()),
            Refusal.MALFORMED),
        argumentSet("header with a BOM", signed("\ufeff" + HEADER, claims()), Refusal.MALFORMED),
        argumentSet(
            "header deeply nested",
            signed(with("\"x\":" + nested(1_000)), claims()),
            Refusal.MALFORMED),
        argumentSet(
            "header in UTF-16",
            segments(
                Forge.base64(HEADER.getBytes(StandardCharsets.UTF_16)), Forge.base64(claims())),
            Refusal.MALFORMED));
  }

  static Stream<Arguments> wrongSpelling() {
    String good = signed(HEADER, claims());
    String header = Forge.base64(HEADER);
    String payload = Forge.base64(claims());
    String signature = good.substring(good.lastIndexOf('.') + 1);
    char last = signature.charAt(signature.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char sibling = alphabet.charAt(alphabet.indexOf(last) + 1);
    List<Arguments> cases = new ArrayList<>();
    cases.add(
        argumentSet(
            "unused bits in the signature",
            good.substring(0, good.length() - 1) + sibling,
            Refusal.MALFORMED));
    cases.add(argumentSet("padded signature", good + "=", Refusal.MALFORMED));
    cases.add(argumentSet("padded header", segments(padded(HEADER), payload), Refusal.MALFORMED));
    cases.add(
        argumentSet(
            "padded payload", segments(header, padded(claims("\"xx\":1"))), Refusal.MALFORMED));
    cases.add(argumentSet("standard alphabet", segments(header, standard()), Refusal.MALFORMED));
    cases.add(argumentSet("both alphabets", segments(header, payload + "+-"), Refusal.MALFORMED));
    for (String junk : List.of(" ", "\n", "\t", "\r\n", "?", "=", "%", "\u0000", "é", "\u200b")) {
      String name = "U+%04X".formatted((int) junk.charAt(0));
      cases.add(argumentSet(name + " in front", junk + good, Refusal.MALFORMED));
      cases.add(argumentSet(name + " behind", good + junk, Refusal.MALFORMED));
      cases.add(
          argumentSet(
              name + " in the header",
              segments(header.charAt(0) + junk + header.substring(1), payload),
              Refusal.MALFORMED));
      cases.add(
          argumentSet(
              name + " in the payload",
              segments(header, payload.substring(0, 8) + junk + payload.substring(8)),
              Refusal.MALFORMED));
      cases.add(
          argumentSet(
              name + " in the signature",
              good.replace(
                  "." + signature, "." + signature.charAt(0) + junk + signature.substring(1)),
              Refusal.MALFORMED));
    }
    cases.add(argumentSet("empty", "", Refusal.MALFORMED));
    cases.add(argumentSet("one dot", header + "." + payload, Refusal.MALFORMED));
    cases.add(argumentSet("three dots", good + ".AAAA", Refusal.MALFORMED));
    cases.add(argumentSet("five parts", good + ".AAAA.AAAA", Refusal.MALFORMED));
    cases.add(argumentSet("only dots", "..", Refusal.MALFORMED));
    cases.add(
        argumentSet(
            "JSON serialization",
            "{\"protected\":\""
                + header
                + "\",\"payload\":\""
                + payload
                + "\",\"signature\":\""
                + signature
                + "\"}",
            Refusal.MALFORMED));
    cases.add(
        argumentSet(
            "over 8,192 characters",
            signed(HEADER, claims("\"x\":\"" + "y".repeat(8_000) + "\"")),
            Refusal.MALFORMED));
    cases.add(argumentSet("over 10 MB", "A".repeat(10_000_000), Refusal.MALFORMED));
    cases.add(argumentSet("a million dots", ".".repeat(1_000_000), Refusal.MALFORMED));
    return cases.stream();
  }

  static Stream<Arguments> wrongClaims() {
    List<Arguments> cases = new ArrayList<>();
    for (String name :
        List.of(
            "iss", "aud", "sub", "jti", "iat", "exp", "tenant", "generations", "scope", "claims")) {
      Refusal absent = name.equals("aud") ? Refusal.AUDIENCE : Refusal.CLAIMS;
      cases.add(
          claim(
              "no " + name,
              claims().replace("\"" + name + "\":", "\"not-" + name + "\":"),
              absent));
      cases.add(claim(name + " null", set(name, "null"), absent));
      cases.add(claim(name + " a list in a list", set(name, "[[]]"), Refusal.CLAIMS));
      cases.add(
          claim(
              name + " twice",
              claims().replace("{\"iss\"", "{\"" + name + "\":1,\"iss\""),
              Refusal.CLAIMS));
    }
    for (String time :
        List.of(
            "\"" + (NOW + 60) + "\"",
            NOW + 60 + ".5",
            "1e400",
            "-1",
            "9".repeat(40),
            "9".repeat(5_000),
            "true",
            "{}")) {
      cases.add(
          claim(
              "exp " + shortened(time),
              set("exp", time),
              time.equals("-1") ? Refusal.EXPIRED : Refusal.CLAIMS));
      cases.add(claim("iat " + shortened(time), set("iat", time), Refusal.CLAIMS));
    }
    cases.add(claim("exp now", set("exp", NOW), Refusal.EXPIRED));
    cases.add(claim("exp in a million years", set("exp", Long.MAX_VALUE), Refusal.CLAIMS));
    cases.add(
        claim("exp past the longest life", set("exp", NOW + 30 * 86_400 + 1), Refusal.CLAIMS));
    cases.add(claim("iat 61 s ahead", set("iat", NOW + 61), Refusal.NOT_YET_VALID));
    cases.add(claim("iat the smallest", set("iat", Long.MIN_VALUE), Refusal.CLAIMS));
    cases.add(claim("nbf 61 s ahead", claims("\"nbf\":" + (NOW + 61)), Refusal.NOT_YET_VALID));
    cases.add(claim("nbf a text", claims("\"nbf\":\"0\""), Refusal.CLAIMS));
    cases.add(claim("nbf null", claims("\"nbf\":null"), Refusal.CLAIMS));
    cases.add(claim("another issuer", set("iss", "\"https://evil.example\""), Refusal.ISSUER));
    cases.add(claim("issuer with a slash", set("iss", "\"https://api.example/\""), Refusal.ISSUER));
    cases.add(claim("another audience", set("aud", "\"other\""), Refusal.AUDIENCE));
    cases.add(
        claim("ours among audiences", set("aud", "[\"example\",\"other\"]"), Refusal.AUDIENCE));
    cases.add(claim("no audience", set("aud", "[]"), Refusal.AUDIENCE));
    cases.add(claim("tenant in capitals", set("tenant", "\"TENANT01\""), Refusal.CLAIMS));
    cases.add(claim("tenant with a separator", set("tenant", "\"tenant01#x\""), Refusal.CLAIMS));
    cases.add(claim("tenant a list", set("tenant", "[\"tenant01\"]"), Refusal.CLAIMS));
    cases.add(claim("tenant a number", set("tenant", "12345678"), Refusal.CLAIMS));
    cases.add(claim("tenant in full width", set("tenant", "\"\uff54enant01\""), Refusal.CLAIMS));
    cases.add(claim("sub empty", set("sub", "\"\""), Refusal.CLAIMS));
    cases.add(claim("a fact that is no text", set("claims", "{\"email\":1}"), Refusal.CLAIMS));
    cases.add(claim("deeply nested", claims("\"x\":" + nested(2_000)), Refusal.CLAIMS));
    cases.add(claim("a list", "[" + claims() + "]", Refusal.CLAIMS));
    cases.add(claim("a text", "\"foo\"", Refusal.CLAIMS));
    cases.add(claim("nothing", "", Refusal.CLAIMS));
    cases.add(claim("a tail", claims() + "{}", Refusal.CLAIMS));
    cases.add(claim("a comment", claims() + "//", Refusal.CLAIMS));
    cases.add(claim("a BOM", "\ufeff" + claims(), Refusal.CLAIMS));
    cases.add(claim("a raw line break in a text", claims("\"x\":\"\n\""), Refusal.CLAIMS));
    cases.add(
        argumentSet(
            "invalid UTF-8",
            segments(Forge.base64(HEADER), Forge.base64(invalidUtf8())),
            Refusal.CLAIMS));
    return cases.stream();
  }

  @ParameterizedTest(quoteTextArguments = false)
  @MethodSource({"wrongKeyOrAlgorithm", "wrongHeader", "wrongSpelling", "wrongClaims"})
  void isRefusedForItsReasonWithoutARequest(String token, Refusal reason) {
    assertThat(
            LAB.requestsDuring(
                () ->
                    assertThat(verify(token))
                        .isInstanceOfSatisfying(
                            Verification.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason))))
        .isZero();
  }

  private static Verification verify(String token) {
    return CONTAINER.sessions().verify(token);
  }

  private static String signed(String header, String payload) {
    return Forge.hs256(header, payload, SECRET);
  }

  private static String segments(String header, String payload) {
    return Forge.hs256Segments(header, payload, SECRET);
  }

  private static String hs(String header, String algorithm) {
    String input = Forge.base64(header) + "." + Forge.base64(claims());
    return input + "." + Forge.base64(Forge.mac(algorithm, Forge.utf8(input), SECRET.bytes()));
  }

  private static String header(String algorithm) {
    return HEADER.replace("HS256", algorithm);
  }

  private static String with(String members) {
    return HEADER.replace("}", "," + members + "}");
  }

  private static String claims() {
    return """
        {"iss":"https://api.example","aud":"example","sub":"google_1","jti":"j1","iat":%d,\
        "exp":%d,"tenant":"tenant01","generations":{"tenant":0,"user":0},"scope":"","claims":{}}"""
        .formatted(NOW, NOW + 3600);
  }

  private static String claims(String more) {
    return claims().replaceFirst("\\{", "{" + Matcher.quoteReplacement(more) + ",");
  }

  private static String set(String name, Object value) {
    return claims()
        .replaceFirst(
            "\"" + name + "\":(\"[^\"]*\"|[0-9]+|\\{[^}]*\\})",
            Matcher.quoteReplacement("\"" + name + "\":" + value));
  }

  private static Arguments claim(String name, String payload, Refusal reason) {
    return argumentSet(name, signed(HEADER, payload), reason);
  }

  private static String swapped(String token, int segment, String text) {
    String[] segments = token.split("\\.", -1);
    segments[segment] = Forge.base64(text);
    return String.join(".", segments);
  }

  private static String padded(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(Forge.utf8(text));
    return encoded.endsWith("=") ? encoded : encoded + "=";
  }

  /** The payload in base64 with plus and slash, of which it is made to have one. */
  private static String standard() {
    String encoded =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(Forge.utf8(claims("\"x\":\"???>>>~~~???>>>~~~\"")));
    assertThat(encoded).containsAnyOf("+", "/");
    return encoded;
  }

  private static byte[] invalidUtf8() {
    byte[] bytes = Forge.utf8(claims("\"x\":\"yy\""));
    int at = claims("\"x\":\"yy\"").indexOf("yy");
    bytes[at] = (byte) 0xc0;
    bytes[at + 1] = (byte) 0xaf;
    return bytes;
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String shortened(String text) {
    return text.length() > 20 ? "of " + text.length() + " digits" : text;
  }
}
