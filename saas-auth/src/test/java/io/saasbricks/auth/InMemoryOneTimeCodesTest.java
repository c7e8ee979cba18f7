package io.saasbricks.auth;

class InMemoryOneTimeCodesTest extends OneTimeCodesContract {
  @Override
  Lab newLab() {
    return Lab.inMemory();
  }
}
