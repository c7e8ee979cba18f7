package io.saasbricks.auth;

import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Makes DynamoDB unreachable, wholly or for some requests. */
final class Outage implements ExecutionInterceptor {
  private volatile Predicate<SdkRequest> lost = request -> false;

  void begin() {
    lost = request -> true;
  }

  /** From now on only these requests are lost. */
  void of(Predicate<SdkRequest> requests) {
    lost = requests;
  }

  void end() {
    lost = request -> false;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (lost.test(context.request())) {
      throw SdkClientException.create("unreachable");
    }
  }
}
