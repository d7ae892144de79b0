package io.tact.store;

import io.tact.port.CommitResult;
import io.tact.port.CouldNotDecideException;
import io.tact.store.GroupCommit.Outcome;
import io.tact.store.GroupCommit.Sync;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of groups after they are written: they are made durable, in order, on a thread of their own where that is a step
 * of its own, and then answered on another. The thread that writes calls all methods but {@link #end}.
 */
final class Settling {
    /** How many groups may be written and not durable: one that is being synced, and one that waits for that. */
    private static final int AHEAD = 2;

    private final @Nullable Sync sync;
    private final Semaphore turns = new Semaphore(AHEAD);
    private final ExecutorService syncs;
    private final ExecutorService answers;

    /** @param sync makes durable what was written; null if it is so once written */
    Settling(String name, @Nullable Sync sync) {
        this.sync = sync;
        syncs = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-sync"));
        answers = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-answers"));
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits until one more group may be written. More that wait meanwhile make it larger. Each turn ends with {@link #written},
     * {@link #failed} or {@link #giveBack}.
     */
    void awaitTurn() {
        if (sync != null) {
            turns.acquireUninterruptibly();
        }
    }

    /** Answers a group that was written, once it is durable. */
    void written(List<CompletableFuture<CommitResult>> group, List<Outcome> outcomes) {
        if (sync == null) {
            answers.execute(() -> answer(group, outcomes));
        } else {
            syncs.execute(() -> sync(sync, group, outcomes));
        }
    }

    private void sync(Sync with, List<CompletableFuture<CommitResult>> group, List<Outcome> outcomes) {
        try {
            with.sync();
            answers.execute(() -> answer(group, outcomes));
        } catch (Exception | Error e) {
            answers.execute(() -> fail(group, e));
        } finally {
            turns.release();
        }
    }

    /** Answers a group of which it is not known what became. */
    void failed(List<CompletableFuture<CommitResult>> group, Throwable failure) {
        answers.execute(() -> fail(group, failure));
        giveBack();
    }

    /** Ends a turn in which nothing was left to write. */
    void giveBack() {
        if (sync != null) {
            turns.release();
        }
    }

    /** Answers commits that were taken out of a group, for which nothing was done. */
    void refused(List<CompletableFuture<CommitResult>> commits, String why) {
        answers.execute(() -> fail(commits, new CouldNotDecideException(why)));
    }

    private static void fail(List<CompletableFuture<CommitResult>> group, Throwable failure) {
        group.forEach(commit -> commit.completeExceptionally(failure));
    }

    private static void answer(List<CompletableFuture<CommitResult>> group, List<Outcome> outcomes) {
        for (int i = 0; i < group.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Said said) {
                group.get(i).complete(said.result());
            } else if (outcome instanceof Outcome.NotTried not) {
                group.get(i).completeExceptionally(new CouldNotDecideException(not.why()));
            }
        }
    }

    /**
     * Ends after all that was written is durable and answered. Nothing is written any more.
     *
     * @return whether it ended within a minute
     */
    boolean end() throws InterruptedException {
        syncs.shutdown();
        if (!syncs.awaitTermination(1, TimeUnit.MINUTES)) {
            return false;
        }
        answers.shutdown();
        return answers.awaitTermination(1, TimeUnit.MINUTES);
    }
}
