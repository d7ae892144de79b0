package io.tact.server;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.audit.AuditTrail;
import io.tact.budgets.LeasedBudgets;
import io.tact.geography.DataVersions;
import io.tact.grid.GridNode;
import io.tact.http.Guard;
import io.tact.http.HttpInterface;
import io.tact.http.Readiness;
import io.tact.http.Services;
import io.tact.identity.Strangers;
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
import io.tact.server.config.IdentitySettings;
import io.tact.server.config.NodeConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one node, part by part, each when what it rests on is there. For one thread, once. */
final class NodeStart {
    private static final Logger LOG = LoggerFactory.getLogger(NodeStart.class);

    private final NodeConfig config;
    private final Clock clock;
    private final DataFormat read;
    private final StoreWait wait;
    private final Drain drain;
    private final OpenedParts parts = new OpenedParts();
    private final TactMetrics metrics = new TactMetrics();
    private Duration looking = FileWatch.USUAL;
    private final int cores = Runtime.getRuntime().availableProcessors();

    /** Opens what a node keeps its truth in. */
    @FunctionalInterface
    interface StoreOpening {
        OpenStore open(NodeConfig config, Clock clock) throws StartupException;
    }

    /** @param read the newest data format that the node reads */
    NodeStart(NodeConfig config, Clock clock, DataFormat read) {
        this.config = config;
        this.clock = clock;
        this.read = read;
        this.wait = StoreStart.wait(config.store());
        this.drain = new Drain(config.drain());
    }

    /** Has files of keys and certificates looked at so often. */
    NodeStart lookingEvery(Duration interval) {
        looking = interval;
        return this;
    }

    /** @throws StartupException if a part cannot be started; those that were are closed again */
    TactNode start(StoreOpening opening) throws StartupException {
        try {
            return open(opening);
        } catch (StartupException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private TactNode open(StoreOpening opening) throws StartupException {
        HttpStart.requireAddress(config);
        AccessFiles access = AccessFiles.open(config, clock);
        Geography.openInBackground();
        CompiledRuleset compiled = RulesetStart.compile(config.ruleset());
        parts.add(compiled.evaluator());
        RulesetStart.requireRemembered(compiled.ruleset(), config.retention().contacts());
        Ground ground = ground(compiled, opening);
        Geography.openCalendars(compiled.ruleset().policy(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        Services services = services(compiled, ground, access);
        parts.add(LifecycleStart.upkeep(services, ground.store().contacts(), config.retention()));
        Belonging belonging = ground.shared() == null
                ? null
                : parts.add(new Belonging(
                        ground.grid(), ground.shared(), ground.active(), ground.format(), services.readiness()));
        int port = listen(services, ground.format(), belonging, access);
        tell(ground.active().own(), port, access);
        Runnable leave = belonging == null ? () -> {} : belonging::leave;
        return new DefaultTactNode(
                parts, drain, leave, port, ground.active(), ground.grid().lost());
    }

    private Ground ground(CompiledRuleset compiled, StoreOpening opening) throws StartupException {
        OpenStore store = parts.add(wait.until(() -> opening.open(config, clock)));
        AgreedFormat format = AgreedFormat.of(store.operators(), read, config.cluster());
        wait.untilDone(format::beforeJoining);
        GridNode grid = parts.add(GridStart.start(
                GridStart.settings(config.memory(), config.cluster()).agreeingTo(format.agreesTo())));
        wait.untilDone(() -> format.afterJoining(grid::dataFormatsSeen));
        OperatorRegisters registers = parts.add(wait.until(() ->
                StoreStart.registers(store.operators(), config.store(), clock, () -> grid.tell(Belonging.REGISTERS))));
        ActiveEpoch active = activate(compiled, store);
        SharedRegisters shared = config.cluster() == null ? null : parts.add(SharedRegisters.of(registers));
        return new Ground(store, format, grid, registers, shared, active);
    }

    private ActiveEpoch activate(CompiledRuleset compiled, OpenStore store) throws StartupException {
        RulesetVersion version = compiled.ruleset().version();
        long epoch = wait.until(() -> StoreStart.activate(store.contacts(), version));
        metrics.activated(version, epoch);
        return new ActiveEpoch(
                store.contacts(),
                epoch,
                number -> new ActiveRuleset(compiled, number, Geography.locator()),
                taken -> metrics.activated(version, taken.epoch()));
    }

    private Services services(CompiledRuleset compiled, Ground ground, AccessFiles access) throws StartupException {
        RulesWorkers workers = parts.add(new RulesWorkers(cores));
        metrics.watchQueue("rules", workers::waiting);
        ground.watch(metrics);
        OpenStore store = ground.store();
        ActiveEpoch active = ground.active();
        SharedRegisters shared = ground.shared();
        Duration retention = config.retention().contacts();
        ContactLedger ledger =
                new WatchedLedger(ground.grid().ledger(store.contacts(), ground.format()), metrics, active::refresh);
        ErasedAddresses addresses = wait.until(() -> LifecycleStart.addresses(store.contacts(), store.operators()));
        LeasedBudgets budgets = parts.add(LifecycleStart.budgets(
                store.contacts(),
                compiled.ruleset().budgets(),
                () -> Math.max(1, ground.grid().membersSeen()),
                clock,
                metrics));
        Accounts accounts = new Accounts(ledger, retention, addresses);
        return new Services(
                ledger,
                ground.grid().owners(),
                accounts,
                new Arbiter(
                        ledger,
                        active,
                        shared == null ? ground.registers()::current : shared::current,
                        workers,
                        retention,
                        budgets,
                        ground.format()),
                active,
                budgets,
                ground.registers(),
                workers,
                new Guard(
                        access.identities(),
                        strangers(),
                        new AuditTrail(ledger),
                        access.names(),
                        wait.until(() -> LifecycleStart.hash(store.operators()))),
                LifecycleStart.lifecycle(
                        store.contacts(), ledger, accounts, addresses, retention, ground.format(), metrics),
                metrics,
                new Readiness(ground.checks(drain), drain::isBegun),
                retention,
                clock);
    }

    private Strangers strangers() {
        IdentitySettings asked = config.identities();
        return new Strangers(asked == null ? IdentitySettings.STRANGERS_PER_SECOND : asked.strangersPerSecond());
    }

    /** @return the port */
    private int listen(Services services, AgreedFormat format, @Nullable Belonging belonging, AccessFiles access)
            throws StartupException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        if (belonging != null) {
            Rehearsal.hold(services, format, vertx);
        }
        HttpInterface http = parts.add(new HttpInterface(services, vertx, access.tls()));
        int port = HttpStart.listen(config.http(), http, cores);
        FileWatch files = parts.add(new FileWatch(metrics));
        access.watch(files, http, metrics, clock);
        files.start(looking);
        if (belonging != null) {
            Address here = config.http().advertised(port);
            belonging.begin(new Peer(here.host(), here.port()));
        }
        return port;
    }

    private void tell(ActiveRuleset active, int port, AccessFiles access) {
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
                "listening on {}:{}{}; {}",
                config.http().host(),
                port,
                config.http().tls() == null ? "" : " with TLS",
                access.told());
    }
}
