package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.RequestCounter;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MiddlewareTest {
  private static final Metric CALLS = Metric.sum("api_calls");

  private final TestTable test = TestTable.inMemory();
  private final TenantId tenant = test.tenant();
  private final TenantStore tenants =
      TenantStore.of(test.table(), test.time(), test.time().nanos());
  private final WithTenant withTenant = WithTenant.of(tenants, PlanCatalogue.standard());
  private final UsageMeter meter = UsageMeter.of(test.table(), test.time());
  private final Quota quota = Quota.of(test.table(), test.time());
  private final WithUsage withUsage = WithUsage.of(meter, test.time(), WithUsage.Unrecorded.FAILS);
  private final WithQuota withQuota =
      WithQuota.of(
          quota, context -> Allowance.monthly("messages", context.plan().messages()), test.time());

  @BeforeEach
  void registerTenant() {
    tenants.create(tenant, "Ann's", "free");
  }

  @Test
  void usageIsRecordedBeforeTheAnswerLeaves() {
    assertThat(answer(counting(2)).status()).isEqualTo(204);
    assertThat(recorded()).isEqualTo(2);
  }

  @Test
  void usageOfAFailedRequestIsRecordedToo() {
    Handler failing =
        request -> {
          UsageBatch.of(request).add(CALLS, 1);
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> answer(failing)).hasMessage("broken");
    assertThat(recorded()).isEqualTo(1);
  }

  @Test
  void aRequestThatUsedNothingCostsNothing() {
    answer(request -> HttpResponse.empty(204));
    assertThat(test.cost(() -> answer(request -> HttpResponse.empty(204))).total().requests())
        .isZero();
  }

  @Test
  void unconfirmedUsageIsHandedOverWithItsIdAndTime() {
    List<UsageEvent> kept = new ArrayList<>();
    StoreUnavailableException down = new StoreUnavailableException("down");
    WithUsage lenient =
        WithUsage.of(broken(down), test.time(), (owner, event, cause) -> kept.add(event));
    Handler chain = counting(3).behind(withTenant, lenient);
    assertThat(chain.handle(request()).status()).isEqualTo(204);
    assertThat(kept).containsExactly(UsageEvent.of("local", test.time().instant()).with(CALLS, 3));
  }

  @Test
  void unconfirmedUsageFailsTheRequestIfSoChosen() {
    StoreUnavailableException down = new StoreUnavailableException("down");
    WithUsage strict = WithUsage.of(broken(down), test.time(), WithUsage.Unrecorded.FAILS);
    Handler chain = counting(3).behind(withTenant, strict);
    assertThatThrownBy(() -> chain.handle(request())).isSameAs(down);
  }

  @Test
  void theFailureOfTheHandlerIsNotHiddenByThatOfTheMeter() {
    StoreUnavailableException down = new StoreUnavailableException("down");
    WithUsage strict = WithUsage.of(broken(down), test.time(), WithUsage.Unrecorded.FAILS);
    Handler failing =
        request -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> failing.behind(withTenant, strict).handle(request()))
        .hasMessage("broken")
        .hasSuppressedException(down);
  }

  @Test
  void aUsedUpQuotaIsAnswered429WithItsReset() {
    exhaust();
    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> limited(counting(1)));
    HttpResponse response = refusal.problem().toResponse("r1");
    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers().get("retry-after")).contains("1345171");
    JsonObject body = Json.object(response.body());
    assertThat(body.string("type")).endsWith("/quota-exceeded");
    assertThat(body.string("quota")).isEqualTo("messages");
    assertThat(body.number("limit")).isEqualTo(100);
    assertThat(body.number("used")).isEqualTo(100);
    assertThat(body.number("remaining")).isZero();
    assertThat(body.string("resetsAt")).isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void aPlanJustPaidForElsewhereLiftsTheRefusalAtOnce() {
    exhaust();
    TenantStore elsewhere = TenantStore.of(test.table(), test.time(), test.time().nanos());
    WithQuota refreshing = withQuota.refreshing(withTenant::refreshed);
    Handler chain = counting(1).behind(withTenant, refreshing);
    assertThatThrownBy(() -> chain.handle(request())).isInstanceOf(ProblemException.class);
    elsewhere.changePlan(tenant, "pro");
    assertThat(chain.handle(request()).status()).isEqualTo(204);
    assertThat(used()).isEqualTo(101);
  }

  @Test
  void aRefreshOfAPlanThatIsTheSameTriesNothingAgain() {
    exhaust();
    Handler chain = counting(1).behind(withTenant, withQuota.refreshing(withTenant::refreshed));
    RequestCounter.Snapshot cost =
        test.cost(
            () ->
                assertThatThrownBy(() -> chain.handle(request()))
                    .isInstanceOf(ProblemException.class));
    assertThat(cost.total().requests()).isEqualTo(2);
  }

  @Test
  void aRefusedRequestDoesNotReachTheHandler() {
    exhaust();
    assertThatThrownBy(
            () ->
                limited(
                    request -> {
                      throw new AssertionError("reached");
                    }))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void anAnsweredRequestIsTaken() {
    limited(request -> HttpResponse.empty(404));
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void aRequestThatFailedIsGivenBack() {
    assertThat(limited(request -> HttpResponse.empty(503)).status()).isEqualTo(503);
    assertThat(used()).isZero();
  }

  @Test
  void aRequestThatThrewIsGivenBack() {
    assertThatThrownBy(
            () ->
                limited(
                    request -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(used()).isZero();
  }

  @Test
  void aRequestGivenBackThatComesAgainUnderItsIdIs409AndTakesNothing() {
    limited(request -> HttpResponse.empty(503));
    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> limited(counting(1)));
    assertThat(refusal.problem().status()).isEqualTo(409);
    assertThat(used()).isZero();
  }

  @Test
  void aProblemOfTheCallerIsTaken() {
    refuse(Problem.badRequest("no"));
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void aProblemOfOursIsGivenBack() {
    refuse(Problem.unavailable());
    assertThat(used()).isZero();
  }

  private void refuse(Problem problem) {
    assertThatThrownBy(
            () ->
                limited(
                    request -> {
                      throw problem.asException();
                    }))
        .isInstanceOf(ProblemException.class);
  }

  private void exhaust() {
    quota.tryConsume(tenant, Allowance.monthly("messages", 100), "all", 100);
  }

  private long used() {
    return quota.standing(tenant, Allowance.monthly("messages", 100)).used();
  }

  private long recorded() {
    return UsageReader.of(test.table(), test.time())
        .month(tenant, YearMonth.of(2026, 11))
        .of(CALLS);
  }

  private HttpResponse answer(Handler handler) {
    return handler.behind(withTenant, withUsage).handle(request());
  }

  private HttpResponse limited(Handler handler) {
    return handler.behind(withTenant, withQuota).handle(request());
  }

  private HttpRequest request() {
    return HttpRequest.of("GET", "/").by(Principal.of(Principal.Kind.SESSION, tenant, "user-1"));
  }

  private static Handler counting(long amount) {
    return request -> {
      if (request.get(UsageBatch.ATTRIBUTE).isPresent()) {
        UsageBatch.of(request).add(CALLS, amount);
      }
      return HttpResponse.empty(204);
    };
  }

  private static UsageMeter broken(StoreUnavailableException failure) {
    return (owner, event) -> {
      throw failure;
    };
  }
}
