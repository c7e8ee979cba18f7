package io.saasbricks.benchmarks.peers;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.Request;
import com.amazonaws.Response;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.handlers.HandlerBeforeAttemptContext;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemResult;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.PutItemResult;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.dynamodb.v1.DynamoDBProxyManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Decides as fast as it can by buckets of Bucket4j on the table {@code buckets}. Takes and prints what CompareLimiters says. */
public final class Bucket4jDecisions {
  private static final int KEYS = 100;
  private static final int AGENTS = 7;
  private static final BucketConfiguration LIMIT =
      BucketConfiguration.builder().addLimit(Bandwidth.simple(1_000_000, Duration.ofDays(31))).build();

  private Bucket4jDecisions() {}

  public static void main(String[] arguments) throws Exception {
    Meter meter = new Meter(Long.parseLong(arguments[3]));
    AmazonDynamoDB client =
        AmazonDynamoDBClientBuilder.standard()
            .withEndpointConfiguration(new EndpointConfiguration(arguments[0], "us-east-1"))
            .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("local", "local")))
            .withClientConfiguration(new ClientConfiguration().withMaxConnections(64))
            .withRequestHandlers(meter)
            .build();
    ProxyManager<String> buckets = DynamoDBProxyManager.stringKey(client, "buckets", ClientSideConfig.getDefault());
    IntConsumer decision = decision(arguments[1], buckets);
    int threads = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[4]);
    decide(decision, threads, Math.max(1, seconds / 2));
    meter.reset();
    long start = System.nanoTime();
    long decisions = decide(decision, threads, seconds);
    meter.print(decisions, (System.nanoTime() - start) / 1e9);
    client.shutdown();
  }

  private static IntConsumer decision(String scenario, ProxyManager<String> buckets) {
    switch (scenario) {
      case "uncontended":
        return number -> take(bucket(buckets, "uncontended" + number % KEYS));
      case "hot":
        Bucket hot = bucket(buckets, "hot");
        return number -> take(hot);
      case "composite":
        return number -> {
          Bucket address = bucket(buckets, "ip" + number % KEYS);
          take(address);
          if (!bucket(buckets, "ip" + number % KEYS + "agent" + number % AGENTS).tryConsume(1)) {
            address.addTokens(1);
          }
        };
      default:
        throw new IllegalArgumentException(scenario);
    }
  }

  private static Bucket bucket(ProxyManager<String> buckets, String key) {
    return buckets.builder().build(key, LIMIT);
  }

  private static void take(Bucket bucket) {
    if (!bucket.tryConsume(1)) {
      throw new IllegalStateException("denied");
    }
  }

  private static long decide(IntConsumer decision, int threads, int seconds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Long>> counts = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      counts.add(
          pool.submit(
              () -> {
                long count = 0;
                while (System.nanoTime() < end) {
                  decision.accept((int) count++);
                }
                return count;
              }));
    }
    long total = 0;
    for (Future<Long> count : counts) {
      total += count.get();
    }
    pool.shutdown();
    return total;
  }

  /** Counts what passes, and delays it. A failed condition costs one write unit. */
  private static final class Meter extends RequestHandler2 {
    private final long delayMillis;
    private final LongAdder requests = new LongAdder();
    private final DoubleAdder reads = new DoubleAdder();
    private final DoubleAdder writes = new DoubleAdder();

    Meter(long delayMillis) {
      this.delayMillis = delayMillis;
    }

    void reset() {
      requests.reset();
      reads.reset();
      writes.reset();
    }

    void print(long decisions, double seconds) {
      System.out.printf(
          Locale.ROOT, "%d %.3f %d %.1f %.1f%n", decisions, seconds, requests.sum(), reads.sum(), writes.sum());
    }

    @Override
    public AmazonWebServiceRequest beforeMarshalling(AmazonWebServiceRequest request) {
      if (request instanceof GetItemRequest) {
        ((GetItemRequest) request).setReturnConsumedCapacity("TOTAL");
      } else if (request instanceof PutItemRequest) {
        ((PutItemRequest) request).setReturnConsumedCapacity("TOTAL");
      }
      return request;
    }

    @Override
    public void beforeAttempt(HandlerBeforeAttemptContext context) {
      requests.increment();
      if (delayMillis > 0) {
        LockSupport.parkNanos(Duration.ofMillis(delayMillis).toNanos());
      }
    }

    @Override
    public void afterResponse(Request<?> request, Response<?> response) {
      if (response.getAwsResponse() instanceof GetItemResult) {
        reads.add(((GetItemResult) response.getAwsResponse()).getConsumedCapacity().getCapacityUnits());
      } else if (response.getAwsResponse() instanceof PutItemResult) {
        writes.add(((PutItemResult) response.getAwsResponse()).getConsumedCapacity().getCapacityUnits());
      }
    }

    @Override
    public void afterError(Request<?> request, Response<?> response, Exception error) {
      if (error instanceof ConditionalCheckFailedException) {
        writes.add(1);
      }
    }
  }
}
