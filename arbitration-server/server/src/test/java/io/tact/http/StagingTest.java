package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StagingTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    private CompletableFuture<Void> through(String request) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        done.add("receive " + request);
        Staging.next(() -> {
            done.add("read " + request);
            Staging.next(request).thenAccept(r -> {
                done.add("decide " + r);
                Staging.next(() -> {
                    done.add("answer " + r);
                    answered.complete(null);
                });
            });
        });
        return answered;
    }

    @Test
    void takesAllThatCameInTogetherThroughOneStageBeforeTheNext() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Void> all = new CompletableFuture<>();
            vertx.getOrCreateContext().runOnContext(together -> CompletableFuture.allOf(through("a"), through("b"))
                    .thenAccept(all::complete));
            all.get(10, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }

        assertThat(done)
                .containsExactly(
                        "receive a", "receive b", "read a", "read b", "decide a", "decide b", "answer a", "answer b");
    }

    @Test
    void goesOnAtOnceWhereThereIsNoEventLoop() {
        through("a");

        assertThat(done).containsExactly("receive a", "read a", "decide a", "answer a");
    }
}
