package io.tact.server;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.decisionlog.RecentDecisions;
import io.tact.geography.DataVersions;
import io.tact.grid.GridNode;
import io.tact.http.Readiness;
import io.tact.http.Services;
import io.tact.metrics.TactMetrics;
import io.tact.port.CompiledRuleset;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.registers.OperatorRegisters;
import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.NodeConfig;
import io.tact.store.RocksDbContactStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of its own: embedded store, grid of one member, one ruleset. */
final class DefaultTactNode implements TactNode {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultTactNode.class);
    private static final int DRY_RUNS_REMEMBERED = 1_024;

    private final OpenedParts parts;
    private final Drain drain;
    private final int port;
    private final RulesetVersion ruleset;
    private final long epoch;
    private final CountDownLatch closed = new CountDownLatch(1);

    private DefaultTactNode(OpenedParts parts, Drain drain, int port, RulesetVersion ruleset, long epoch) {
        this.parts = parts;
        this.drain = drain;
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
        NotWired.refuse(config);
        HttpStart.requireAddress(config.http().host());
        Geography.openInBackground();
        CompiledRuleset compiled = RulesetStart.compile(config.ruleset());
        parts.add(compiled.evaluator());
        RulesetStart.requireRemembered(compiled.ruleset(), config.retention().contacts());
        RocksDbContactStore store = parts.add(StoreStart.open(config));
        GridNode grid = parts.add(GridNode.start(GridStart.settings(config.memory())));
        OperatorRegisters registers = parts.add(StoreStart.registers(store, config.store()));
        RulesetVersion version = compiled.ruleset().version();
        long epoch = store.activate(version).toCompletableFuture().join();
        ActiveRuleset active = new ActiveRuleset(compiled, epoch, Geography.locator());
        Geography.openCalendars(compiled.ruleset().policy(), LocalDate.now(ZoneOffset.UTC));

        Drain drain = new Drain(config.drain());
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
        Services services = services(
                active,
                registers,
                workers,
                metrics,
                store,
                grid,
                config.retention().contacts(),
                drain);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        int port = HttpStart.listen(config.http(), vertx, services, cores);
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
        LOG.info(
                "listening on {}:{}; no client is asked who it is yet, so keep it private",
                config.http().host(),
                port);
        return new DefaultTactNode(parts, drain, port, version, epoch);
    }

    private static Services services(
            ActiveRuleset active,
            OperatorRegisters registers,
            RulesWorkers workers,
            TactMetrics metrics,
            ContactStore store,
            GridNode grid,
            Duration retention,
            Drain drain) {
        ContactLedger ledger = new WatchedLedger(grid.ledger(store), metrics);
        Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
        checks.put("node", drain::unready);
        checks.put("store", store::unhealthy);
        checks.put("grid", grid::unhealthy);
        checks.put("ruleset", Optional::empty);
        return new Services(
                ledger,
                new Accounts(ledger, retention),
                new Arbiter(ledger, () -> active, registers::current, workers, retention),
                () -> active,
                registers,
                workers,
                new RecentDecisions(DRY_RUNS_REMEMBERED, metrics::droppedDryRun),
                metrics,
                new Readiness(checks),
                retention,
                Clock.systemUTC());
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
        drain.await();
        parts.close();
        closed.countDown();
    }
}
