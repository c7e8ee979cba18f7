package io.saasbricks.auth;

class DynamoDbLocalSessionsTest extends SessionsContract {
  @Override
  Lab newLab() {
    return Lab.local();
  }
}
