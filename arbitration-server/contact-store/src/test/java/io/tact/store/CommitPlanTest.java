package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.Draw;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitPlanTest {
    private static final CommitResult COMMITTED = new CommitResult.Committed();
    private static final LedgerKey ANNA = LedgerKey.ofSubscriber("anna");
    private static final Reminder ONE = new Reminder(Instant.EPOCH, Reminder.Kind.EXPIRY, "r1", "anna");
    private static final Reminder TWO = new Reminder(Instant.EPOCH, Reminder.Kind.EXPIRY, "r2", "anna");

    private final Map<LedgerKey, Long> versions = new HashMap<>(Map.of(ANNA, 4L));
    private final Set<Reminder> open = new HashSet<>();
    private final Map<String, Long> leases = new HashMap<>();
    private final Map<String, DecisionRow> decided = new HashMap<>();
    private final CommitPlan<RuntimeException> plan = new CommitPlan<>(new Durable(), 0);

    private final class Durable implements CommitPlan.Truth<RuntimeException> {
        @Override
        public long version(LedgerKey key) {
            return versions.getOrDefault(key, 0L);
        }

        @Override
        public @Nullable DecisionRow decision(String id) {
            return decided.get(id);
        }

        @Override
        public boolean isOpen(Reminder reminder) {
            return open.contains(reminder);
        }

        @Override
        public long left(String lease) {
            return leases.getOrDefault(lease, -1L);
        }
    }

    @Test
    void laterCommitsSeeTheVersionsThatEarlierOnesWillHaveWritten() {
        assertThat(plan.judge(writing(3))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(plan.judge(writing(4))).isEqualTo(COMMITTED);
        assertThat(plan.judge(writing(4))).isEqualTo(new CommitResult.Conflict(ANNA));
        RecordVersion moved = new RecordVersion(ANNA, 4);
        assertThat(plan.judge(new StoreCommit(0, List.of(), List.of(moved), null)))
                .isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(plan.judge(writing(5))).isEqualTo(COMMITTED);
    }

    @Test
    void onlyAnIdThatAKeyGaveMayBeDecidedAlready() {
        DecisionRow before = decision("before", 1);
        decided.put("before", before);
        assertThat(plan.judge(deciding("before", 1))).isEqualTo(new CommitResult.Replayed(before));
        assertThat(plan.judge(deciding("before", 2))).isEqualTo(new CommitResult.KeyReused());
        assertThat(plan.judge(deciding("now", 1))).isEqualTo(COMMITTED);
        assertThat(plan.judge(deciding("now", 1))).isInstanceOf(CommitResult.Replayed.class);
        assertThat(plan.judge(deciding("before"))).as("nobody is asked").isEqualTo(COMMITTED);
    }

    private static DecisionRow decision(String id, int... fingerprint) {
        byte[] octets = new byte[fingerprint.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) fingerprint[i];
        }
        return new DecisionRow(id, Instant.EPOCH, octets, "anna", new byte[0], new byte[0]);
    }

    private static StoreCommit deciding(String id, int... fingerprint) {
        return new StoreCommit(0, List.of(), decision(id, fingerprint));
    }

    @Test
    void aReminderIsOpenFromWhenItIsSetUntilItIsSettled() {
        open.add(TWO);
        assertThat(plan.judge(settling(ONE))).isEqualTo(new CommitResult.Overtaken(ONE));
        assertThat(plan.judge(setting(ONE))).isEqualTo(COMMITTED);
        assertThat(plan.judge(settling(ONE, TWO))).isEqualTo(COMMITTED);
        assertThat(plan.judge(settling(TWO))).isEqualTo(new CommitResult.Overtaken(TWO));
        assertThat(plan.judge(setting(TWO))).isEqualTo(COMMITTED);
        assertThat(plan.judge(settling(ONE))).isEqualTo(new CommitResult.Overtaken(ONE));
        assertThat(plan.judge(settling(TWO))).isEqualTo(COMMITTED);
    }

    @Test
    void whatIsNotCommittedSetsNoReminderAndDrawsNothing() {
        leases.put("lease", 2L);
        Alongside tooMuch = Alongside.reminding(List.of(ONE)).drawing(List.of(draw(), draw(), draw()));
        assertThat(plan.judge(StoreCommit.of(tooMuch))).isEqualTo(new CommitResult.LeaseClosed("lease"));
        assertThat(plan.judge(settling(ONE))).isEqualTo(new CommitResult.Overtaken(ONE));
        Alongside enough = Alongside.NOTHING.drawing(List.of(draw(), draw()));
        assertThat(plan.judge(StoreCommit.of(enough))).isEqualTo(COMMITTED);
        assertThat(plan.judge(StoreCommit.of(enough))).isEqualTo(new CommitResult.LeaseClosed("lease"));
    }

    private static StoreCommit writing(long from) {
        return new StoreCommit(0, List.of(new RecordWrite(ANNA, from, new byte[0])), null);
    }

    private static StoreCommit setting(Reminder reminder) {
        return StoreCommit.of(Alongside.reminding(List.of(reminder)));
    }

    private static StoreCommit settling(Reminder... reminders) {
        return StoreCommit.of(new Alongside(List.of(), List.of(reminders), List.of(), List.of()));
    }

    private static Draw draw() {
        return new Draw("lease", "r");
    }
}
