package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tact.port.CouldNotDecideException;
import io.tact.port.DataFormat;
import io.tact.port.InMemoryOperatorStore;
import io.tact.port.OperatorStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreedFormatTest {
    private final InMemoryOperatorStore store = new InMemoryOperatorStore(new InMemoryOperatorStore.Disk());

    @Test
    void aNodeAloneWritesTheNewestAtOnce() throws Exception {
        AgreedFormat alone = AgreedFormat.of(store, DataFormat.NEWEST, null);
        alone.beforeJoining();
        alone.afterJoining(() -> List.of(4));
        assertThat(alone.written()).isEqualTo(DataFormat.NEWEST);
        assertThat(standing()).containsExactly("4");
    }

    @Test
    void nothingIsWrittenBeforeItStandsInTheStore() throws Exception {
        AgreedFormat one = format(3, null, 2);
        one.beforeJoining();
        assertThat(standing()).isEmpty();
        one.afterJoining(() -> List.of(2, 3));
        assertThat(standing()).containsExactly("2");

        store.failWith(new CouldNotDecideException("away"));
        assertThat(one.look(() -> List.of(3, 3)).toCompletableFuture()).isCompletedExceptionally();
        assertThat(one.written()).as("the store did not take 3").isEqualTo(DataFormat.of(2));
        store.failWith(null);
        look(one, 3, 3);
        assertThat(one.written()).isEqualTo(DataFormat.of(3));
        assertThat(standing()).containsExactly("2", "3");
    }

    @Test
    void itRisesOnlyWhenEveryMemberIsThereAndAgrees() throws Exception {
        AgreedFormat one = started(3, null, 3, 1, 3, 3);
        assertThat(one.written()).isEqualTo(DataFormat.of(1));
        look(one, 3, 3);
        assertThat(one.written()).as("who is away may be an older one").isEqualTo(DataFormat.of(1));
        look(one, 3, 2, 3);
        assertThat(one.written()).isEqualTo(DataFormat.of(2));
        look(one, 3, 3, 3);
        assertThat(one.written()).isEqualTo(DataFormat.of(3));
    }

    @Test
    void whoWasSeenBeforeIsWaitedForWhereMembersAreNotNamed() throws Exception {
        AgreedFormat one = started(3, null, 2, 2, 3, 3);
        look(one, 3, 3);
        assertThat(one.written()).as("the older one may be starting again").isEqualTo(DataFormat.of(2));
        look(one, 3, 3, 3);
        assertThat(one.written()).isEqualTo(DataFormat.of(3));
    }

    @Test
    void itNeverFalls() throws Exception {
        AgreedFormat one = started(3, null, 2, 3, 3);
        look(one, 1, 3);
        assertThat(one.written()).isEqualTo(DataFormat.of(3));
        AgreedFormat pinned = started(3, 1, 2, 1, 3);
        assertThat(pinned.agreesTo()).isEqualTo(1);
        assertThat(pinned.written()).as("it was written already").isEqualTo(DataFormat.of(3));
        assertThat(pinned.refusal()).isEmpty();
    }

    @Test
    void whatOneMemberLetRiseTheOthersFindInTheStore() throws Exception {
        AgreedFormat one = started(3, null, 2, 2, 3);
        AgreedFormat two = started(3, null, 2, 2, 3);
        look(one, 3, 3);
        assertThat(two.written()).as("has not looked yet").isEqualTo(DataFormat.of(2));
        look(two, 2, 3);
        assertThat(two.written()).isEqualTo(DataFormat.of(3));
    }

    @Test
    void anOperatorHoldsItBack() throws Exception {
        AgreedFormat pinned = started(3, 2, 2, 2, 3);
        assertThat(pinned.agreesTo()).isEqualTo(2);
        assertThat(pinned.written()).isEqualTo(DataFormat.of(2));
        look(pinned, pinned.agreesTo(), 3);
        assertThat(pinned.written()).isEqualTo(DataFormat.of(2));
    }

    @Test
    void whereNothingStandsTheFirstMembersAgreeWithoutTheRest() throws Exception {
        AgreedFormat first = started(3, null, 3, 3);
        assertThat(first.written()).isEqualTo(DataFormat.of(3));
    }

    @Test
    void whoCannotReadWhatIsWrittenDoesNotStart() throws Exception {
        started(3, null, 1, 3);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> format(1, null, 1).beforeJoining())
                .withMessage(
                        "the store holds data format 3 (records of format 2, decision inputs of format 3), and this"
                                + " node reads up to data format 1 (records of format 1, decision inputs of format 1). Maybe"
                                + " start the version of Tact here that the other nodes run");
        store.putIfAbsent(AgreedFormat.KIND, "12", new byte[] {1})
                .toCompletableFuture()
                .join();
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> format(3, null, 1).beforeJoining())
                .withMessageStartingWith("the store holds data format 12, and this node reads up to data format 3 (");
    }

    @Test
    void whoJoinedBetweenALookAndItsRiseDoesNotStartOrRefuses() throws Exception {
        AgreedFormat newer = started(3, null, 1, 1);
        AgreedFormat joining = format(1, null, 1);
        joining.beforeJoining();
        AgreedFormat joined = started(1, null, 1, 1);
        look(newer, 3);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> joining.afterJoining(() -> List.of(1, 3)))
                .withMessageContaining("the store holds data format 3");
        assertThat(joined.refusal()).as("has not looked again").isEmpty();
        look(joined, 1, 3);
        assertThat(joined.refusal().orElseThrow()).contains("data format 3", "reads up to data format 1");
        assertThat(joined.written()).isEqualTo(DataFormat.of(1));
    }

    @Test
    void doesNotStartOnAStoreThatDoesNotSay() {
        OperatorStore closed = new InMemoryOperatorStore(new InMemoryOperatorStore.Disk());
        closed.close();
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new AgreedFormat(closed, DataFormat.NEWEST, null, 1).beforeJoining())
                .withMessageStartingWith("the store does not say which data format it holds: ");
    }

    private AgreedFormat format(int read, @Nullable Integer atMost, int members) {
        return new AgreedFormat(store, DataFormat.of(read), atMost, members);
    }

    private AgreedFormat started(int read, @Nullable Integer atMost, int members, Integer... agreed)
            throws StartupException {
        AgreedFormat format = format(read, atMost, members);
        format.beforeJoining();
        format.afterJoining(() -> List.of(agreed));
        return format;
    }

    private static void look(AgreedFormat format, Integer... agreed) {
        format.look(() -> List.of(agreed)).toCompletableFuture().join();
    }

    private Iterable<String> standing() {
        return store.ids(AgreedFormat.KIND).toCompletableFuture().join();
    }
}
