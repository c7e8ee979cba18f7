package io.saasbricks.local.iam;

/**
 * One thing done to one resource.
 *
 * @param action as IAM names it, {@code dynamodb:GetItem}
 * @param resource an ARN
 */
public record Access(String action, String resource) {
  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
