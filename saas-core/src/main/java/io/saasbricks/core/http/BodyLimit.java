package io.saasbricks.core.http;

/** Answers 413 to a body over the limit before anything reads it. */
record BodyLimit(int maxBytes) implements Middleware {
  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    if (request.body().length > maxBytes) {
      throw Problem.tooLarge(maxBytes).asException();
    }
    return next.handle(request);
  }
}
