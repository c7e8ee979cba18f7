package io.saasbricks.examples.chatbot;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.Authenticate;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.KeyPolicy;
import io.saasbricks.auth.RequireScope;
import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.SessionPolicy;
import io.saasbricks.auth.SessionSecrets;
import io.saasbricks.auth.Sessions;
import io.saasbricks.core.Secret;
import io.saasbricks.core.config.Environment;
import io.saasbricks.core.config.ParameterSource;
import io.saasbricks.core.config.Parameters;
import io.saasbricks.core.http.Cors;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.InvokeMode;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.RequestLog;
import io.saasbricks.core.idempotency.Idempotency;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.Role;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.chat.ChatTurns;
import io.saasbricks.examples.chatbot.chat.FirstMessages;
import io.saasbricks.examples.chatbot.chat.History;
import io.saasbricks.examples.chatbot.chat.MessageQuota;
import io.saasbricks.examples.chatbot.chat.Models;
import io.saasbricks.examples.chatbot.keys.KeyLimits;
import io.saasbricks.examples.chatbot.keys.KeyScopes;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.examples.chatbot.usage.Standings;
import io.saasbricks.examples.chatbot.users.RequireRole;
import io.saasbricks.examples.chatbot.users.Team;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageBatch;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.WithQuota;
import io.saasbricks.metering.WithUsage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the functions of the backend share, wired from the environment. One per container, made
 * outside the handler. Safe for concurrent use.
 */
public final class Backend {
  private static final String PRODUCT = "chatbot";

  /** Nothing here is a test's own, so a test key differs from a live one only in its look. */
  private static final KeyPolicy KEYS =
      KeyPolicy.of(PRODUCT).accepting(KeyEnvironment.LIVE, KeyEnvironment.TEST);

  private static final Duration SECRETS_AGE = Duration.ofMinutes(5);

  private final Environment environment;
  private final InstantSource time = InstantSource.system();
  private final LongSupplier nanoTime = System::nanoTime;
  private final RandomGenerator random;
  private final Consumption consumption = new Consumption();
  private final Transport transport = Transport.http(time);
  private final Parameters parameters;
  private final Supplier<Secret> secret;
  private final DynamoDbClient dynamoDb;
  private final SaasTable app;
  private final TenantStore tenants;
  private final WithTenant withTenant;
  private final Revocations revocations;
  private final Sessions sessions;
  private final ApiKeys keys;

  /** The backend of a function with these environment variables. */
  public Backend(Map<String, String> variables) {
    this(variables, new SecureRandom());
  }

  /**
   * A backend whose ids come from that generator.
   *
   * @param random a secure one, unless nobody will ever see the ids
   */
  public Backend(Map<String, String> variables, RandomGenerator random) {
    this.environment = Environment.of(variables);
    this.random = random;
    this.parameters =
        Parameters.of(
            ParameterSource.ssm(environment, transport, time, nanoTime),
            environment.required("PARAMETER_PREFIX") + "/",
            SECRETS_AGE,
            time);
    this.secret = parameters.named("session-secret");
    this.dynamoDb = DynamoDb.client(variables);
    this.app = table("APP_TABLE");
    this.tenants = TenantStore.of(app, time, nanoTime);
    this.withTenant = WithTenant.of(tenants, PlanCatalogue.standard());
    this.revocations = Revocations.of(app, time, nanoTime);
    this.sessions =
        Sessions.of(SessionPolicy.of(PRODUCT, PRODUCT), this::sessionSecrets, revocations, time);
    this.keys = ApiKeys.of(app(), KEYS, revocations, time);
  }

  /** How the front door of this function takes answers: variable {@code INVOKE_MODE}. */
  public InvokeMode invokeMode() {
    return environment.optional("INVOKE_MODE").map(InvokeMode::valueOf).orElse(InvokeMode.BUFFERED);
  }

  public Environment environment() {
    return environment;
  }

