package io.tact.store;

import io.tact.port.CommitResult;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns single commits into groups: whatever waits while one group is written is the next group. One thread calls the
 * writer; others make the group durable and complete the futures. When the queue is full a commit fails at once with
 * {@link CouldNotDecideException}: nothing was changed.
 *
 * @param <C> what a commit is, as the writer takes it
 */
public final class GroupCommit<C> implements AutoCloseable {
    /** Writes groups. Called by one thread at a time. */
    @FunctionalInterface
    public interface Writer<C> {
        /**
         * Writes a group, each commit succeeding or failing alone. It is durable on return, unless there is a {@link Sync}.
         *
         * @return what became of each, in order
         * @throws CouldNotDecideException if nothing of the group was done
         * @throws Exception if it is not known what became of the group
         */
        List<Outcome> write(List<C> group) throws Exception;
    }

    /** Makes durable what was written, where that is a step of its own: so the next group is written meanwhile. */
    @FunctionalInterface
    public interface Sync {
        /**
         * Makes durable all that was written before the call. Called by one thread at a time, not that of the writer.
         *
         * @throws Exception if it is not known what became of it
         */
        void sync() throws Exception;
    }

    /** What became of one commit of a group. */
    public sealed interface Outcome {

        /** The store said this. */
        record Said(CommitResult result) implements Outcome {}

        /**
         * It could not be tried, and nothing was done.
         *
         * @param why in one line
         */
        record NotTried(String why) implements Outcome {}
    }

    /**
     * How much may wait, and for how long.
     *
     * @param queue how many commits may wait, 1 or more
     * @param group how many are written at once at most, 1 or more
     * @param patience a commit that waited longer than this is refused rather than written
     */
    public record Limits(int queue, int group, Duration patience) {
        private static final int USUAL_GROUP = 1024;

        /** Limits of a writer that is always there, so that a commit waits for as long as its turn takes to come. */
        static Limits ofQueue(int queue) {
            return new Limits(queue, USUAL_GROUP, ChronoUnit.FOREVER.getDuration());
        }
    }

    /** A commit that waits, or the end of all if there is none. */
    private record Waiting<C>(@Nullable C commit, CompletableFuture<CommitResult> answer, long since) {
        boolean isEnd() {
            return commit == null;
        }
    }

    private final Writer<C> writer;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final BlockingQueue<Waiting<C>> queue;
    private final Thread thread;
    private final Settling settling;

    /** Submitters share it, so that nothing is put in the queue after its end. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * Starts the threads of a writer whose groups are durable once written.
     *
     * @param name what the threads are called
     * @param capacity how many commits may wait, 1 or more
     */
    public GroupCommit(String name, int capacity, Writer<C> writer) {
        this(name, Limits.ofQueue(capacity), System::nanoTime, writer);
    }

    /**
     * Starts the threads of a writer whose groups are durable after a sync.
     *
     * @param name what the threads are called
     * @param capacity how many commits may wait, 1 or more
     */
    public GroupCommit(String name, int capacity, Writer<C> writer, Sync sync) {
        this(name, Limits.ofQueue(capacity), System::nanoTime, writer, new Settling(name, sync));
    }

    /**
     * Starts the threads of a writer whose groups are durable once written.
     *
     * @param name what the threads are called
     * @param nanoTime as {@link System#nanoTime}
     */
    public GroupCommit(String name, Limits limits, LongSupplier nanoTime, Writer<C> writer) {
        this(name, limits, nanoTime, writer, new Settling(name, null));
    }

    private GroupCommit(String name, Limits limits, LongSupplier nanoTime, Writer<C> writer, Settling settling) {
        this.writer = writer;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.settling = settling;
        queue = new ArrayBlockingQueue<>(limits.queue());
        thread = Settling.daemon(this::run, name + "-commit");
        thread.start();
    }

    /** Puts a commit in the next group. */
    public CompletionStage<CommitResult> submit(C commit) {
        Waiting<C> waiting = new Waiting<>(commit, new CompletableFuture<>(), nanoTime.getAsLong());
        closing.readLock().lock();
        try {
            if (closed) {
                return nothingDone("the store is closed");
            }
            if (!queue.offer(waiting)) {
                return nothingDone("the store is overloaded: " + queue.size()
                        + " commits are waiting. Maybe ask fewer at once, or give it a faster disk");
            }
        } finally {
            closing.readLock().unlock();
        }
        return waiting.answer();
    }

    private static CompletionStage<CommitResult> nothingDone(String why) {
        return CompletableFuture.failedFuture(new CouldNotDecideException(why));
    }

    /** Why no commit can be taken now; empty if one can. */
    public String obstacle() {
        if (!thread.isAlive()) {
            return "the store is closed";
        }
        return queue.remainingCapacity() == 0 ? "the store is overloaded" : "";
    }

    private void run() {
        List<Waiting<C>> group = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            group.clear();
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue;
            }
            settling.awaitTurn();
            queue.drainTo(group, limits.group() - 1);
            ended = group.removeIf(Waiting::isEnd);
            refuseTheLate(group);
            if (group.isEmpty()) {
                settling.giveBack();
            } else {
                settle(group);
            }
        }
    }

    private void refuseTheLate(List<Waiting<C>> group) {
        long now = nanoTime.getAsLong();
        List<Waiting<C>> late = new ArrayList<>();
        for (Waiting<C> waiting : group) {
            if (Duration.ofNanos(now - waiting.since()).compareTo(limits.patience()) > 0) {
                late.add(waiting);
            }
        }
        if (!late.isEmpty()) {
            group.removeAll(late);
            settling.refused(
                    answers(late),
                    "the store is overloaded: a commit waited longer than " + limits.patience()
                            + ". Maybe ask fewer at once, or see why the store is slow");
        }
    }

    private static List<CompletableFuture<CommitResult>> answers(List<? extends Waiting<?>> group) {
        List<CompletableFuture<CommitResult>> answers = new ArrayList<>(group.size());
        group.forEach(waiting -> answers.add(waiting.answer()));
        return answers;
    }

    private void settle(List<Waiting<C>> group) {
        List<CompletableFuture<CommitResult>> answers = answers(group);
        List<C> commits = new ArrayList<>(group.size());
        group.forEach(waiting -> commits.add(Objects.requireNonNull(waiting.commit())));
        try {
            settling.written(answers, writer.write(commits));
        } catch (Exception | Error e) {
            settling.failed(answers, e);
        }
    }

    /** Ends after all that was submitted is settled and answered. Idempotent. */
    @Override
    public void close() {
        boolean interrupted = false;
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                interrupted = putEnd();
            }
        } finally {
            closing.writeLock().unlock();
        }
        while (true) {
            try {
                thread.join();
                if (settling.end()) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean putEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(new Waiting<>(null, new CompletableFuture<>(), 0));
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
