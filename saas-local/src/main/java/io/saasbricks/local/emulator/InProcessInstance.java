package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A handler object in this JVM. It is interrupted when its time is over, and forgotten; it cannot
 * be killed.
 */
final class InProcessInstance implements Instance {
  private final FunctionDefinition function;
  private final RequestStreamHandler handler;

  InProcessInstance(FunctionDefinition function, RequestStreamHandler handler) {
    this.function = function;
    this.handler = handler;
  }

  @Override
  public void invoke(byte[] event, OutputStream out, String requestId) throws IOException {
    var context = new InvocationContext(function, requestId, System::nanoTime);
    handler.handleRequest(new ByteArrayInputStream(event), out, context);
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void close() {}
}
