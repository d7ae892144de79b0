package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.DecisionLog.Kind;
import io.tact.port.DecisionRow;
import io.tact.port.LogPlace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

class RocksDbDecisionTimesTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RocksDbFolder opened;

    @SuppressWarnings("NullAway.Init")
    private RocksDbDecisionLog log;

    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();

    @BeforeEach
    void open() {
        opened = RocksDbFolder.open(folder);
        log = new RocksDbDecisionLog(opened, synced, unsynced);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private static DecisionRow row(String id, long second) {
        return new DecisionRow(id, NOON.plusSeconds(second), new byte[0], "anna", new byte[] {1}, new byte[0]);
    }

    private List<String> left() throws RocksDBException {
        return log.of("anna", LogPlace.START, 99).stream().map(DecisionRow::id).toList();
    }

    private List<String> entries() throws RocksDBException {
        List<String> values = new ArrayList<>();
        try (RocksIterator at = opened.db.newIterator(opened.decisionTimes)) {
            for (at.seekToFirst(); at.isValid(); at.next()) {
                values.add(new String(at.value(), UTF_8));
            }
            at.status();
        }
        return values;
    }

    private int prune(long beforeSecond, int most) throws RocksDBException {
        return log.prune(Kind.DRY_RUN, NOON.plusSeconds(beforeSecond), most);
    }

    @Test
    void thoseWrittenTogetherAreOneEntryThatNamesNobody() throws RocksDBException {
        log.record(List.of(row("d3", 3), row("d1", 1), row("d2", 2)));
        assertThat(entries())
                .hasSize(1)
                .first()
                .asString()
                .contains("d1", "d2", "d3")
                .doesNotContain("anna");
    }

    @Test
    void ofAnEntryTheOldestAreForgottenAndOnlyWhatIsOldEnough() throws RocksDBException {
        log.record(List.of(row("d3", 3), row("d1", 1), row("d2", 2), row("d4", 4)));
        assertThat(prune(1, 10)).isZero();
        assertThat(prune(4, 2)).isEqualTo(2);
        assertThat(left()).containsExactly("d3", "d4");
        assertThat(prune(4, 2)).isEqualTo(1);
        assertThat(left()).containsExactly("d4");
        assertThat(prune(5, 2)).isEqualTo(1);
        assertThat(entries()).isEmpty();
        assertThat(opened.db.get(opened.dryRuns, "d4".getBytes(UTF_8))).isNull();
    }

    @Test
    void thoseFarApartAreListedApart() throws RocksDBException {
        log.record(List.of(row("late", 86_400), row("early", 0), row("soon", 60)));
        assertThat(entries()).hasSize(2);
        assertThat(prune(86_400, 10)).isEqualTo(2);
        assertThat(left()).containsExactly("late");
    }

    @Test
    void entriesOfTheSameTimeStayApart() throws RocksDBException {
        log.record(List.of(row("a", 1)));
        log.record(List.of(row("b", 1)));
        assertThat(prune(2, 1)).isEqualTo(1);
        assertThat(prune(2, 1)).isEqualTo(1);
        assertThat(left()).isEmpty();
    }

    @Test
    void whatWasErasedAndDecidedAnewIsAsOldAsItIsNow() throws RocksDBException {
        log.record(List.of(row("d1", 1), row("d2", 2)));
        assertThat(log.erase("anna", NOON.plusSeconds(1), 10)).isEqualTo(1);
        log.record(List.of(row("d1", 50)));
        assertThat(prune(3, 10)).isEqualTo(2);
        assertThat(left()).containsExactly("d1");
        assertThat(prune(51, 10)).isEqualTo(1);
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsDamagedIsForgottenToo() throws RocksDBException {
        log.record(List.of(row("d1", 1), row("d2", 2)));
        opened.db.put(opened.dryRuns, "d1".getBytes(UTF_8), new byte[] {99});
        assertThat(prune(3, 10)).isEqualTo(2);
        assertThat(opened.db.get(opened.dryRuns, "d1".getBytes(UTF_8))).isNull();
        assertThat(left()).isEmpty();
    }

    @Test
    void aDamagedListHoldsUpNothing() throws RocksDBException {
        log.record(List.of(row("d1", 1), row("d2", 2)));
        byte[] key;
        try (RocksIterator at = opened.db.newIterator(opened.decisionTimes)) {
            at.seekToFirst();
            key = at.key();
        }
        opened.db.put(opened.decisionTimes, key, new byte[] {9, 9, 9});
        log.record(List.of(row("d3", 3)));
        assertThat(prune(4, 10)).isEqualTo(1);
        assertThat(left()).containsExactly("d1", "d2");
        assertThat(entries()).isEmpty();
    }

    @Test
    void entriesOfEarlierFoldersAreForgottenToo() throws RocksDBException {
        log.record(List.of(row("d1", 1), row("d3", 3)));
        opened.db.deleteRange(opened.decisionTimes, new byte[] {0}, new byte[] {9});
        for (DecisionRow row : List.of(row("d1", 1), row("d3", 3))) {
            byte[] key = StoredKeys.of(RocksDbDecisionLog.octet(Kind.DRY_RUN), row.at(), row.id());
            opened.db.put(opened.decisionTimes, key, "anna".getBytes(UTF_8));
        }
        log.record(List.of(row("d2", 2)));
        assertThat(prune(3, 1)).isEqualTo(1);
        assertThat(left()).containsExactly("d2", "d3");
        assertThat(prune(3, 5)).isEqualTo(1);
        assertThat(left()).containsExactly("d3");
        assertThat(prune(4, 5)).isEqualTo(1);
        assertThat(entries()).isEmpty();
    }
}
