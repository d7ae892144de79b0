package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.CommitResult;
import io.tact.port.CouldNotDecideException;
import io.tact.port.StoreCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final StoreCommit NOTHING = new StoreCommit(0, List.of(), null);
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void whatWaitsWhileAGroupIsWrittenIsTheNextGroup() throws InterruptedException {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch firstBegun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", 100, group -> {
            sizes.add(group.size());
            firstBegun.countDown();
            go.await();
            return committed(group);
        })) {
            commits.submit(NOTHING);
            assertThat(firstBegun.await(20, TimeUnit.SECONDS)).isTrue();
            List<CompletionStage<CommitResult>> more = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                more.add(commits.submit(NOTHING));
            }
            go.countDown();
            more.forEach(c -> assertThat(c).succeedsWithin(SOON));
        }
        assertThat(sizes).containsExactly(1, 30);
    }

    @Test
    void aFullQueueRefusesAtOnceAndSaysSo() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", 2, group -> {
            begun.countDown();
            go.await();
            return committed(group);
        })) {
            CompletionStage<CommitResult> first = commits.submit(NOTHING);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            CompletionStage<CommitResult> second = commits.submit(NOTHING);
            CompletionStage<CommitResult> third = commits.submit(NOTHING);
            assertThat(commits.obstacle()).isEqualTo("the store is overloaded");
            assertThat(commits.submit(NOTHING))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(CouldNotDecideException.class)
                    .withMessageContaining("overloaded: 2 commits are waiting");
            go.countDown();
            assertThat(first).succeedsWithin(SOON);
            assertThat(second).succeedsWithin(SOON);
            assertThat(third).succeedsWithin(SOON);
        }
    }

    @Test
    void aWriterThatFailsLeavesItsGroupUnknownAndTheNextIsWritten() {
        List<Integer> calls = new ArrayList<>();
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", 10, group -> {
            calls.add(group.size());
            if (calls.size() == 1) {
                throw new java.io.IOException("disk on fire");
            }
            return committed(group);
        })) {
            assertThat(commits.submit(NOTHING))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(java.io.IOException.class);
            assertThat(commits.submit(NOTHING)).succeedsWithin(SOON);
        }
    }

    @Test
    void whatWaitedTooLongIsRefusedAndTheRestIsWritten() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        GroupCommit.Limits limits = new GroupCommit.Limits(10, 10, Duration.ofSeconds(5));
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", limits, now::get, group -> {
            sizes.add(group.size());
            begun.countDown();
            go.await();
            return committed(group);
        })) {
            CompletionStage<CommitResult> first = commits.submit(NOTHING);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            CompletionStage<CommitResult> late = commits.submit(NOTHING);
            now.addAndGet(1);
            CompletionStage<CommitResult> justInTime = commits.submit(NOTHING);
            now.addAndGet(limits.patience().toNanos());
            go.countDown();
            assertThat(first).succeedsWithin(SOON);
            assertThat(justInTime).succeedsWithin(SOON);
            assertThat(late)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(CouldNotDecideException.class)
                    .withMessageContaining("a commit waited longer than PT5S");
        }
        assertThat(sizes).containsExactly(1, 1);
    }

    @Test
    void oneCommitThatCouldNotBeTriedDoesNotKeepTheOthersBack() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", 10, group -> {
            begun.countDown();
            go.await();
            List<GroupCommit.Outcome> outcomes = new ArrayList<>(committed(group));
            if (group.size() > 1) {
                outcomes.set(0, new GroupCommit.Outcome.NotTried("somebody holds it"));
            }
            return outcomes;
        })) {
            commits.submit(NOTHING);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            CompletionStage<CommitResult> held = commits.submit(NOTHING);
            CompletionStage<CommitResult> free = commits.submit(NOTHING);
            go.countDown();
            assertThat(free).succeedsWithin(SOON);
            assertThat(held)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(CouldNotDecideException.class)
                    .withMessageContaining("somebody holds it");
        }
    }

    @Test
    void oneMoreGroupIsWrittenWhileOneIsSyncedAndNoneIsAnsweredBefore() throws InterruptedException {
        BlockingQueue<Integer> written = new LinkedBlockingQueue<>();
        Semaphore go = new Semaphore(0);
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>(
                "test",
                100,
                group -> {
                    written.add(group.size());
                    return committed(group);
                },
                () -> assertThat(go.tryAcquire(20, TimeUnit.SECONDS)).isTrue())) {
            CompletionStage<CommitResult> first = commits.submit(NOTHING);
            assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
            CompletionStage<CommitResult> second = commits.submit(NOTHING);
            assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
            List<CompletionStage<CommitResult>> more = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                more.add(commits.submit(NOTHING));
            }
            assertThat(written).isEmpty();
            assertThat(first).isNotCompleted();

            go.release();
            assertThat(first).succeedsWithin(SOON);
            assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo(30);
            assertThat(second).isNotCompleted();

            go.release(2);
            assertThat(second).succeedsWithin(SOON);
            more.forEach(c -> assertThat(c).succeedsWithin(SOON));
        }
    }

    @Test
    void aSyncThatFailsLeavesItsGroupUnknownAndTheNextIsTried() {
        List<String> syncs = new ArrayList<>();
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", 10, GroupCommitTest::committed, () -> {
            syncs.add("sync");
            if (syncs.size() == 1) {
                throw new java.io.IOException("disk on fire");
            }
        })) {
            assertThat(commits.submit(NOTHING))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(java.io.IOException.class);
            assertThat(commits.submit(NOTHING)).succeedsWithin(SOON);
        }
    }

    @Test
    void closingWaitsForTheSyncOfWhatWasWritten() {
        CompletionStage<CommitResult> last;
        try (GroupCommit<StoreCommit> commits = new GroupCommit<>("test", 10, GroupCommitTest::committed, () -> {})) {
            last = commits.submit(NOTHING);
        }
        assertThat(last).isCompleted();
    }

    private static List<GroupCommit.Outcome> committed(List<StoreCommit> group) {
        return group.stream()
                .map(c -> (GroupCommit.Outcome) new GroupCommit.Outcome.Said(new CommitResult.Committed()))
                .toList();
    }
}
