package io.saasbricks.local.simulation;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One simulated Lambda container in one life: what a crash leaves behind is in the database, not
 * here. To be used by its own program only.
 */
public final class Container {
  private final Simulation simulation;
  private final String name;
  private final int life;
  private final Duration skew;
  private final RandomGenerator random;

  Container(Simulation simulation, String name, int life, Duration skew, RandomGenerator random) {
    this.simulation = simulation;
    this.name = name;
    this.life = life;
    this.skew = skew;
    this.random = random;
  }

  /** This container while the clock showed less. */
  Container earlier(Duration age) {
    return new Container(simulation, name, life, skew.minus(age), random);
  }

  /** The name it was added by. */
  public String name() {
    return name;
  }

  /** Which delivery of the event this is, from 1. */
  public int life() {
    return life;
  }

  /** This container's clock, as wrong as the faults allow, always by the same amount. */
  public InstantSource time() {
    return () -> simulation.time().instant().plus(skew);
  }

  /**
   * Numbers that no other container and no other life draws, except that all which are restored
   * from one snapshot draw the same.
   */
  public RandomGenerator random() {
    return random;
  }

  /** A new client of the simulation's database in memory, over a network with faults. */
  public DynamoDbClient client() {
    return simulation.faultyClient(simulation.database().httpClient(), Simulation.MEMORY);
  }

  /** A new client of another server, such as DynamoDB Local, over a network with faults. */
  public DynamoDbClient client(SdkHttpClient server, URI endpoint) {
    return simulation.faultyClient(server, endpoint);
  }

  /** Lets other containers run, as every request does too. */
  public void pause() {
    simulation.pause();
  }
}
