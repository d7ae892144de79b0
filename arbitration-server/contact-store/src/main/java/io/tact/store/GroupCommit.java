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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns single commits into groups: whatever waits while one group becomes durable is the next group. One thread calls the
 * writer; another completes the futures. When the queue is full a commit fails at once with
 * {@link CouldNotDecideException}: nothing was changed.
 *
 * @param <C> what a commit is, as the writer takes it
 */
public final class GroupCommit<C> implements AutoCloseable {
    /** Makes groups durable. Called by one thread at a time. */
    @FunctionalInterface
    public interface Writer<C> {
        /**
         * Makes a group durable, each commit succeeding or failing alone.
         *
         * @return what became of each, in order
         * @throws CouldNotDecideException if nothing of the group was done
         * @throws Exception if it is not known what became of the group
         */
        List<Outcome> write(List<C> group) throws Exception;
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
    private final ExecutorService answers;

    /** Submitters share it, so that nothing is put in the queue after its end. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * Starts the two threads.
     *
     * @param name what the threads are called
     * @param capacity how many commits may wait, 1 or more
     */
    public GroupCommit(String name, int capacity, Writer<C> writer) {
        this(name, Limits.ofQueue(capacity), System::nanoTime, writer);
    }

    /**
     * Starts the two threads.
     *
     * @param name what the threads are called
     * @param nanoTime as {@link System#nanoTime}
     */
    public GroupCommit(String name, Limits limits, LongSupplier nanoTime, Writer<C> writer) {
        this.writer = writer;
        this.limits = limits;
        this.nanoTime = nanoTime;
        queue = new ArrayBlockingQueue<>(limits.queue());
        answers = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-answers"));
        thread = daemon(this::run, name + "-commit");
        thread.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
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
            queue.drainTo(group, limits.group() - 1);
            ended = group.removeIf(Waiting::isEnd);
            refuseTheLate(group);
            if (!group.isEmpty()) {
                settle(List.copyOf(group));
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
            Outcome outcome = new Outcome.NotTried("the store is overloaded: a commit waited longer than "
                    + limits.patience() + ". Maybe ask fewer at once, or see why the store is slow");
            answers.execute(() -> late.forEach(w -> answer(w, outcome)));
        }
    }

    private static void answer(Waiting<?> waiting, Outcome outcome) {
        if (outcome instanceof Outcome.Said said) {
            waiting.answer().complete(said.result());
        } else if (outcome instanceof Outcome.NotTried not) {
            waiting.answer().completeExceptionally(new CouldNotDecideException(not.why()));
        }
    }

    private void settle(List<Waiting<C>> group) {
        try {
            List<Outcome> outcomes = writer.write(
                    group.stream().map(w -> Objects.requireNonNull(w.commit())).toList());
            answers.execute(() -> {
                for (int i = 0; i < group.size(); i++) {
                    answer(group.get(i), outcomes.get(i));
                }
            });
        } catch (Exception | Error e) {
            answers.execute(() -> group.forEach(w -> w.answer().completeExceptionally(e)));
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
                answers.shutdown();
                if (answers.awaitTermination(1, TimeUnit.MINUTES)) {
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
