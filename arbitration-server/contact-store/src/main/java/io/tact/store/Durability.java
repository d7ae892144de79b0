package io.tact.store;

import io.tact.port.CouldNotDecideException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * How much of what was written is durable. A group can be read as soon as it is written, and is durable only after its sync. Nobody
 * may be told of what a crash could still undo: whoever has read something waits here until all that was written before is
 * durable. Safe for any thread.
 */
final class Durability {
    private final Executor answers;

    /** How many groups were written, or are being written: what of these can be read is not known. */
    private volatile long begun;

    private long written;

    /** How many of these are durable. */
    private volatile long durable;

    /** Up to which group it is not known whether they are, since their sync failed. */
    private long doubtful;

    private String why = "";
    private final List<Waiting<?>> waiting = new ArrayList<>();

    /** @param answers where those who waited go on */
    Durability(Executor answers) {
        this.answers = answers;
    }

    private record Waiting<T>(T value, long group, CompletableFuture<T> answer) {
        void complete() {
            answer.complete(value);
        }
    }

    /** A group is about to be written. For one thread at a time, which then says {@link #written} or {@link #undone}. */
    synchronized void begin() {
        begun++;
    }

    /** The group that was begun is written. */
    synchronized void written() {
        written = begun;
    }

    /** The group that was begun could not be written, and left nothing that could be read. */
    synchronized void undone() {
        begun = written;
        tellThoseWhoMayKnow();
    }

    /** How many groups are written: a sync that begins now makes these durable. */
    synchronized long groups() {
        return written;
    }

    /** Whether nothing needs a sync. */
    boolean isComplete() {
        return durable >= begun;
    }

    /** All groups up to the given one are durable. */
    synchronized void reached(long group) {
        durable = Math.max(durable, group);
        tellThoseWhoMayKnow();
    }

    /**
     * It is not known whether the groups up to the given one are durable. Whoever has read them is told so, until a later group
     * is.
     *
     * @param reason in one line
     */
    synchronized void doubt(long group, String reason) {
        doubtful = group;
        why = reason;
        List<Waiting<?>> told = taken(w -> isDoubtful(Math.min(w.group(), begun)));
        CouldNotDecideException doubt = new CouldNotDecideException(reason);
        answers.execute(() -> told.forEach(w -> w.answer().completeExceptionally(doubt)));
    }

    /**
     * A value that was read, once nothing can undo it any more.
     *
     * @return fails with {@link CouldNotDecideException} if what was written before it could not be synced
     */
    <T> CompletionStage<T> of(T value) {
        return isComplete() ? CompletableFuture.completedFuture(value) : later(value);
    }

    private synchronized <T> CompletionStage<T> later(T value) {
        if (isComplete()) {
            return CompletableFuture.completedFuture(value);
        }
        if (isDoubtful(begun)) {
            return CompletableFuture.failedFuture(new CouldNotDecideException(why));
        }
        Waiting<T> reader = new Waiting<>(value, begun, new CompletableFuture<>());
        waiting.add(reader);
        return reader.answer();
    }

    private boolean isDoubtful(long group) {
        return durable < group && group <= doubtful;
    }

    private void tellThoseWhoMayKnow() {
        List<Waiting<?>> told = taken(w -> Math.min(w.group(), begun) <= durable);
        if (!told.isEmpty()) {
            answers.execute(() -> told.forEach(Waiting::complete));
        }
    }

    private List<Waiting<?>> taken(Predicate<Waiting<?>> which) {
        List<Waiting<?>> taken = new ArrayList<>();
        waiting.removeIf(reader -> which.test(reader) && taken.add(reader));
        return taken;
    }
}
