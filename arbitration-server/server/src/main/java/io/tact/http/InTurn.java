package io.tact.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Runs tasks of one owner one after the other, and those of different owners at once. */
final class InTurn {
    private InTurn() {}

    /** The results in the order of the items; fails if any task fails. */
    static <T, R> CompletionStage<List<R>> perOwner(
            List<T> items, Function<T, String> owner, Function<T, CompletionStage<R>> task) {
        Map<String, CompletionStage<R>> last = new HashMap<>();
        List<CompletionStage<R>> all = new ArrayList<>(items.size());
        for (T item : items) {
            CompletionStage<R> before = last.get(owner.apply(item));
            CompletionStage<R> stage = before == null ? task.apply(item) : before.thenCompose(done -> task.apply(item));
            last.put(owner.apply(item), stage);
            all.add(stage);
        }
        CompletionStage<List<R>> results = CompletableFuture.completedFuture(new ArrayList<>(items.size()));
        for (CompletionStage<R> stage : all) {
            results = results.thenCombine(stage, (list, result) -> {
                list.add(result);
                return list;
            });
        }
        return results;
    }
}
