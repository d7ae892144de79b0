package io.tact.grid;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.internal.util.ConcurrencyUtil;
import com.hazelcast.map.IMap;
import com.hazelcast.topic.ITopic;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.port.Formats;
import io.tact.port.Owners;
import io.tact.port.Peer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * This node's member of the grid. Safe for any thread.
 *
 * <p>Hazelcast completes futures on an executor that starts a thread for each where the common pool has no parallelism, as
 * on two cores. So the whole process is told where to complete them: with other members on a pool of its own, since Hazelcast
 * itself makes remote calls from there and refuses them on its own threads; alone on the thread that has the answer, which
 * is cheaper.
 *
 * <p>When what the grid holds is not trusted says {@link Mistrust}.
 */
public final class GridNode implements AutoCloseable {
    private static final int HOPS = 2;

    /** Where Hazelcast completes futures unless told otherwise; two threads at least, for some of its tasks wait for others. */
    private static final Executor POOL = new ForkJoinPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            true);

    /** Set for good once a member of this process may have others. */
    private static volatile boolean joined;

    static final Executor COMPLETIONS = task -> (joined ? POOL : (Executor) Runnable::run).execute(task);

    /** A member joins the others long before; it is not held up for ever by records on the move. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final HazelcastInstance member;
    private final GridSettings settings;
    private final Held held;
    private final Ownership ownership;
    private final Members members;
    private final ITopic<String> news;
    private final Mistrust mistrust;
    private final ExecutorService hop = Executors.newFixedThreadPool(HOPS, daemon("grid-read"));
    private final long started = System.nanoTime();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile boolean settled;
    private volatile boolean closing;

    private GridNode(HazelcastInstance member, GridSettings settings, Held held) {
        this.member = member;
        this.settings = settings;
        this.held = held;
        this.members = new Members(member, settings.membership().minimumMembers());
        Lease lease = new Lease(System::nanoTime);
        this.ownership = Ownership.of(member, lease, members::seen);
        this.news = member.getTopic(GridConfig.NEWS);
        this.mistrust = new Mistrust(member, lease, ownership, held);
        // Partitions get their owners when first asked for: here, not on a caller's event loop.
        ownership.owned();
        member.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                mistrust.merged();
                members.announceAgain();
            } else if (event.getState() == LifecycleState.SHUTDOWN && !closing) {
                lost.complete(
                        "the member of cluster \"" + settings.name() + "\" ended by itself, as it does when the others"
                                + " do not take it back. Nothing is lost. Maybe have this process started again whenever it ends");
            }
        });
    }

    /**
     * Starts a member and joins it to the others, if any are up. Takes seconds; not for an event loop.
     *
     * @throws CannotJoinException if the port is taken, or the others do not take it in
     */
    public static GridNode start(GridSettings settings) {
        return start(settings, GridConfig.of(settings));
    }

    static GridNode start(GridSettings settings, Config config) {
        joined |= !settings.isAlone();
        ConcurrencyUtil.setDefaultAsyncExecutor(COMPLETIONS);
        Held held = new Held();
        config.getUserContext().put(Held.context(), held);
        try {
            return new GridNode(Hazelcast.newHazelcastInstance(config), settings, held);
        } catch (RuntimeException e) {
            throw new CannotJoinException(
                    "the member of cluster \"" + settings.name() + "\" cannot start: " + e.getMessage()
                            + ". Maybe its port is in use, or the others have another configuration",
                    e);
        }
    }

    static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The ledger of this node over a store, in the newest data format. It refuses while this member sees too few others. */
    public ContactLedger ledger(ContactStore store) {
        return ledger(store, Formats.NEWEST);
    }

    /**
     * The same in the data formats of the cluster.
     *
     * @param formats what it reads and writes, and why it must not, if so
     */
    public ContactLedger ledger(ContactStore store, Formats formats) {
        HazelcastContactLedger ledger = new HazelcastContactLedger(
                settings.isAlone() ? SharedRecords.NONE : new GridRecords(records(), hop),
                ownership,
                store,
                (long) settings.heldMebibytes() << 20,
                formats);
        held.add(ledger);
        return new GuardedLedger(ledger, () -> members.tooFew().or(formats::refusal));
    }

    /**
     * Completes with the reason, on any thread, if the member ends without being closed: nothing makes it whole again but another
     * process. Never fails.
     */
    public CompletionStage<String> lost() {
        return lost;
    }

    /** Who owns which record. */
    public Owners owners() {
        return members;
    }

    /** Tells the other members where this node takes requests. They send it some, until told otherwise. Cheap if known. */
    public void announce(Peer here) {
        members.announce(here);
    }

    /** Tells the other members to send no more requests. */
    public void withdraw() {
        members.announce(null);
    }

    /** Tells every member a word, this one too, soon; it may get lost. */
    public void tell(String word) {
        news.publish(word);
    }

    /** Has the words of all members heard, on a thread of the grid that must not be blocked. */
    public void listen(Consumer<String> listener) {
        news.addMessageListener(message -> listener.accept(message.getMessageObject()));
    }

    /** The newest data format that each member seen agrees to, this one included. */
    public List<Integer> dataFormatsSeen() {
        return members.dataFormats();
    }

    /** How many members this one sees, itself included. */
    public int membersSeen() {
        return members.seen();
    }

    /** How many of the grid's partitions are this member's. */
    public int partitionsOwned() {
        return ownership.owned();
    }

    /**
     * Whether the member can be used; why not, otherwise. Once it has its share of the records, others coming and going do
     * not change that.
     */
    public Optional<String> unhealthy() {
        if (!member.getLifecycleService().isRunning()) {
            return Optional.of("the grid's member has stopped");
        }
        Optional<String> tooFew = members.tooFew();
        return tooFew.isPresent() || isSettled()
                ? tooFew
                : Optional.of("this node is taking over its share of the records. Maybe ask again in a few seconds");
    }

    private boolean isSettled() {
        if (!settled) {
            settled = members.seen() == 1
                    || member.getPartitionService().isLocalMemberSafe()
                    || System.nanoTime() - started > SETTLING_NANOS;
        }
        return settled;
    }

    IMap<String, byte[]> records() {
        return member.getMap(GridConfig.RECORDS);
    }

    Ownership ownership() {
        return ownership;
    }

    HazelcastInstance member() {
        return member;
    }

    /** Leaves the cluster and hands this member's records over, in 15 seconds at most. Close what uses it first. Idempotent. */
    @Override
    public void close() {
        closing = true;
        mistrust.close();
        member.shutdown();
        hop.shutdown();
    }
}
