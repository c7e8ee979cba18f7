package io.saasbricks.auth;

class InMemorySessionsTest extends SessionsContract {
  @Override
  Lab newLab() {
    return Lab.inMemory();
  }
}
