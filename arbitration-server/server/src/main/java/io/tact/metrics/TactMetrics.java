package io.tact.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.Decision;
import io.tact.model.Reason;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that is counted, and the page that Prometheus reads. */
public final class TactMetrics {
    private static final String REFUSED = "Requests refused for who asks, by reason";
    private static final String TAKEN = "Changes of files that were taken while the node ran";

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    /** What answers are counted by. */
    private record Answered(String operation, int status) {}

    /** What all else is counted by: a counter's name and the value of its tag. */
    private record Tagged(String name, String value) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Object, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Reason.Code, Counter> reasons = new EnumMap<>(Reason.Code.class);
    private final Timer decisionTime;
    private final Counter dropped;
    private final Counter erasures;
    private final Counter expirations;
    private final Counter reclaimed;
    private @Nullable Gauge activation;

    public TactMetrics() {
        decisionTime = Timer.builder("tact.decision")
                .description("From the request's last byte to its answer, in seconds")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        dropped = Counter.builder("tact.decision.log.dropped")
                .description(
                        "Dry runs that were not logged since too many were waiting, or they had waited for too long")
                .register(registry);
        erasures = Counter.builder("tact.erasures")
                .description("Subscribers erased")
                .register(registry);
        reclaimed = Counter.builder("tact.budget.leases.reclaimed")
                .description("Leases of budgets that this node closed since no living node renewed them")
                .register(registry);
        expirations = Counter.builder("tact.reservations.expired")
                .description("Reservations that ran out without a word from the channel, as told by this node")
                .register(registry);
        for (Reason.Code code : Reason.Code.values()) {
            reasons.put(
                    code,
                    Counter.builder("tact.reasons")
                            .description("Reasons told of candidates that were not selected")
                            .tag("code", code.name())
                            .register(registry));
        }
    }

    /** A decision was made in that many nanoseconds. */
    public void decided(Decision decision, long nanos) {
        boolean nothing = decision.selected().isEmpty();
        undecided(
                decision.reserved()
                        ? nothing ? "NOTHING" : "SELECTED"
                        : nothing ? "DRY_RUN_NOTHING" : "DRY_RUN_SELECTED",
                nanos);
        for (CandidateResult other : decision.others()) {
            for (Reason reason : other.reasons()) {
                Counter counter = reasons.get(reason.code());
                if (counter != null) {
                    counter.increment();
                }
            }
        }
    }

