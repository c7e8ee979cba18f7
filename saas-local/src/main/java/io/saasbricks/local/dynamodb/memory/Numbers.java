package io.saasbricks.local.dynamodb.memory;

import java.math.BigDecimal;

/** DynamoDB's numbers: 38 significant digits, magnitudes from 1E-130 to 9.99...E+125. */
final class Numbers {
  private static final int PRECISION = 38;
  private static final int MAXIMUM_EXPONENT = 125;
  private static final int MINIMUM_EXPONENT = -130;

  private Numbers() {}

  static Value.Decimal parse(String text) {
    try {
      return check(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw ServiceError.validation("A value provided cannot be converted into a number");
    }
  }

  /** The number as DynamoDB keeps it; arithmetic is exact, so a result may be refused. */
  static Value.Decimal check(BigDecimal number) {
    Value.Decimal decimal = new Value.Decimal(number);
    BigDecimal value = decimal.value();
    int exponent = value.precision() - value.scale() - 1;
    if (value.signum() != 0 && exponent > MAXIMUM_EXPONENT) {
      throw ServiceError.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (value.signum() != 0 && exponent < MINIMUM_EXPONENT) {
      throw ServiceError.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (value.precision() > PRECISION) {
      throw ServiceError.validation("DynamoDB only supports precision up to 38 digits");
    }
    return decimal;
  }
}
