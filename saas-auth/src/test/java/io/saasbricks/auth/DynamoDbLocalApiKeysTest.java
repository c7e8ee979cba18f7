package io.saasbricks.auth;

class DynamoDbLocalApiKeysTest extends ApiKeysContract {
  @Override
  Lab newLab() {
    return Lab.local();
  }
}
