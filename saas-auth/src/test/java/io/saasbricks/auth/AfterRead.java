package io.saasbricks.auth;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Lets somebody else act between a container's read and what it makes of the answer. */
final class AfterRead implements ExecutionInterceptor {
  private Runnable action = () -> {};
  private int readsLeft;

  /** Acts once, after that many reads from now. */
  void afterReads(int reads, Runnable interference) {
    readsLeft = reads;
    action = interference;
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    boolean read =
        context.request() instanceof GetItemRequest || context.request() instanceof QueryRequest;
    if (read && --readsLeft == 0) {
      action.run();
    }
  }
}
