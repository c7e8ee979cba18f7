package io.saasbricks.auth;

class InMemoryApiKeysTest extends ApiKeysContract {
  @Override
  Lab newLab() {
    return Lab.inMemory();
  }
}
