package io.saasbricks.auth;

class DynamoDbLocalOneTimeCodesTest extends OneTimeCodesContract {
  @Override
  Lab newLab() {
    return Lab.local();
  }
}
