package io.tact.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP interface of one node: every operation of the contract, on every event loop. Safe for any thread.
 *
 * <p>To be closed before its Vert.x, which would end at once what is under way.
 */
public final class HttpInterface implements AutoCloseable {
    private static final int ANY_SHARED_PORT = -1;
    private static final int IDLE_SECONDS = 120;
    private static final int GRACE_SECONDS = 5;

    private final ContractRouter routes;
    private final Vertx vertx;
    private final @Nullable Tls tls;
    private final PeerClient peers;
    private final Set<HttpServer> servers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String deployed;

    /** One in the clear. */
    public HttpInterface(Services services, Vertx vertx) {
        this(services, vertx, null);
    }

    /**
     * @param tls how it is encrypted, and how other nodes are; null for not at all
     * @throws IllegalStateException if operations and handlers do not match, or the contract does not say who may call one
     */
    public HttpInterface(Services services, Vertx vertx, @Nullable Tls tls) {
        Contract contract = Contract.load();
        this.vertx = vertx;
        this.tls = tls;
        Guard guard = services.guard();
        AmongNodes nodes = new AmongNodes(guard.amongNodes());
        peers = new PeerClient(vertx, tls, nodes);
        routes = new ContractRouter(
                contract,
                operations(contract, services, peers),
                new OperationRoute.Door(
                        new Gate(guard, services.metrics(), nodes, System::nanoTime),
                        new Auditing(guard.trail(), services.lifecycle().addresses()),
                        new Answers(services.metrics(), services.readiness().leaving()),
                        services.clock()));
    }

    static Map<String, Operation> operations(Contract contract, Services services, PeerClient peers) {
        Map<String, Operation> operations = new HashMap<>();
        Forwarding forwarding = new Forwarding(services, peers);
        Subject subscriber = Subject.inPath();
        Subject reserved = Subject.ofReservation(services.ledger());
        operations.put("decide", forwarding.withKey(Subject.inBody(), new DecideHandler(services)));
        operations.put("readDecision", new ReadDecisionHandler(services));
        operations.put("confirmReservation", forwarding.repeatable(reserved, SettleHandler.confirm(services)));
        operations.put("releaseReservation", forwarding.repeatable(reserved, SettleHandler.release(services)));
        operations.put("reportOutcomes", new OutcomesHandler(services));
        operations.put("putSubscriber", forwarding.repeatable(subscriber, new PutSubscriberHandler(services)));
        operations.put("getSubscriber", forwarding.repeatable(subscriber, new GetSubscriberHandler(services)));
        operations.put("eraseSubscriber", forwarding.repeatable(subscriber, new EraseHandler(services)));
        operations.put(
                "exportSubscriber",
                new AfterDryRuns(
                        services.lifecycle().dryRuns(),
                        forwarding.repeatable(subscriber, new ExportHandler(services))));
        FeedsHandler feeds = new FeedsHandler(services);
        operations.put("listExpiredReservations", feeds::expired);
        operations.put("listAudit", feeds::audit);
        operations.put("listContacts", forwarding.repeatable(subscriber, new ContactsHandler(services)));
        operations.put("importSubscribers", new ImportHandler(new SubscriberLines(services), services.metrics()));
        operations.put("importContacts", new ImportHandler(new ContactLines(services), services.metrics()));
        operations.put("readAllowance", forwarding.repeatable(subscriber, new AllowanceHandler(services)));
        SuppressionsHandler suppressions = new SuppressionsHandler(services);
        operations.put("putSuppression", forwarding.repeatable(subscriber, suppressions::put));
        operations.put("listSuppressions", forwarding.repeatable(subscriber, suppressions::list));
        operations.put("liftSuppression", forwarding.repeatable(subscriber, suppressions::lift));
        SuspensionsHandler suspensions = new SuspensionsHandler(services);
        operations.put("putSuspension", suspensions::put);
        operations.put("listSuspensions", suspensions::list);
        operations.put("removeSuspension", suspensions::remove);
        operations.put("listBudgets", new BudgetsHandler(services));
        ListsHandler lists = new ListsHandler(services);
        operations.put("putList", new ListUploadHandler(services));
        operations.put("listLists", lists::list);
        operations.put("findListEntry", lists::find);
        operations.put("removeList", lists::remove);
        operations.put("readContract", Pages.contract(contract));
        operations.put("readDocs", Pages.docs(contract));
        operations.put("isLive", Pages.live());
        operations.put("isReady", Pages.ready(services.readiness()));
        operations.put("readMetrics", Pages.metrics(services));
        return operations;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @param eventLoops how many event loops serve requests, 1 or more
     * @return the port; fails with {@link java.net.BindException} if it is taken
     */
    public CompletionStage<Integer> listen(String host, int port, int eventLoops) {
        AtomicInteger bound = new AtomicInteger();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port == 0 ? ANY_SHARED_PORT : port)
                .setHandle100ContinueAutomatically(true)
                // HTTP/2 has no Connection: close, by which a node that leaves sends clients elsewhere.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
        HttpServerOptions used = tls == null ? options : tls.on(options);
        return vertx.deployVerticle(
                        () -> new Front(routes, used, bound, servers), new DeploymentOptions().setInstances(eventLoops))
                .map(id -> {
                    deployed = id;
                    return bound.get();
                })
                .toCompletionStage();
    }

    /**
     * Encrypts connections so from now on; those that there are stay as they are. Only where it listens with TLS, and not for an
     * event loop. Blocks for moments.
     *
     * @throws java.util.concurrent.CompletionException if that cannot be: then nothing has changed
     */
    public void renew(Tls other) {
        ServerSSLOptions options =
                Objects.requireNonNull(other.on(new HttpServerOptions()).getSslOptions(), "TLS options were just set");
        Future.all(servers.stream()
                        .map(server -> server.updateSSLOptions(options, true))
                        .toList())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        peers.renew(other);
    }

    /**
     * Takes no more connections and returns when what is under way was answered, in {@value #GRACE_SECONDS} seconds at most.
     * Not for an event loop. Idempotent.
     */
    @Override
    public void close() {
        String id = deployed;
        deployed = null;
        if (id != null) {
            vertx.undeploy(id).toCompletionStage().toCompletableFuture().join();
        }
    }

    /** One event loop's share. */
    private static final class Front extends VerticleBase {
        private final ContractRouter routes;
        private final HttpServerOptions options;
        private final AtomicInteger bound;
        private final Set<HttpServer> servers;
        private @Nullable HttpServer server;

        Front(ContractRouter routes, HttpServerOptions options, AtomicInteger bound, Set<HttpServer> servers) {
            this.routes = routes;
            this.options = options;
            this.bound = bound;
            this.servers = servers;
        }

        @Override
        public Future<HttpServer> start() {
            HttpServer made = vertx.createHttpServer(options)
                    .requestHandler(routes.router(vertx))
                    .invalidRequestHandler(routes.unreadable());
            server = made;
            return made.listen().onSuccess(listening -> {
                bound.set(listening.actualPort());
                servers.add(made);
            });
        }

        @Override
        public Future<?> stop() {
            HttpServer started = server;
            if (started == null) {
                return Future.succeededFuture();
            }
            servers.remove(started);
            return started.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
