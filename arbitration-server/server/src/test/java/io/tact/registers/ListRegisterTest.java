package io.tact.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.policy.DoNotCallLists;
import io.tact.port.InMemoryOperatorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListRegisterTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(MONDAY, ZoneOffset.UTC);
    private static final long CAPACITY = 1_000_000;

    private final InMemoryOperatorStore store = new InMemoryOperatorStore(new InMemoryOperatorStore.Disk());
    private ListRegister lists = open(CAPACITY);

    private ListRegister open(long capacity) {
        return ListRegister.open(store, capacity, CLOCK, () -> {});
    }

    @AfterEach
    void close() {
        lists.close();
    }

    @Test
    void manyEntriesAreFoundAndNobodyElseAlsoAfterReopening() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> on = new HashSet<>();
        ListBuilder builder = lists.begin().orElseThrow();
        for (int i = 0; i < 200_000; i++) {
            String number = "+33" + (600_000_000 + random.nextInt(300_000));
            on.add(number);
            assertThat(builder.add(number)).isEqualTo(ListBuilder.Added.ADDED);
        }
        assertThat(get(lists.replace("big", MONDAY, builder)).entries()).isEqualTo(on.size());
        holds(on, seed);
        reopen();
        holds(on, seed);
    }

    private void holds(Set<String> on, long seed) {
        DoNotCallList list = find("big");
        assertThat(list.asOf()).isEqualTo(MONDAY);
        assertThat(list.entries()).isEqualTo(on.size());
        for (int i = 600_000_000; i < 600_300_000; i++) {
            String number = "+33" + i;
            if (list.contains(number) != on.contains(number)) {
                throw new AssertionError(number + " with seed " + seed);
            }
        }
    }

    @Test
    void aDecisionSeesTheListsOfTheMomentItBegan() {
        load("a", "+33612345678");
        DoNotCallLists before = lists.current();
        load("a", "+33612345679");
        load("b", "+33612345679");

        assertThat(before.find("b")).isNull();
        assertThat(before.find("a"))
                .extracting(list -> list.contains("+33612345678"))
                .isEqualTo(true);
        assertThat(find("a").contains("+33612345678")).isFalse();
        assertThat(find("a").contains("+33612345679")).isTrue();
        assertThat(lists.all()).extracting(DoNotCallList::name).containsExactly("a", "b");
    }

    @Test
    void whatWasReplacedOrRemovedLeavesNothingBehind() {
        load("a", "+33612345678", "+33612345679", "a@example.org");
        load("b", "+33612345678");
        load("a", "+33612345670");
        assertThat(pieces()).hasSize(2);
        get(lists.remove("b"));
        assertThat(pieces()).hasSize(1);
        assertThat(get(lists.remove("b"))).isEmpty();
        reopen();
        assertThat(lists.all()).extracting(DoNotCallList::name).containsExactly("a");
        assertThat(find("a").contains("+33612345670")).isTrue();
    }

    @Test
    void whatAnUploadLeftThatDidNotComeToItsEndIsRemovedAtTheNextStart() {
        load("a", "+33612345678");
        get(store.put("list-piece", "0000000000000002/00/0000", new byte[800]));
        reopen();
        assertThat(pieces()).hasSize(1);
        assertThat(find("a").entries()).isEqualTo(1);
        load("b", "+33612345679");
        reopen();
        assertThat(find("b").entries()).isEqualTo(1);
    }

    @Test
    void whatAnotherNodeIsStillUploadingIsLeftAlone() {
        String fresh = String.format("%016x/00/0000", Generation.next(MONDAY.minus(Duration.ofHours(1))));
        get(store.put("list-piece", fresh, new byte[800]));
        reopen();
        assertThat(pieces()).containsExactly(fresh);
    }

    @Test
    void twoNodesReplaceListsAndEachReadsWhatTheOtherDid() {
        ListRegister other = open(CAPACITY);
        load("a", "+33612345678");
        get(other.reload());
        assertThat(java.util.Objects.requireNonNull(other.find("a")).contains("+33612345678"))
                .isTrue();
        DoNotCallList before = find("a");
        get(lists.reload());
        assertThat(find("a")).as("is not read again").isSameAs(before);

        ListBuilder builder = other.begin().orElseThrow();
        builder.add("+33612345679");
        get(other.replace("a", MONDAY, builder));
        load("b", "+33612345670");
        assertThat(find("a").contains("+33612345679"))
                .as("seen with the next change")
                .isTrue();
        get(other.reload());
        assertThat(other.all()).extracting(DoNotCallList::name).containsExactly("a", "b");
        assertThat(pieces()).hasSize(2);
        get(other.remove("a"));
        get(lists.reload());
        assertThat(lists.find("a")).isNull();
        other.close();
    }

    @Test
    void aListUnderAnotherNodesKeyIsReadWithThatKey() {
        load("a", "+33612345678");
        get(store.put("list-key", "sip", new byte[16]));
        ListRegister other = open(CAPACITY);
        assertThat(java.util.Objects.requireNonNull(other.find("a")).contains("+33612345678"))
                .isTrue();
        other.close();
    }

    @Test
    void aListThatLostAPieceIsNotTakenForWhole() {
        load("a", "+33612345678");
        pieces().forEach(piece -> get(store.remove("list-piece", piece)));
        lists.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(CAPACITY))
                .withMessage("list a is damaged: it has 0 entries, not 1. Maybe restore the data folder from a backup");
    }

    @Test
    void oneListIsUnderWayAtATimeAndTheRoomIsForAllTogether() {
        lists.close();
        lists = open(3);
        load("a", "+33612345678", "+33612345679");
        ListBuilder builder = lists.begin().orElseThrow();
        assertThat(lists.begin()).isEmpty();
        assertThat(builder.most()).isEqualTo(1);
        assertThat(builder.add("nobody")).isEqualTo(ListBuilder.Added.NO_ADDRESS);
        assertThat(builder.add("+33612345678")).isEqualTo(ListBuilder.Added.ADDED);
        assertThat(builder.add("+33612345679")).isEqualTo(ListBuilder.Added.FULL);
        lists.abandon();
        assertThat(lists.begin()).isPresent();
    }

    private void load(String name, String... addresses) {
        ListBuilder builder = lists.begin().orElseThrow();
        for (String address : addresses) {
            builder.add(address);
        }
        get(lists.replace(name, MONDAY, builder));
    }

    private DoNotCallList find(String name) {
        DoNotCallList list = lists.find(name);
        assertThat(list).isNotNull();
        return java.util.Objects.requireNonNull(list);
    }

    private List<String> pieces() {
        return List.copyOf(get(store.ids("list-piece")));
    }

    private void reopen() {
        lists.close();
        lists = open(CAPACITY);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
