package io.tact.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.audit.AuditTrail;
import io.tact.budgets.LeasedBudgets;
import io.tact.decisionlog.DryRunLog;
import io.tact.history.LedgerKey;
import io.tact.identity.Identities;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.lifecycle.Sweeper;
import io.tact.metrics.TactMetrics;
import io.tact.policy.BudgetRule;
import io.tact.policy.PolicyRule;
import io.tact.port.Formats;
import io.tact.port.InMemoryContactStore;
import io.tact.port.InMemoryOperatorStore;
import io.tact.port.Owners;
import io.tact.port.Peer;
import io.tact.port.StoreLedger;
import io.tact.registers.KeyedHash;
import io.tact.registers.OperatorRegisters;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A whole HTTP interface on a free port, over a store in memory, and a client that holds every answer to the contract. */
final class ServerUnderTest implements AutoCloseable {
    /** How many entries do-not-call lists may have together. */
    static final int LIST_ENTRIES = 1_000;

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final TestRuleset rules = new TestRuleset();
    final ContractCheck contract = new ContractCheck();
    final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    final AtomicReference<ActiveRuleset> active = new AtomicReference<>();
    final AtomicReference<Optional<String>> unhealthy = new AtomicReference<>(Optional.empty());
    final AtomicBoolean leaving = new AtomicBoolean();
    final AtomicReference<Function<LedgerKey, Optional<Peer>>> owners = new AtomicReference<>();
    final InMemoryContactStore store;
    final StoreLedger ledger;
    final InMemoryOperatorStore operatorStore;
    final DryRunLog dryRuns;
    final LeasedBudgets budgets;
    final Sweeper sweeper;
    final AuditTrail trail;
    final ErasedAddresses addresses;
    final OperatorRegisters registers;
    final int port;

    final HttpInterface http;

    private volatile @Nullable String authorization;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final String scheme;
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));

    ServerUnderTest() {
        this(new InMemoryContactStore.Disk());
    }

    /** One of several over a store. */
    ServerUnderTest(InMemoryContactStore.Disk disk) {
        this(disk, Identities.NONE, null);
    }

    /** One that asks who asks, and may be encrypted. */
    ServerUnderTest(InMemoryContactStore.Disk disk, Identities identities, @Nullable TestCertificate certificate) {
        this(disk, new InMemoryOperatorStore.Disk(), identities, certificate);
    }

    /** One of several over both stores. */
    ServerUnderTest(
            InMemoryContactStore.Disk disk,
            InMemoryOperatorStore.Disk operatorDisk,
            Identities identities,
            @Nullable TestCertificate certificate) {
        operatorStore = new InMemoryOperatorStore(operatorDisk);
        registers = OperatorRegisters.open(operatorStore, LIST_ENTRIES, Clock.fixed(NOW, ZoneOffset.UTC), () -> {});
        Tls tls = certificate == null ? null : certificate.tls();
        scheme = certificate == null ? "http" : "https";
        client = certificate == null
                ? HttpClient.newHttpClient()
                : HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        store = new InMemoryContactStore(disk);
        ledger = new StoreLedger(store);
        long epoch = store.activate(TestRuleset.VERSION).toCompletableFuture().join();
        active.set(rules.activated(TestRuleset.VERSION, epoch));
        TactMetrics metrics = new TactMetrics();
        metrics.activated(TestRuleset.VERSION, epoch);
        Duration retention = Duration.ofDays(400);
        addresses = new ErasedAddresses(
                store::refused,
                KeyedHash.of(operatorStore).toCompletableFuture().join());
        Accounts accounts = new Accounts(ledger, retention, addresses);
        Erasures erasures = new Erasures(ledger, accounts, store, addresses, retention);
        sweeper = new Sweeper(store::due, ledger, accounts, erasures);
        dryRuns = new DryRunLog(store, 3, Formats.NEWEST, metrics::droppedDryRun);
        budgets = new LeasedBudgets(store, java.util.UUID.randomUUID().toString(), () -> 1, new Ticking());
        trail = new AuditTrail(ledger);
        Services services = new Services(
                ledger,
                new Told(),
                accounts,
                new Arbiter(ledger, active::get, registers::current, workers, retention, budgets, Formats.NEWEST),
                active::get,
                budgets,
                registers,
                workers,
                new Guard(
                        () -> identities,
                        trail,
                        java.util.Set.of("tact.example.net"),
                        KeyedHash.of(operatorStore).toCompletableFuture().join()),
                new Lifecycle(store, dryRuns, store, erasures, addresses),
                metrics,
                new Readiness(Map.of("store", unhealthy::get), leaving::get),
                retention,
                new Ticking());
        http = new HttpInterface(services, vertx, tls);
        port = http.listen("127.0.0.1", 0, 2).toCompletableFuture().join();
    }

    private final class Told implements Owners {
        @Override
        public boolean areMany() {
            return owners.get() != null;
        }

        @Override
        public Optional<Peer> ownerOf(LedgerKey key) {
            return java.util.Objects.requireNonNull(owners.get()).apply(key);
        }
    }

    Peer peer() {
        return new Peer("127.0.0.1", port);
    }

    private final class Ticking extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return java.util.Objects.requireNonNull(clock.get());
        }
    }

    /** Decides with more rules from now on. */
    ServerUnderTest withRules(PolicyRule... more) {
        active.set(rules.activated(
                TestRuleset.VERSION,
                java.util.Objects.requireNonNull(active.get()).epoch(),
                more));
        return this;
    }

    /** Decides with budgets, and nothing else that withholds, from now on. */
    ServerUnderTest withBudgets(BudgetRule... budgeted) {
        active.set(rules.activated(
                TestRuleset.VERSION,
                java.util.Objects.requireNonNull(active.get()).epoch(),
                java.util.List.of(budgeted)));
        return this;
    }

    /** What the timer of a node does at the instant of the clock: dry runs are logged, what is due is swept. */
    Sweeper.Swept upkeep() {
        Instant now = java.util.Objects.requireNonNull(clock.get());
        dryRuns.flush(now, 100).toCompletableFuture().join();
        return sweeper.sweep(now, 100).toCompletableFuture().join();
    }

    /** The credential that is sent from now on. */
    ServerUnderTest as(@Nullable String credential) {
        authorization = credential == null ? null : "Bearer " + credential;
        return this;
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return sendJson("POST", path, body, headers);
    }

    HttpResponse<String> put(String path, String body) {
        return sendJson("PUT", path, body);
    }

    HttpResponse<String> decide(String body, String... headers) {
        return post("/v1/decisions", body, headers);
    }

    private HttpResponse<String> sendJson(String method, String path, String body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return send(method, path, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'), UTF_8), all);
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        String said = authorization;
        if (said != null) {
            request.header("Authorization", said);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            contract.check(method, path, response);
            return response;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body().getBytes(UTF_8));
    }

    /** Makes S-1 known and gives the version of their record. */
    ServerUnderTest withSubscriber() {
        put("/v1/subscribers/S-1", "{'lines': [{'msisdn': '+33612345678'}], 'language': 'fr'}");
        return this;
    }

    long version() {
        return json(get("/v1/subscribers/S-1")).path("version").asLong();
    }

    @Override
    public void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        workers.shutdownNow();
        budgets.close();
        registers.close();
        store.close();
    }
}
