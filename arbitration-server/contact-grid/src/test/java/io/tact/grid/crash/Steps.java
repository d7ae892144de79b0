package io.tact.grid.crash;

import io.tact.port.CouldNotDecideException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way of one process through its steps: it counts them, and has the planned mishap happen. After a crash nothing goes on. */
final class Steps {
    private final CrashPoint point;
    private final Runnable inBetween;
    private final List<Step> passed = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final List<Runnable> afterTheAnswer = new ArrayList<>();
    private boolean crashed;
    private boolean calm;

    /** What a step does outside the process. */
    interface Effect<T> {
        CompletionStage<T> happen();
    }

    /** @param inBetween what others do when the first commit is on its way */
    Steps(CrashPoint point, Runnable inBetween) {
        this.point = point;
        this.inBetween = inBetween;
    }

    /** Nothing happens. */
    static Steps calm() {
        Steps steps =
                new Steps(CrashPoint.undisturbed(Request.CONFIRMATION, Memory.NOTHING, Disturbance.NONE), () -> {});
        steps.calm = true;
        return steps;
    }

    /** From now on nothing happens any more. */
    void calmDown() {
        calm = true;
    }

    boolean hasCrashed() {
        return crashed;
    }

    List<Step> passed() {
        return List.copyOf(passed);
    }

    /** Has something done after the answer, if the process is still there then. */
    void afterTheAnswer(Runnable task) {
        afterTheAnswer.add(task);
    }

    void answered() {
        run(afterTheAnswer);
    }

    /** What was late arrives, if the process is still there. */
    void arriveLate() {
        run(late);
    }

    private void run(List<Runnable> tasks) {
        List<Runnable> now = List.copyOf(tasks);
        tasks.clear();
        now.forEach(task -> {
            if (!crashed) {
                task.run();
            }
        });
    }

    <T> CompletionStage<T> pass(Step step, Effect<T> effect) {
        if (crashed) {
            return never();
        }
        if (calm) {
            return effect.happen();
        }
        int index = passed.size();
        boolean first = step == Step.COMMIT && !passed.contains(Step.COMMIT);
        passed.add(step);
        Effect<T> disturbed = first ? () -> disturbed(effect) : effect;
        return index == point.index() ? broken(step, disturbed) : disturbed.happen();
    }

    private <T> CompletionStage<T> disturbed(Effect<T> commit) {
        return switch (point.disturbance()) {
            case NONE -> commit.happen();
            case RECORD_MOVED, PLACES_TAKEN, PLACE_FREED, ASKED_ELSEWHERE, ACTIVATED -> {
                inBetween.run();
                yield commit.happen();
            }
            case REFUSED -> CompletableFuture.failedFuture(new CouldNotDecideException("the store has no connection"));
            case LOST -> unknown();
            case UNANSWERED -> {
                commit.happen();
                yield unknown();
            }
        };
    }

    private <T> CompletionStage<T> broken(Step step, Effect<T> effect) {
        return switch (point.mishap()) {
            case NONE -> effect.happen();
            case CRASH_BEFORE -> crash();
            case CRASH_AFTER -> {
                effect.happen();
                yield crash();
            }
            case FAILS_BEFORE -> failure(step);
            case FAILS_AFTER -> {
                effect.happen();
                yield failure(step);
            }
            case LATE -> {
                late.add(effect::happen);
                yield CompletableFuture.failedFuture(new IOException("no answer in time"));
            }
            case TWICE -> {
                effect.happen();
                yield effect.happen();
            }
        };
    }

    private static <T> CompletionStage<T> failure(Step step) {
        return step == Step.COMMIT
                ? unknown()
                : CompletableFuture.failedFuture(new CouldNotDecideException("no answer to " + step));
    }

    private static <T> CompletionStage<T> unknown() {
        return CompletableFuture.failedFuture(new IOException("the connection broke off"));
    }

    private <T> CompletionStage<T> crash() {
        crashed = true;
        return never();
    }

    private static <T> CompletionStage<T> never() {
        return new CompletableFuture<>();
    }
}
