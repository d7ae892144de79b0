package io.tact.load.ledger;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Locator;
import io.tact.geography.JollydayHolidays;
import io.tact.geography.LibraryNumberPlan;
import io.tact.geography.TzdbCountryZones;
import io.tact.grid.GridNode;
import io.tact.grid.GridSettings;
import io.tact.load.SampleAccount;
import io.tact.load.SampleRuleset;
import io.tact.port.CompiledRuleset;
import io.tact.port.ContactStore;
import io.tact.port.RulesetCompiler.Compilation;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.store.RocksDbContactStore;
import io.tact.store.postgres.PostgresContactStore;
import io.tact.store.postgres.PostgresSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Durable check-and-reserve, side by side in one run: Tact over the embedded store and over PostgreSQL, for whole decisions and
 * for commits alone, with and without idempotency keys, Redis with a sliding-window script, PostgreSQL with row locks. Every
 * subscriber has ten contacts of the last month; every contender has the same number of requests in flight; rounds alternate.
 *
 * <p>Arguments: seconds a round (2), rounds (5), requests in flight, several with commas between (128), subscribers
 * (100000), campaigns (200). The servers and the folder are those of {@code load-tests/peers}, in its variables.
 */
public final class LedgerComparison {
    private static final int WARM_UPS = 10;
    private static final int[] REDIS_CONNECTIONS = {1, 2, 4};
    private static final int[] POOLS = {16, 32};
    private static final String ROLE = "postgres";

    private final PrintStream out = System.out;
    private final int rounds;
    private final Rounds measured;
    private final List<Contender> tact = new ArrayList<>();
    private final List<Contender> redis = new ArrayList<>();
    private final List<Contender> postgres = new ArrayList<>();

    /** Tact and Redis with idempotency keys. */
    private final List<Contender> keyed = new ArrayList<>();

    private LedgerComparison(int seconds, int rounds) {
        this.rounds = rounds;
        this.measured = new Rounds(Duration.ofSeconds(seconds));
    }

    public static void main(String[] args) throws Exception {
        String[] given = {"2", "5", "128", "100000", "200"};
        System.arraycopy(args, 0, given, 0, Math.min(args.length, given.length));
        List<Integer> inFlight =
                Arrays.stream(given[2].split(",")).map(Integer::valueOf).toList();
        new LedgerComparison(Integer.parseInt(given[0]), Integer.parseInt(given[1]))
                .compare(inFlight, Integer.parseInt(given[3]), Integer.parseInt(given[4]));
    }

    private static Path folder(String name) throws IOException {
        return Files.createTempDirectory(Path.of(peer("TACT_PEERS_FOLDER")), name);
    }

