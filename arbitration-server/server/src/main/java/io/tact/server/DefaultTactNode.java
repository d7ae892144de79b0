package io.tact.server;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.decisionlog.DryRunLog;
import io.tact.geography.DataVersions;
import io.tact.grid.GridNode;
import io.tact.grid.GridSettings;
import io.tact.http.HttpInterface;
import io.tact.http.Lifecycle;
import io.tact.http.Readiness;
import io.tact.http.Services;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.lifecycle.Sweeper;
import io.tact.metrics.TactMetrics;
import io.tact.port.CompiledRuleset;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DurableStore;
import io.tact.port.OperatorStore;
import io.tact.registers.KeyedHash;
import io.tact.registers.OperatorRegisters;
import io.tact.ruleset.RulesetVersion;
import io.tact.store.CannotOpenStoreException;
import io.tact.store.RocksDbContactStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of its own: embedded store, grid of one member, one ruleset. */
final class DefaultTactNode implements TactNode {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultTactNode.class);
    private static final int DRY_RUNS_WAITING = 4_096;

    /** Do-not-call lists may fill a third of the heap. */
    private static final int LIST_SHARE_OF_HEAP = 3;

    private final OpenedParts parts;
    private final int port;
    private final RulesetVersion ruleset;
    private final long epoch;
    private final CountDownLatch closed = new CountDownLatch(1);

    private DefaultTactNode(OpenedParts parts, int port, RulesetVersion ruleset, long epoch) {
        this.parts = parts;
        this.port = port;
        this.ruleset = ruleset;
        this.epoch = epoch;
    }

    static TactNode start(NodeConfig config) throws StartupException {
        OpenedParts parts = new OpenedParts();
        try {
            return start(config, parts);
        } catch (StartupException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static TactNode start(NodeConfig config, OpenedParts parts) throws StartupException {
        requireAddress(config.host());
        Geography.openInBackground();
        CompiledRuleset compiled = RulesetStart.compile(config.ruleset());
        parts.add(compiled.evaluator());
        RocksDbContactStore store = parts.add(openStore(config));
        GridNode grid = parts.add(
                GridNode.start(GridSettings.forHeap(Runtime.getRuntime().maxMemory())));
        OperatorRegisters registers = parts.add(openRegisters(store, config));
        RulesetVersion version = compiled.ruleset().version();
        long epoch = store.activate(version).toCompletableFuture().join();
        ActiveRuleset active = new ActiveRuleset(compiled, epoch, Geography.locator());
        Geography.openCalendars(compiled.ruleset().policy(), LocalDate.now(ZoneOffset.UTC));

        int cores = Runtime.getRuntime().availableProcessors();
        TactMetrics metrics = new TactMetrics();
        metrics.activated(version, epoch);
        DataVersions data = Geography.versions();
        metrics.restsOn(Map.of(
                "clocks", data.clocks(),
                "country_zones", data.countryZones(),
                "numbers", data.numbers(),
                "number_areas", data.numberAreas(),
                "holidays", data.holidays()));
        RulesWorkers workers = parts.add(new RulesWorkers(cores));
        metrics.watchQueue("rules", workers::waiting);
        metrics.watchSuspensions(() -> registers.suspensions().current().size());
        ErasedAddresses addresses = new ErasedAddresses(store::refused, erasureKey(store, config));
        Services services = services(active, registers, workers, metrics, store, grid, addresses, config.kept());
        parts.add(upkeep(services, store, config.kept()));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        int port = listen(config, vertx, services, cores);
        LOG.info(
                "ruleset {} version {} epoch {} is active, {} treatments",
                version.name(),
                version.hash(),
                epoch,
                compiled.ruleset().catalogue().size());
        LOG.info(
                "clocks are of tzdata {}, zones of countries of {}, numbers of libphonenumber {} and its geocoder {},"
                        + " holidays of Jollyday {}",
                data.clocks(),
                data.countryZones(),
                data.numbers(),
                data.numberAreas(),
                data.holidays());
        LOG.info("listening on {}:{}; no client is asked who it is yet, so keep it private", config.host(), port);
        return new DefaultTactNode(parts, port, version, epoch);
    }

    private static Services services(
            ActiveRuleset active,
            OperatorRegisters registers,
            RulesWorkers workers,
            TactMetrics metrics,
            DurableStore store,
            GridNode grid,
            ErasedAddresses addresses,
            Kept kept) {
        Duration retention = kept.contacts();
        ContactLedger ledger = new WatchedLedger(grid.ledger(store), metrics);
        Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
        checks.put("store", store::unhealthy);
        checks.put("grid", grid::unhealthy);
        checks.put("ruleset", Optional::empty);
        Accounts accounts = new Accounts(ledger, retention, addresses);
        return new Services(
                ledger,
                accounts,
                new Arbiter(ledger, () -> active, registers::current, workers, retention),
                () -> active,
                registers,
                workers,
                new Lifecycle(
                        store,
                        new DryRunLog(store, DRY_RUNS_WAITING, metrics::droppedDryRun),
                        store,
                        new Erasures(ledger, accounts, store, addresses, retention),
                        addresses),
                metrics,
                new Readiness(checks),
                retention,
                Clock.systemUTC());
    }

    private static Upkeep upkeep(Services services, DurableStore store, Kept kept) {
        Lifecycle lifecycle = services.lifecycle();
        Sweeper sweeper = new Sweeper(store::due, services.ledger(), services.accounts(), lifecycle.erasures());
        return Upkeep.start(
                new Upkeep.Keepers(lifecycle.dryRuns(), sweeper, store, store),
                kept,
                services.metrics(),
                services.clock());
    }

    private static KeyedHash erasureKey(OperatorStore store, NodeConfig config) throws StartupException {
        try {
            return KeyedHash.of(store).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StartupException(
                    "the key of erased addresses in " + config.data() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireAddress(String host) throws StartupException {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartupException(
                    "\"" + host + "\" is not an address of this machine. Maybe " + NodeConfig.LOOPBACK, e);
        }
    }

    private static RocksDbContactStore openStore(NodeConfig config) throws StartupException {
        try {
            return RocksDbContactStore.open(config.data());
        } catch (CannotOpenStoreException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static OperatorRegisters openRegisters(OperatorStore store, NodeConfig config) throws StartupException {
        try {
            long entries = Runtime.getRuntime().maxMemory() / LIST_SHARE_OF_HEAP / Long.BYTES;
            return OperatorRegisters.open(store, entries);
        } catch (IllegalArgumentException | CouldNotDecideException e) {
            throw new StartupException(
                    "the operator's lists and suspensions in " + config.data() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static int listen(NodeConfig config, Vertx vertx, Services services, int eventLoops)
            throws StartupException {
        try {
            return new HttpInterface(services)
                    .listen(vertx, config.host(), config.port(), eventLoops)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new StartupException(whyNotListening(config, e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static String whyNotListening(NodeConfig config, Throwable cause) {
        String where = config.host() + ":" + config.port();
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return "port " + config.port() + " of " + config.host()
                    + " is in use. Maybe another node runs there: choose another with --port, or 0 for any free one";
        }
        return "cannot listen on " + where + ": " + cause.getMessage() + ". Maybe choose another --host or --port";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public RulesetVersion ruleset() {
        return ruleset;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        parts.close();
        closed.countDown();
    }
}
