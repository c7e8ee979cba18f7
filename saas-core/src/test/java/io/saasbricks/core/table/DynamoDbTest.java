package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoDbTest {
  @ParameterizedTest
  @CsvSource({
    "eu-central-1, https://dynamodb.eu-central-1.amazonaws.com",
    "us-gov-west-1, https://dynamodb.us-gov-west-1.amazonaws.com",
    "cn-north-1, https://dynamodb.cn-north-1.amazonaws.com.cn"
  })
  void theRegionTellsTheAddress(String region, URI address) {
    assertThat(DynamoDb.address(region)).isEqualTo(address);
  }
}