  public InstantSource time() {
    return time;
  }

  public LongSupplier nanoTime() {
    return nanoTime;
  }

  public RandomGenerator random() {
    return random;
  }

  public Transport transport() {
    return transport;
  }

  public TenantStore tenants() {
    return tenants;
  }

  public Members members() {
    return Members.of(app(), time);
  }

  public Team team() {
    return new Team(members(), revocations);
  }

  public WithTenant withTenant() {
    return withTenant;
  }

  public Sessions sessions() {
    return sessions;
  }

  public ApiKeys keys() {
    return keys;
  }

  /** The secrets under the function's parameter prefix. */
  public Parameters parameters() {
    return parameters;
  }

  public SaasTable app() {
    return app.sealing(CursorSeal.of(secret, time));
  }

  public SaasTable conversations() {
    return table("CONVERSATIONS_TABLE").sealing(CursorSeal.of(secret, time));
  }

  public SaasTable counters() {
    return table("COUNTERS_TABLE");
  }

  public AgentStore agents() {
    return new AgentStore(app(), time, random, nanoTime);
  }

  public ChatTurns chatTurns() {
    return new ChatTurns(
        conversations(),
        new MessageQuota(quota(), withTenant, time),
        meter(),
        Models.router(environment, parameters, transport, time),
        new FirstMessages(secret),
        time,
        random);
  }

  public History history() {
    return new History(conversations(), time);
  }

  public Idempotency idempotency() {
    return Idempotency.of(app, time, random);
  }

  public Quota quota() {
    return Quota.of(counters(), time);
  }

  public UsageMeter meter() {
    return UsageMeter.of(counters(), time);
  }

  public UsageReader usage() {
    return UsageReader.of(counters(), time);
  }

  public Standings standings() {
    return new Standings(quota(), Members.of(app, time), app);
  }

  /** A route that anybody may call. */
  public Handler open(Handler handler, Middleware... inner) {
    return handler
        .behind(inner)
        .behind(
            Cors.allowing(environment.list("ALLOWED_ORIGINS")),
            RequestLog.of(consumption, nanoTime));
  }

  /** A route for callers with any good credential, which costs them nothing. */
  public Handler identified(Handler handler) {
    return open(handler, Authenticate.by(sessions, keys), keyLimits(), withTenant);
  }

  /**
   * A route for people, which costs them nothing: who has used up a quota can still sign out and
   * end a leaked key.
   */
  public Handler signedIn(Handler handler) {
    return identified(handler.behind(RequireRole.of(Role.MEMBER)));
  }

  /** A route for people who manage the account, which costs them nothing either. */
  public Handler managed(Handler handler) {
    return identified(handler.behind(RequireRole.of(Role.ADMIN)));
  }

  /** A route for callers with a session, or with an API key that has the scope. */
  public Handler secured(String scope, Handler handler) {
    return open(
        counted(handler),
        Authenticate.by(sessions, keys),
        keyLimits(),
        RequireScope.of(KeyScopes.known(scope)),
        withTenant);
  }

  /** A route whose calls the plan limits and the bill may list. */
  public Handler counted(Handler handler) {
    return handler.behind(
        WithQuota.of(quota(), tenant -> Metrics.apiCalls(tenant.plan()), time)
            .refreshing(withTenant::refreshed),
        WithUsage.of(meter(), time, WithUsage.Unrecorded.FAILS),
        Backend::countCall);
  }

  private static HttpResponse countCall(HttpRequest request, Handler next) {
    UsageBatch.of(request).add(Metrics.API_CALLS, 1);
    return next.handle(request);
  }

  private Middleware keyLimits() {
    return KeyLimits.of(counters(), time, nanoTime);
  }

  private SessionSecrets sessionSecrets() {
    return SessionSecrets.of("1", secret.get());
  }

  private SaasTable table(String variable) {
    return SaasTable.of(dynamoDb, environment.required(variable), time, consumption);
  }
}