    /** A request for a decision ended otherwise: {@code REPLAYED}, {@code REFUSED} or {@code FAILED}. */
    public void undecided(String outcome, long nanos) {
        count("tact.decisions", "outcome", outcome, "Requests for a decision by how they ended", 1);
        decisionTime.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** A dry run was not logged. */
    public void droppedDryRun() {
        dropped.increment();
    }

    /** A subscriber was erased. */
    public void erased() {
        erasures.increment();
    }

    /** That many reservations ran out without a word from their channels. */
    public void expired(int reservations) {
        expirations.increment(reservations);
    }

    /** That many entries of a kind were older than they are kept. */
    public void pruned(String kind, int entries) {
        count("tact.pruned", "kind", kind, "Entries forgotten since they are older than they are kept", entries);
    }

    /** The ledger said this to a commit. */
    public void committed(String result) {
        count("tact.commits", "result", result, "Commits to the contact ledger by result", 1);
    }

    /**
     * A request was handed on to the node that owns its record: {@code ANSWERED} by it, served here because it was
     * {@code NOT_SENT} or its answer was {@code LOST}.
     */
    public void forwarded(String result) {
        count("tact.forwarded", "result", result, "Requests handed on to another node by how that ended", 1);
    }

    /** Lines of an import were taken or refused. */
    public void imported(String kind, long accepted, long rejected) {
        count("tact.import.accepted.lines", "kind", kind, "Lines of imports that were accepted", accepted);
        count("tact.import.rejected.lines", "kind", kind, "Lines of imports that were rejected", rejected);
    }

    /** That requests may be refused for such a reason is exported before one is, so that the first can be seen to come. */
    public void mayRefuse(String reason) {
        count("tact.refused", "reason", reason, REFUSED, 0);
    }

    /** A request was refused since nobody knew who asks, they may not, or ask too often. */
    public void refused(String reason) {
        count("tact.refused", "reason", reason, REFUSED, 1);
    }

    /** A request was answered. */
    public void answered(String operation, int status) {
        counter(new Answered(operation, status), () -> Counter.builder("tact.http.answers")
                        .description("Answers by operation and status")
                        .tag("operation", operation)
                        .tag("status", Integer.toString(status)))
                .increment();
    }

    /** Watches the length of a queue. */
    public void watchQueue(String queue, Supplier<Number> length) {
        Gauge.builder("tact.queue.length", length)
                .description("Tasks waiting")
                .tag("queue", queue)
                .register(registry);
    }

    /** Watches how many suspensions are set. */
    public void watchSuspensions(Supplier<Number> count) {
        Gauge.builder("tact.suspensions", count)
                .description("Suspensions that are set")
                .register(registry);
    }

    /** Watches how many members this node sees and how many partitions of the grid it owns. */
    public void watchCluster(Supplier<Number> members, Supplier<Number> partitions) {
        Gauge.builder("tact.cluster.members", members)
                .description("Members that this node sees, itself included")
                .register(registry);
        Gauge.builder("tact.cluster.partitions.owned", partitions)
                .description("Partitions of the grid that this node owns")
                .register(registry);
    }

    /** Watches which data format this node writes, and up to which it reads. */
    public void watchFormat(Supplier<Number> written, Supplier<Number> read) {
        Gauge.builder("tact.data.format.written", written)
                .description("The data format that this node writes; less than it reads while an upgrade is under way")
                .register(registry);
        Gauge.builder("tact.data.format.read", read)
                .description("The newest data format that this node reads")
                .register(registry);
    }

    /** Watches whether the store can take commits, and how far its clock is ahead of this node's. */
    public void watchStore(BooleanSupplier up, Supplier<Optional<Duration>> clockAhead) {
        Gauge.builder("tact.store.up", () -> up.getAsBoolean() ? 1 : 0)
                .description("1 while the store can take commits, else 0")
                .register(registry);
        Gauge.builder("tact.store.clock.ahead.seconds", () -> clockAhead
                        .get()
                        .map(ahead -> ahead.toMillis() / 1000.0)
                        .orElse(Double.NaN))
                .description("How far the store's clock is ahead of this node's; NaN if it has none or does not answer")
                .register(registry);
    }

    /** Watches whether files have changed and could not be taken. */
    public void watchFiles(String what, BooleanSupplier refused) {
        Gauge.builder("tact.files.refused", () -> refused.getAsBoolean() ? 1 : 0)
                .description(
                        "1 while files have changed and cannot be used, so that others than those are in force; else 0")
                .tag("what", what)
                .register(registry);
        count("tact.files.taken", "what", what, TAKEN, 0);
    }

    /** Files had changed and were taken. */
    public void tookFiles(String what) {
        count("tact.files.taken", "what", what, TAKEN, 1);
    }

    /** Watches for how long the certificate of the port is still worth something. */
    public void watchCertificate(Supplier<Optional<Duration>> left) {
        Gauge.builder("tact.tls.certificate.left.seconds", () -> left.get()
                        .map(duration -> (double) duration.toSeconds())
                        .orElse(Double.NaN))
                .description("For how long the certificate of the port is worth something; NaN without TLS")
                .register(registry);
    }

    /** Watches how much of a budget this node may grant without asking the store. */
    public void watchBudget(String budget, Supplier<Number> held) {
        Gauge.builder("tact.budget.left", held)
                .description("What this node holds of a budget in the period that is running, and nobody has drawn yet")
                .tag("budget", budget)
                .register(registry);
    }

    /** A lease of a budget was closed since no living node renewed it. */
    public void reclaimed(int leases) {
        reclaimed.increment(leases);
    }

    /** Says which ruleset is active. */
    public synchronized void activated(RulesetVersion version, long epoch) {
        Gauge before = activation;
        if (before != null) {
            registry.remove(before);
        }
        activation = Gauge.builder("tact.ruleset.info", () -> 1)
                .description("The active ruleset; always 1")
                .tag("name", version.name())
                .tag("version", version.hash())
                .tag("epoch", Long.toString(epoch))
                .register(registry);
    }

    /** Says which versions of which data decide where and when. */
    public void restsOn(Map<String, String> versions) {
        Gauge.Builder<?> info = Gauge.builder("tact.data.info", () -> 1)
                .description("The data that say where subscribers are and when; always 1");
        versions.forEach(info::tag);
        info.register(registry);
    }

    /** The page in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    private void count(String name, String tag, String value, String description, double more) {
        counter(
                        new Tagged(name, value),
                        () -> Counter.builder(name).description(description).tag(tag, value))
                .increment(more);
    }

    /** Looked up without a lock when it is known, as it is for all but the first of a kind. */
    private Counter counter(Object key, Supplier<Counter.Builder> made) {
        Counter known = counters.get(key);
        return known != null
                ? known
                : counters.computeIfAbsent(key, k -> made.get().register(registry));
    }
}
