package io.tact.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.lifecycle.Sweeper;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.policy.RegisterExtract;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.DurableStore;
import io.tact.port.Reminder;
import io.tact.port.StoreLedger;
import io.tact.ruleset.RulesetVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store still holds that names somebody who was erased: all of it is read, whatever it is for. */
public abstract class ErasedTraces {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TONIGHT = NOW.plus(Duration.ofHours(10));
    private static final Duration RETENTION = ContactHistory.DEFAULT_RETENTION;
    private static final String ERASED = "subject-7788";
    private static final String LINE = "+33611223344";
    private static final String EMAIL = "somebody.real@example.org";
    private static final String DEVICE = "device-token-5566";
    private static final String OTHER = "other-9911";
    private static final String OTHERS_LINE = "+33600000000";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Opens the store of a folder. */
    protected abstract DurableStore open(Path of);

    /** Removes what erasures left in the store of a folder. */
    protected abstract long removeTombstones(Path of);

    /** Everything that the closed store of a folder holds: the octets of each row, by where it is. */
    protected abstract Map<String, List<byte[]>> everything(Path of) throws Exception;

    @Test
    void nothingNamesWhoWasErasedButTheKeysOfEmptyRecords() throws Exception {
        live("home");

        assertThat(traces(ERASED)).containsOnlyKeys("records");
        assertThat(traces(LINE)).containsOnlyKeys("records");
        assertThat(traces(EMAIL)).isEmpty();
        assertThat(traces(DEVICE)).isEmpty();
        assertThat(traces(OTHER)).as("who was not erased").containsKeys("records", "decisions");
        assertThat(everything(folder).get("records"))
                .filteredOn(row -> names(row, ERASED) || names(row, LINE))
                .as("one of each, a few octets more than the key: a version, and that it leads nowhere")
                .hasSize(2)
                .allMatch(row -> row.length < 32);
    }

    @Test
    void nothingElseNamesWhoHadAnAccountOfTheirOwn() throws Exception {
        live(null);

        assertThat(traces(ERASED)).containsOnlyKeys("records");
        assertThat(traces(EMAIL)).isEmpty();
    }

    @Test
    void tombstonesAreRemovedFromAStoreThatNobodyUsesAndNothingElseIs() throws Exception {
        live("home");
        int before = traces(OTHER).getOrDefault("records", 0);
        try (DurableStore store = open(folder)) {
            assertThatThrownBy(() -> removeTombstones(folder))
                    .isInstanceOf(CannotOpenStoreException.class)
                    .hasMessageContaining("is in use by")
                    .hasMessageContaining("Maybe stop");
            assertThat(get(store.load(LedgerKey.ofSubscriber(ERASED)))).isPresent();
        }
        assertThat(removeTombstones(folder)).isGreaterThanOrEqualTo(2);

        assertThat(traces(ERASED)).isEmpty();
        assertThat(traces(LINE)).isEmpty();
        assertThat(traces(OTHER)).containsEntry("records", before);
        assertThat(everything(folder).get(refusedAddresses())).as("their no").isNotEmpty();
        assertThat(removeTombstones(folder)).isZero();
        assertThat(enrolAgain()).isEqualTo(1);
    }

    /** Where hashes of refused addresses are. */
    protected abstract String refusedAddresses();

    /** Makes them known again, and says at which version. */
    private long enrolAgain() throws Exception {
        try (DurableStore store = open(folder)) {
            StoreLedger ledger = new StoreLedger(store);
            ErasedAddresses addresses = new ErasedAddresses(store::refused, ErasedTraces::hash);
            Accounts accounts = new Accounts(ledger, RETENTION, addresses);
            get(accounts.enrol(person(ERASED, LINE, EMAIL, DEVICE), null, TONIGHT));
            return history(accounts, ERASED).version();
        }
    }

    /** Two live, one of them is erased, and all that is due later is done. */
    private void live(@Nullable String account) throws Exception {
        try (DurableStore store = open(folder)) {
            StoreLedger ledger = new StoreLedger(store);
            ErasedAddresses addresses = new ErasedAddresses(store::refused, ErasedTraces::hash);
            Accounts accounts = new Accounts(ledger, RETENTION, addresses);
            Erasures erasures = new Erasures(ledger, accounts, store, addresses, RETENTION);
            Sweeper sweeper = new Sweeper(store::due, ledger, accounts, erasures);
            get(accounts.enrol(person(ERASED, LINE, EMAIL, DEVICE), account, NOW));
            get(accounts.enrol(person(OTHER, OTHERS_LINE, "b@example.org", "device-b"), account, NOW));
            reserve(ledger, accounts, "d1", ERASED, LINE);
            reserve(ledger, accounts, "d2", OTHER, OTHERS_LINE);
            get(store.record(
                    List.of(row("d3", ERASED, history(accounts, ERASED)), row("d4", OTHER, history(accounts, OTHER)))));
            assertThat(get(erasures.erase(new Erasures.Request(ERASED, "support", "asked", NOW.plusSeconds(1)))))
                    .isPresent();
            get(sweeper.sweep(NOW.plus(Duration.ofMinutes(5)), 100));
            get(sweeper.sweep(TONIGHT.plusSeconds(1), 100));
        }
    }

    /** How many rows name them, by where they are. */
    private Map<String, Integer> traces(String of) throws Exception {
        Map<String, Integer> traces = new TreeMap<>();
        everything(folder).forEach((place, rows) -> {
            int found = (int) rows.stream().filter(row -> names(row, of)).count();
            if (found > 0) {
                traces.put(place, found);
            }
        });
        return traces;
    }

    private static boolean names(byte[] row, String text) {
        return new String(row, ISO_8859_1).contains(new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    private static String hash(String text) {
        return "%016x".formatted((long) text.hashCode()).repeat(2);
    }

    private static Subscriber person(String id, String line, String email, String device) {
        Consent refusal = new Consent(null, Purpose.MARKETING, null, null, false, NOW, null, null);
        return new Subscriber(
                id, List.of(line), List.of(email), List.of(device), null, null, null, Map.of(), List.of(refusal));
    }

    private static ContactHistory history(Accounts accounts, String id) {
        return get(accounts.find(new SubscriberRef.ById(id))).orElseThrow().history();
    }

    private static void reserve(
            StoreLedger ledger, Accounts accounts, String decision, String subscriber, String line) {
        ContactHistory read = history(accounts, subscriber);
        Slot slot = new Slot(
                new Channel("SMS"),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                "DATA",
                null,
                null,
                SenderClass.CVM,
                "DATA-5",
                "5GB");
        Contact contact = new Contact(
                decision + "-1", subscriber, line, slot, "DATA-5/SMS", NOW, TONIGHT, ContactState.RESERVED, List.of());
        Reminder reminder = new Reminder(TONIGHT, Reminder.Kind.EXPIRY, contact.id(), subscriber);
        assertThat(get(ledger.commit(
                        0,
                        List.of(read.plus(List.of(contact)).settledAt(NOW, RETENTION)),
                        List.of(),
                        row(decision, subscriber, read),
                        Alongside.reminding(List.of(reminder)))))
                .isInstanceOf(CommitResult.Committed.class);
    }

    private static DecisionRow row(String decision, String subscriber, ContactHistory history) {
        DecisionInputs inputs = new DecisionInputs(
                NOW, new RulesetVersion("r", "00"), 1, subscriber, history, new byte[0], RegisterExtract.NONE);
        return new DecisionRow(
                decision, NOW, new byte[] {1}, subscriber, new byte[] {2}, DecisionInputsCodec.encode(inputs));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
