package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tact.grid.TestCluster.Node;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.RecordCodec;
import io.tact.history.TypicalHistory;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DataFormat;
import io.tact.port.Formats;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member that reads records of format 1 only, and one that reads format 2 and writes what it is told. */
@SuppressWarnings("NullAway.Init") // fields are set before all tests
class MixedFormatsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a member reads; what it writes can be changed. */
    private static final class Told implements Formats {
        private final DataFormat read;
        volatile DataFormat written = DataFormat.of(1);

        Told(DataFormat read) {
            this.read = read;
        }

        @Override
        public DataFormat read() {
            return read;
        }

        @Override
        public DataFormat written() {
            return written;
        }

        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }
    }

    private static final Told NEWER = new Told(DataFormat.NEWEST);
    private static TestCluster cluster;
    private static Node older;
    private static Node newer;

    @BeforeAll
    static void start() {
        cluster = new TestCluster(0, 1);
        older = cluster.start(0, new Told(DataFormat.of(1)));
        newer = cluster.start(1, NEWER);
        await().atMost(PATIENCE).until(() -> List.of(older, newer).stream()
                .allMatch(
                        n -> n.grid().membersSeen() == 2 && n.grid().unhealthy().isEmpty()));
    }

    @BeforeEach
    void olderFormat() {
        NEWER.written = DataFormat.of(1);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void eachMemberKnowsWhatTheOtherReads() {
        assertThat(older.grid().dataFormatsSeen()).containsExactlyInAnyOrder(1, DataFormat.NEWEST.number());
        assertThat(newer.grid().dataFormatsSeen()).containsExactlyInAnyOrder(1, DataFormat.NEWEST.number());
    }

    @Test
    void bothReadWhatEitherWritesInTheOlderFormat() {
        int loads = loads();
        for (Node owner : List.of(older, newer)) {
            LedgerKey key = cluster.keysOf(owner, 1).get(0);
            for (int version = 0; version < 20; version += 2) {
                newer.commit(key, version);
                assertThat(older.read(key)).isEqualTo(version + 1);
                assertThat(RecordCodec.formatOf(packed(key))).isEqualTo(1);
                older.commit(key, version + 1);
                assertThat(newer.read(key)).isEqualTo(version + 2);
            }
        }
        assertThat(loads()).as("the grid had it").isEqualTo(loads);
    }

    @Test
    void whatTheOlderFormatCannotSayIsNotWritten() {
        LedgerKey key = cluster.keysOf(newer, 2).get(1);
        assertThatThrownBy(() -> TestCluster.get(newer.ledger().commit(0, List.of(inFull(key)), null)))
                .hasCauseInstanceOf(CouldNotDecideException.class)
                .hasMessageContaining("records of format 1 cannot say")
                .hasMessageContaining("data format 1");
        assertThat(newer.read(key)).isZero();
        NEWER.written = DataFormat.NEWEST;
        TestCluster.get(newer.ledger().commit(0, List.of(inFull(key)), null));
        assertThat(newer.read(key)).isEqualTo(1);
    }

    @Test
    void anOlderOwnerKeepsNewerRecordsForOthersAndReadsNone() {
        LedgerKey key = cluster.keysOf(older, 3).get(2);
        newer.commit(key, 0);
        assertThat(older.read(key)).isEqualTo(1);
        NEWER.written = DataFormat.NEWEST;
        newer.commit(key, 1);
        assertThat(RecordCodec.formatOf(packed(key))).as("at the older owner").isEqualTo(2);
        assertThatThrownBy(() -> older.read(key))
                .hasCauseInstanceOf(CouldNotDecideException.class)
                .hasMessageContaining("a record is of format 2, and this node reads up to format 1. Maybe start the");
        int loads = loads();
        newer.commit(key, 2);
        assertThat(newer.read(key)).isEqualTo(3);
        assertThat(loads()).as("the grid had it").isEqualTo(loads);
    }

    private static int loads() {
        return older.store().loads.get() + newer.store().loads.get();
    }

    @Test
    void recordsOfFormatsThatNobodyKnowsAreOrderedByTheirVersion() {
        LedgerKey key = cluster.keysOf(older, 4).get(3);
        newer.commit(key, 0);
        byte[] future = RecordCodec.encode(TestCluster.history(key, 0), 7);
        future[0] = 9;
        newer.grid().records().executeOnKey(key.value(), new InstallIfNewer(future));
        assertThat(packed(key)).isEqualTo(future);
        newer.grid().records().executeOnKey(key.value(), new InstallIfNewer(RecordCodec.encode(inFull(key), 6)));
        assertThat(packed(key)).isEqualTo(future);
        assertThatThrownBy(() -> newer.read(key))
                .hasCauseInstanceOf(CouldNotDecideException.class)
                .hasMessageContaining("a record is of format 9, and this node reads up to format 2");
        newer.grid().records().executeOnKey(key.value(), new DropIfNotNewer(7));
        assertThat(newer.read(key)).as("from the store").isEqualTo(1);
    }

    private static byte[] packed(LedgerKey key) {
        return Objects.requireNonNull(newer.grid().records().get(key.value()));
    }

    private static ContactHistory inFull(LedgerKey key) {
        ContactHistory full = TypicalHistory.inFull(key.value().substring(2));
        return new ContactHistory(key, 0, full.floor(), full.subscribers(), full.contacts());
    }
}
