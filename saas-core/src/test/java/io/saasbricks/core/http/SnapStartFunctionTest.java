package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SnapStartFunctionTest {

  /** A scheduled function that notes what happens to it. */
  private static final class Noting extends ScheduledLambda {
    private final List<String> notes = new ArrayList<>();

    Noting() {
      super(deadline -> JsonObject.builder().build(), () -> 0);
    }

    @Override
    protected void prime() {
      notes.add("primed");
    }

    @Override
    protected void restored() {
      notes.add("restored");
    }
  }

  @Test
  void theRuntimeReachesEveryFunctionByTheContextOfCrac() throws Exception {
    Noting function = new Noting();
    function.beforeCheckpoint(Core.getGlobalContext());
    function.afterRestore(Core.getGlobalContext());
    assertThat(function.notes).containsExactly("primed", "restored");
  }

  @Test
  void everyFunctionIsKnownToItsContextFromTheStart() throws Exception {
    List<Resource> known = new ArrayList<>();
    Context<Resource> context =
        new Context<>() {
          @Override
          public void register(Resource resource) {
            known.add(resource);
          }

          @Override
          public void beforeCheckpoint(Context<? extends Resource> parent) {
            throw new AssertionError("a context within no other");
          }

          @Override
          public void afterRestore(Context<? extends Resource> parent) {
            throw new AssertionError("a context within no other");
          }
        };
    List<String> notes = new ArrayList<>();
    SnapStartFunction function =
        new SnapStartFunction(context) {
          @Override
          protected void prime() {
            notes.add("primed");
          }

          @Override
          public void handleRequest(
              InputStream input,
              OutputStream output,
              com.amazonaws.services.lambda.runtime.Context invocation) {
            throw new AssertionError("never invoked");
          }
        };
    assertThat(known).containsExactly(function);
    known.get(0).beforeCheckpoint(context);
    assertThat(notes).containsExactly("primed");
  }

  @Test
  void twoClonesOfASnapshotMakeTheSameIdsUntilTheyAreSeededAnew() throws Exception {
    SecureRandom kept = SecureRandom.getInstance("SHA1PRNG");
    kept.nextLong();
    byte[] snapshot = snapshot(kept);
    assertThat(TenantId.random(restored(snapshot))).isEqualTo(TenantId.random(restored(snapshot)));

    SecureRandom one = restored(snapshot);
    SecureRandom other = restored(snapshot);
    SnapStartFunction.reseed(one);
    SnapStartFunction.reseed(other);
    assertThat(TenantId.random(one)).isNotEqualTo(TenantId.random(other));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void thePlainGeneratorIsTheOneWhoseStateIsSharedAndMixedWithTheKernels() {
    assertThat(new SecureRandom().getAlgorithm()).isEqualTo("NativePRNG");
  }

  /** A generator keeps its state in memory and is serialised with it, so a copy is a clone. */
  private static byte[] snapshot(SecureRandom random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(random);
    }
    return bytes.toByteArray();
  }

  private static SecureRandom restored(byte[] snapshot) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(snapshot))) {
      return (SecureRandom) in.readObject();
    }
  }
}
