package io.tact.server;

import io.tact.port.DataFormat;
import io.tact.port.Formats;
import io.tact.port.OperatorStore;
import io.tact.server.config.ClusterSettings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data format that the nodes over one store write: the newest that stands in the store. It is put there before anything
 * is written in it, and nothing is ever taken out, so it only rises. It rises when every member that there should be is seen
 * and agrees to a newer one, which is what it reads, or less if the operator says so. A node that cannot read what stands
 * there does not start; one that is running refuses to read and to write. Safe for any thread.
 */
final class AgreedFormat implements Formats {
    /** What the numbers of data formats stand under in the store. */
    static final String KIND = "data-format";

    private static final Logger LOG = LoggerFactory.getLogger(AgreedFormat.class);
    private static final byte[] STANDS = {1};

    private final OperatorStore store;
    private final DataFormat read;
    private final int agreesTo;
    private final int members;
    private int taken;
    private int most;
    private volatile DataFormat written;
    private volatile @Nullable String refusal;

    /**
     * @param store where the numbers stand
     * @param read the newest that this node reads
     * @param atMost the newest that the operator wants written; null for any
     * @param members how many members there should be at least, 1 or more
     */
    AgreedFormat(OperatorStore store, DataFormat read, @Nullable Integer atMost, int members) {
        this.store = store;
        this.read = read;
        this.agreesTo = atMost == null ? read.number() : Math.min(atMost, read.number());
        this.members = members;
        this.written = DataFormat.of(agreesTo);
    }

    /** That of a node of a cluster, or with none of a node alone. */
    static AgreedFormat of(OperatorStore store, DataFormat read, @Nullable ClusterSettings cluster) {
        return cluster == null
                ? new AgreedFormat(store, read, null, 1)
                : new AgreedFormat(store, read, cluster.format(), cluster.known());
    }

    /** The newest that this node agrees to, as the other members are told. */
    int agreesTo() {
        return agreesTo;
    }

    /**
     * Looks before this node joins the others.
     *
     * @throws StartupException if the store holds what this node cannot read, or does not answer
     */
    void beforeJoining() throws StartupException {
        int stands = joined(standing());
        if (stands > agreesTo && agreesTo < read.number()) {
            LOG.warn(
                    "cluster.format is {}, and data format {} is written already; it does not fall again",
                    agreesTo,
                    stands);
        }
        take(stands);
        requireReadable();
    }

    /**
     * Looks once this node is seen by the others, so that from now on none of them goes on to what it cannot read.
     *
     * @param agreed what each member seen agrees to, this one included
     * @throws StartupException as before
     */
    void afterJoining(Supplier<List<Integer>> agreed) throws StartupException {
        joined(look(agreed));
        requireReadable();
        if (members > 1) {
            LOG.info("data format {} is written, up to {} is read", written.number(), read.number());
        }
    }

    private void requireReadable() throws StartupException {
        String why = refusal;
        if (why != null) {
            throw new StartupException(why);
        }
    }

    private static <T> T joined(CompletionStage<T> asked) throws StartupException {
        try {
            return asked.toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartupException(
                    "the store does not say which data format it holds: " + cause.getMessage()
                            + ". Maybe start this node again when it does",
                    e);
        }
    }

    /**
     * Looks what stands in the store, and lets it rise if it may. Fails with what the store failed with.
     *
     * @param agreed what each member seen agrees to, this one included; asked after the store
     */
    CompletionStage<Void> look(Supplier<List<Integer>> agreed) {
        return standing().thenCompose(stands -> {
            List<Integer> seen = agreed.get();
            int next = next(stands, Collections.min(seen), isComplete(seen.size()));
            CompletionStage<?> there = next > stands
                    ? store.putIfAbsent(KIND, Integer.toString(next), STANDS)
                    : CompletableFuture.completedFuture(null);
            return there.thenAccept(done -> take(next));
        });
    }

    /** Whether every member that there should be is seen: all that are named, and no fewer than were seen before. */
    private synchronized boolean isComplete(int seen) {
        most = Math.max(most, seen);
        return seen >= Math.max(most, members);
    }

    /** @param complete whether every member that there should be is seen */
    private static int next(int stands, int agreed, boolean complete) {
        if (complete) {
            return Math.max(stands, agreed);
        }
        // Where nothing stands, something must before anything is written; no node minds what was written before this
        // was said.
        return stands == 0 ? Math.min(agreed, DataFormat.UNSAID) : stands;
    }

    /** The newest that stands in the store; 0 for none. */
    private CompletionStage<Integer> standing() {
        try {
            return store.ids(KIND)
                    .thenApply(ids ->
                            ids.stream().mapToInt(Integer::parseInt).max().orElse(0));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void take(int stands) {
        if (stands <= taken) {
            return;
        }
        // Of what stands there when it starts, the start itself tells.
        boolean rises = taken > 0;
        taken = stands;
        if (stands > read.number()) {
            refusal = "the store holds " + name(stands) + ", and this node reads up to " + read
                    + ". Maybe start the version of Tact here that the other nodes run";
            if (rises) {
                LOG.error("data format {} is written, and this node reads up to {}", stands, read.number());
            }
        } else {
            written = DataFormat.of(stands);
            if (rises) {
                LOG.info("{} is written from now on", written);
            }
        }
    }

    private static String name(int number) {
        return number > DataFormat.NEWEST.number()
                ? "data format " + number
                : DataFormat.of(number).toString();
    }

    @Override
    public DataFormat read() {
        return read;
    }

    @Override
    public DataFormat written() {
        return written;
    }

    @Override
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }
}
