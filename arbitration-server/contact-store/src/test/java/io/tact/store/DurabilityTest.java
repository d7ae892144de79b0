package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    private final Durability durability = new Durability(Runnable::run);

    private void write() {
        durability.begin();
        durability.written();
    }

    @Test
    void whatIsReadWhenAllIsDurableIsToldAtOnce() {
        assertThat(durability.of("read")).isCompletedWithValue("read");
        write();
        durability.reached(durability.groups());
        assertThat(durability.of("read")).isCompletedWithValue("read");
    }

    @Test
    void whoeverMayHaveSeenAGroupThatIsBeingWrittenWaitsForItsSync() {
        durability.begin();
        CompletionStage<String> reader = durability.of("read");
        long before = durability.groups();
        durability.written();

        durability.reached(before);
        assertThat(reader).isNotCompleted();

        durability.reached(durability.groups());
        assertThat(reader).isCompletedWithValue("read");
    }

    @Test
    void aSyncTellsNothingOfWhatIsWrittenAfterItBegan() {
        write();
        long synced = durability.groups();
        CompletionStage<String> early = durability.of("early");
        write();
        CompletionStage<String> late = durability.of("late");

        durability.reached(synced);

        assertThat(early).isCompletedWithValue("early");
        assertThat(late).isNotCompleted();
        assertThat(durability.isComplete()).isFalse();
    }

    @Test
    void aGroupThatCouldNotBeWrittenKeepsNobodyBack() {
        durability.begin();
        CompletionStage<String> reader = durability.of("read");

        durability.undone();

        assertThat(reader).isCompletedWithValue("read");
        assertThat(durability.of("read")).isCompletedWithValue("read");
    }

    @Test
    void aGroupThatCouldNotBeWrittenLeavesWaitingWhoeverWaitsForOneBefore() {
        write();
        durability.begin();
        CompletionStage<String> reader = durability.of("read");

        durability.undone();
        assertThat(reader).isNotCompleted();

        durability.reached(durability.groups());
        assertThat(reader).isCompletedWithValue("read");
    }

    @Test
    void whatCouldNotBeSyncedIsDoubtedUntilALaterGroupIsDurable() {
        write();
        CompletionStage<String> reader = durability.of("read");
        durability.doubt(durability.groups(), "no sync");

        assertDoubted(reader);
        assertDoubted(durability.of("read"));

        write();
        CompletionStage<String> later = durability.of("later");
        assertThat(later).isNotCompleted();
        durability.reached(durability.groups());
        assertThat(later).isCompletedWithValue("later");
    }

    private static void assertDoubted(CompletionStage<String> reader) {
        assertThat(reader)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(CouldNotDecideException.class)
                .withMessageContaining("no sync");
    }
}
