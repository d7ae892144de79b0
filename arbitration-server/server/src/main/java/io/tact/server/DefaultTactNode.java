package io.tact.server;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.budgets.LeasedBudgets;
import io.tact.geography.DataVersions;
import io.tact.grid.GridNode;
import io.tact.http.HttpInterface;
import io.tact.http.Readiness;
import io.tact.http.Services;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.metrics.TactMetrics;
import io.tact.port.CompiledRuleset;
import io.tact.port.ContactLedger;
import io.tact.port.DataFormat;
import io.tact.port.Peer;
import io.tact.registers.OperatorRegisters;
import io.tact.registers.SharedRegisters;
import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.Address;
import io.tact.server.config.NodeConfig;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node: durable store, member of the grid, one ruleset. */
final class DefaultTactNode implements TactNode {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultTactNode.class);

    private final OpenedParts parts;
    private final Drain drain;
    private final Runnable leave;
    private final int port;
    private final ActiveEpoch active;
    private final CountDownLatch closed = new CountDownLatch(1);

    private DefaultTactNode(OpenedParts parts, Drain drain, Runnable leave, int port, ActiveEpoch active) {
        this.parts = parts;
        this.drain = drain;
        this.leave = leave;
        this.port = port;
        this.active = active;
    }

    /** Opens what a node keeps its truth in. */
    @FunctionalInterface
    interface StoreOpening {
        OpenStore open(NodeConfig config, Clock clock) throws StartupException;
    }

    static TactNode start(NodeConfig config, Clock clock) throws StartupException {
        return start(config, clock, StoreStart::open, DataFormat.NEWEST);
    }

    /** @param read the newest data format that the node reads */
    static TactNode start(NodeConfig config, Clock clock, StoreOpening opening, DataFormat read)
            throws StartupException {
        OpenedParts parts = new OpenedParts();
        try {
            return start(config, clock, opening, read, parts);
        } catch (StartupException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static TactNode start(
            NodeConfig config, Clock clock, StoreOpening opening, DataFormat read, OpenedParts parts)
            throws StartupException {
        HttpStart.requireAddress(config.http().host());
        Geography.openInBackground();
        CompiledRuleset compiled = RulesetStart.compile(config.ruleset());
        parts.add(compiled.evaluator());
        RulesetStart.requireRemembered(compiled.ruleset(), config.retention().contacts());
        StoreWait wait = StoreStart.wait(config.store());
        OpenStore store = parts.add(wait.until(() -> opening.open(config, clock)));
        AgreedFormat format = AgreedFormat.of(store.operators(), read, config.cluster());
        wait.untilDone(format::beforeJoining);
        GridNode grid = parts.add(GridStart.start(
                GridStart.settings(config.memory(), config.cluster()).agreeingTo(format.agreesTo())));
        wait.untilDone(() -> format.afterJoining(grid::dataFormatsSeen));
        OperatorRegisters registers = parts.add(wait.until(() ->
                StoreStart.registers(store.operators(), config.store(), clock, () -> grid.tell(Belonging.REGISTERS))));
        TactMetrics metrics = new TactMetrics();
        ActiveEpoch active = activate(compiled, store, wait, metrics);
        Geography.openCalendars(compiled.ruleset().policy(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));

        Drain drain = new Drain(config.drain());
        int cores = Runtime.getRuntime().availableProcessors();
        RulesWorkers workers = parts.add(new RulesWorkers(cores));
        metrics.watchQueue("rules", workers::waiting);
        metrics.watchSuspensions(() -> registers.suspensions().current().size());
        metrics.watchCluster(grid::membersSeen, grid::partitionsOwned);
        metrics.watchFormat(() -> format.written().number(), () -> format.read().number());
        metrics.watchStore(() -> store.contacts().unhealthy().isEmpty(), store.clockAhead());
        SharedRegisters shared = config.cluster() == null ? null : parts.add(SharedRegisters.of(registers));
        Readiness readiness = new Readiness(checks(drain, store, grid, format, active, shared), drain::isBegun);
        ContactLedger ledger = new WatchedLedger(grid.ledger(store.contacts(), format), metrics, active::refresh);
        Duration retention = config.retention().contacts();
        ErasedAddresses addresses = wait.until(() -> LifecycleStart.addresses(store.contacts(), store.operators()));
        LeasedBudgets budgets = parts.add(LifecycleStart.budgets(
                store.contacts(), compiled.ruleset().budgets(), () -> Math.max(1, grid.membersSeen()), clock, metrics));
        Accounts accounts = new Accounts(ledger, retention, addresses);
        Services services = new Services(
                ledger,
                grid.owners(),
                accounts,
                new Arbiter(
                        ledger,
                        active,
                        shared == null ? registers::current : shared::current,
                        workers,
                        retention,
                        budgets,
                        format),
                active,
                budgets,
                registers,
                workers,
                LifecycleStart.lifecycle(store.contacts(), ledger, accounts, addresses, retention, format, metrics),
                metrics,
                readiness,
                retention,
                clock);
        parts.add(LifecycleStart.upkeep(services, store.contacts(), config.retention()));
        Belonging belonging = shared == null ? null : parts.add(new Belonging(grid, shared, active, format, readiness));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        if (belonging != null) {
            Rehearsal.hold(services, vertx);
        }
        HttpInterface http = parts.add(new HttpInterface(services, vertx));
        int port = HttpStart.listen(config.http(), http, cores);
        if (belonging != null) {
            Address here = config.http().advertised(port);
            belonging.begin(new Peer(here.host(), here.port()));
        }
        tell(config, active.own(), port);
        return new DefaultTactNode(parts, drain, belonging == null ? () -> {} : belonging::leave, port, active);
    }

    private static ActiveEpoch activate(CompiledRuleset compiled, OpenStore store, StoreWait wait, TactMetrics metrics)
            throws StartupException {
        RulesetVersion version = compiled.ruleset().version();
        long epoch = wait.until(() -> StoreStart.activate(store.contacts(), version));
        metrics.activated(version, epoch);
        DataVersions data = Geography.versions();
        metrics.restsOn(Map.of(
                "clocks", data.clocks(),
                "country_zones", data.countryZones(),
                "numbers", data.numbers(),
                "number_areas", data.numberAreas(),
                "holidays", data.holidays()));
        return new ActiveEpoch(
                store.contacts(),
                epoch,
                number -> new ActiveRuleset(compiled, number, Geography.locator()),
                taken -> metrics.activated(version, taken.epoch()));
    }

    private static Map<String, Supplier<Optional<String>>> checks(
            Drain drain,
            OpenStore store,
            GridNode grid,
            AgreedFormat format,
            ActiveEpoch active,
            @Nullable SharedRegisters shared) {
        Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
        checks.put("node", drain::unready);
        checks.put("store", store.contacts()::unhealthy);
        checks.put("grid", grid::unhealthy);
        checks.put("format", format::refusal);
        checks.put("ruleset", active::unhealthy);
        if (shared != null) {
            checks.put("registers", shared::unhealthy);
        }
        return checks;
    }

    private static void tell(NodeConfig config, ActiveRuleset active, int port) {
        LOG.info(
                "ruleset {} version {} epoch {} is active, {} treatments",
                active.ruleset().version().name(),
                active.ruleset().version().hash(),
                active.epoch(),
                active.ruleset().catalogue().size());
        DataVersions data = Geography.versions();
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
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public RulesetVersion ruleset() {
        return active.own().ruleset().version();
    }

    @Override
    public long epoch() {
        return active.own().epoch();
    }

    @Override
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        leave.run();
        drain.await();
        parts.close();
        closed.countDown();
    }
}