    private static String peer(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalStateException(variable + " is not set. Maybe run load-tests/bench ledger");
        }
        return value;
    }

    private void compare(List<Integer> inFlight, int subscribers, int campaigns) throws Exception {
        int redisPort = Integer.parseInt(peer("TACT_PEERS_REDIS_PORT"));
        String database = "jdbc:postgresql://127.0.0.1:" + peer("TACT_PEERS_POSTGRES_PORT") + "/";
        for (String name : List.of("tact", "peer")) {
            create(database, name);
        }
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), LedgerComparison::daemon);
        try (GridNode grid =
                        GridNode.start(GridSettings.forHeap(Runtime.getRuntime().maxMemory()));
                ContactStore embedded = RocksDbContactStore.open(folder("tact"));
                ContactStore embeddedKeyed = RocksDbContactStore.open(folder("keyed"));
                ContactStore shared = PostgresContactStore.open(
                        PostgresSettings.of(database + "tact", ROLE, ""), InstantSource.system())) {
            InstantSource clock = clock();
            CompiledRuleset ruleset = compile(campaigns);
            tact.add(TactContender.committing("embedded", grid.ledger(embedded), subscribers, clock));
            tact.add(TactContender.committing("postgresql", grid.ledger(shared), subscribers, clock));
            tact.add(deciding("embedded", grid, embedded, ruleset, workers, subscribers, clock));
            tact.add(deciding("postgresql", grid, shared, ruleset, workers, subscribers, clock));
            for (int connections : REDIS_CONNECTIONS) {
                redis.add(RedisContender.load(redisPort, connections, subscribers, clock, false));
            }
            keyed.add(TactContender.committingWithKeys("embedded", grid.ledger(embeddedKeyed), subscribers, clock));
            keyed.add(RedisContender.load(redisPort, 1, subscribers, clock, true));
            for (int pool : POOLS) {
                postgres.add(PostgresContender.load(database + "peer?user=" + ROLE, pool, subscribers, clock));
            }
            out.printf(
                    "%,d subscribers each, %d campaigns, records of %d bytes, %d rounds in turn%n",
                    subscribers, campaigns, TactContender.packedLength(), rounds);
            for (int places : inFlight) {
                compare(places);
            }
        } finally {
            workers.shutdown();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "rules");
        thread.setDaemon(true);
        return thread;
    }

    /** The instant at which the sample's contacts are of the last month, going on from there. */
    private static InstantSource clock() {
        long begun = System.nanoTime();
        return () -> SampleAccount.NOW.plusNanos(System.nanoTime() - begun);
    }

    private static void create(String server, String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server + "postgres?user=" + ROLE);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + database);
        }
    }

    private static CompiledRuleset compile(int campaigns) {
        Compilation compilation =
                new DefaultRulesetCompiler(new JollydayHolidays()).compile(SampleRuleset.of(campaigns));
        return compilation
                .ruleset()
                .orElseThrow(
                        () -> new IllegalStateException(compilation.problems().toString()));
    }

    private static TactContender deciding(
            String name,
            GridNode grid,
            ContactStore store,
            CompiledRuleset ruleset,
            ExecutorService workers,
            int subscribers,
            InstantSource clock)
            throws InterruptedException {
        long epoch = store.activate(ruleset.ruleset().version())
                .toCompletableFuture()
                .join();
        Locator locator = new Locator(new LibraryNumberPlan(new TzdbCountryZones()), new TzdbCountryZones());
        ActiveRuleset active = new ActiveRuleset(ruleset, epoch, locator);
        return TactContender.deciding(name, grid.ledger(store), active, workers, subscribers, clock);
    }

    private void compare(int inFlight) throws Exception {
        List<Contender> all = inTurn();
        for (int i = 0; i < WARM_UPS; i++) {
            measured.each(all, inFlight);
        }
        measured.forget();
        for (int i = 0; i < rounds; i++) {
            measured.each(all, inFlight);
        }
        out.printf("%d in flight%n", inFlight);
        for (Contender contender : all) {
            Rounds.Round median = measured.median(contender);
            out.printf(
                    "  %-34s %8.0f/s  p50 %.1f ms  p99 %.1f ms%n",
                    contender.name(), median.perSecond(), median.p50Micros() / 1000.0, median.p99Micros() / 1000.0);
        }
        for (Contender ours : tact) {
            tell(ours, measured.best(redis), 0.8);
            tell(ours, measured.best(postgres), 4);
        }
        tell(keyed.get(0), keyed.get(1), 0.8);
    }

    /** RocksDB may go on merging when a round is over: Tact over PostgreSQL comes after it, so that no peer pays for that. */
    private List<Contender> inTurn() {
        List<Contender> all =
                new ArrayList<>(List.of(tact.get(0), tact.get(2), keyed.get(0), tact.get(1), tact.get(3)));
        all.addAll(redis);
        all.add(keyed.get(1));
        all.addAll(postgres);
        return all;
    }

    private void tell(Contender ours, Contender theirs, double aim) {
        List<Double> ratios = measured.ratios(ours, theirs);
        out.printf(
                "  %s : %s = %.2f (%.2f to %.2f), aim %.1f%n",
                ours.name(),
                theirs.name(),
                ratios.get(ratios.size() / 2),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                aim);
    }
}
