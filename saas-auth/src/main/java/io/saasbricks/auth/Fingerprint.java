package io.saasbricks.auth;

/**
 * A one-way hash under which an API key is stored and found.
 *
 * @param algorithm names how it was made, with the pepper's id
 * @param hash in base64url
 */
record Fingerprint(String algorithm, String hash) {
  /** Under this name what is cached of the key is vouched for. */
  String subject() {
    return "K#" + algorithm + "#" + hash;
  }
}
