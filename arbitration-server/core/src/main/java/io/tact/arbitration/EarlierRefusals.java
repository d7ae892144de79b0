package io.tact.arbitration;

import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What addresses had refused before they were erased, asked whenever somebody with addresses is enrolled. */
@FunctionalInterface
public interface EarlierRefusals {
    /** Nobody was ever erased. */
    EarlierRefusals NONE = subscriber -> CompletableFuture.completedFuture(List.of());

    /** The suppressions that a subscriber is enrolled with because of it; always of the same ids. */
    CompletionStage<List<Suppression>> of(Subscriber subscriber);
}
