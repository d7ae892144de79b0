package io.tact.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import io.tact.policy.BudgetPeriod;
import io.tact.port.BudgetStore.Size;
import io.tact.port.BudgetStore.Wanted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link BudgetStore} must do, with the commits that draw on it. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
public abstract class BudgetStoreContract {
    private static final Instant TEN = Instant.parse("2026-11-28T10:00:00Z");
    private static final BudgetPeriod STOCK = new BudgetPeriod("phone-x", "TOTAL", null);
    private static final BudgetPeriod HOUR =
            new BudgetPeriod("sms-hour", "HOUR 2026-11-28T10:00:00Z", TEN.plusSeconds(3600));
    private static final CommitResult COMMITTED = new CommitResult.Committed();

    @TempDir
    protected Path folder;

    protected DurableStore store;

    /** Opens the store kept in a folder, making it if it is not there. */
    protected abstract DurableStore open(Path folder);

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void leasesNoMoreThanThereIs() {
        assertThat(lease("n1-1", STOCK, new Size(10, 6, 1))).isEqualTo(6);
        assertThat(lease("n2-1", STOCK, new Size(10, 6, 1))).isEqualTo(4);
        assertThat(lease("n3-1", STOCK, new Size(10, 6, 1))).isZero();
        assertThat(lease("n3-1", HOUR, new Size(10, 6, 1))).isEqualTo(6);
        assertThat(use(STOCK)).isEqualTo("granted 10 unspent 10");
    }

    @Test
    void leasesAShareOfWhatIsFreeAndOneUnitAtLeast() {
        assertThat(lease("n1-1", STOCK, new Size(10, 100, 4))).isEqualTo(2);
        assertThat(lease("n2-1", STOCK, new Size(10, 100, 4))).isEqualTo(2);
        assertThat(lease("n1-1", STOCK, new Size(10, 100, 4))).isEqualTo(1);
        assertThat(use(STOCK)).isEqualTo("granted 5 unspent 5");
    }

    @Test
    void aSmallerMaximumAppliesToNewLeases() {
        lease("n1-1", STOCK, new Size(10, 6, 1));
        assertThat(lease("n2-1", STOCK, new Size(5, 6, 1))).isZero();
        assertThat(lease("n2-1", STOCK, new Size(8, 6, 1))).isEqualTo(2);
    }

    @Test
    void aCommitDrawsOnAnOpenLeaseUntilItIsSpentAlsoAfterARestart() {
        lease("n1-1", STOCK, new Size(10, 2, 1));
        assertThat(draw("r1", "n1-1")).isEqualTo(COMMITTED);
        store.close();
        store = open(folder);
        assertThat(use(STOCK)).isEqualTo("granted 2 unspent 1");
        assertThat(draw("r2", "n1-1")).isEqualTo(COMMITTED);
        assertThat(draw("r3", "n1-1")).isEqualTo(new CommitResult.LeaseClosed("n1-1"));
        lease("n1-1", STOCK, new Size(10, 1, 1));
        assertThat(draw("r3", "n1-1")).isEqualTo(COMMITTED);
        assertThat(use(STOCK)).isEqualTo("granted 3 unspent 0");
    }

    @Test
    void aCommitThatCannotDrawChangesNothing() {
        lease("n1-1", STOCK, new Size(10, 1, 1));
        lease("n1-2", HOUR, new Size(10, 1, 1));
        draw("r1", "n1-1");
        RecordWrite write = new RecordWrite(LedgerKey.ofSubscriber("anna"), 0, "anna".getBytes(UTF_8));
        Alongside both = drawing(new Draw("n1-2", "r2"), new Draw("n1-1", "r2"));
        assertThat(get(store.commit(new StoreCommit(0, List.of(write), List.of(), null, both))))
                .isEqualTo(new CommitResult.LeaseClosed("n1-1"));
        assertThat(get(store.load(LedgerKey.ofSubscriber("anna")))).isEmpty();
        assertThat(use(HOUR)).isEqualTo("granted 1 unspent 1");
    }

    @Test
    void whatConflictsDrawsNothing() {
        lease("n1-1", STOCK, new Size(10, 1, 1));
        RecordWrite late = new RecordWrite(LedgerKey.ofSubscriber("anna"), 7, "anna".getBytes(UTF_8));
        assertThat(get(store.commit(
                        new StoreCommit(0, List.of(late), List.of(), null, drawing(new Draw("n1-1", "r1"))))))
                .isInstanceOf(CommitResult.Conflict.class);
        assertThat(use(STOCK)).isEqualTo("granted 1 unspent 1");
    }

    @Test
    void commitsOfOneGroupDrawNoMoreThanTheLeaseHas() {
        lease("n1-1", STOCK, new Size(100, 10, 1));
        List<CompletableFuture<CommitResult>> asked = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            asked.add(store.commit(StoreCommit.of(drawing(new Draw("n1-1", "r" + i))))
                    .toCompletableFuture());
        }
        assertThat(asked.stream().map(BudgetStoreContract::get).filter(COMMITTED::equals))
                .hasSize(10);
        assertThat(use(STOCK)).isEqualTo("granted 10 unspent 0");
    }

    @Test
    void whatAClosedLeaseHadLeftIsFreeAndNothingDrawsOnItAgain() {
        lease("n1-1", STOCK, new Size(10, 10, 1));
        draw("r1", "n1-1");
        get(store.close(List.of("n1-1", "unheard-of")));
        get(store.close(List.of("n1-1")));
        assertThat(use(STOCK)).isEqualTo("granted 1 unspent 0");
        assertThat(draw("r2", "n1-1")).isEqualTo(new CommitResult.LeaseClosed("n1-1"));
        assertThat(lease("n2-1", STOCK, new Size(10, 10, 1))).isEqualTo(9);
    }

    @Test
    void reclaimsWhatWasNotRenewed() {
        lease("n1-1", STOCK, new Size(10, 3, 1));
        lease("n2-1", STOCK, new Size(10, 3, 1));
        draw("r1", "n1-1");
        assertThat(get(store.renew(Set.of("n2-1", "unheard-of"), TEN.plusSeconds(60))))
                .containsExactly("n2-1");
        assertThat(get(store.reclaim(TEN, 10))).isZero();
        assertThat(get(store.reclaim(TEN.plusMillis(1), 10))).isEqualTo(1);
        assertThat(get(store.renew(Set.of("n1-1"), TEN.plusSeconds(60)))).isEmpty();
        assertThat(draw("r2", "n1-1")).isEqualTo(new CommitResult.LeaseClosed("n1-1"));
        assertThat(draw("r2", "n2-1")).isEqualTo(COMMITTED);
        assertThat(use(STOCK)).isEqualTo("granted 4 unspent 2");
    }

    @Test
    void aReleaseGivesBackOnceWhetherOrNotItsLeaseIsOpen() {
        lease("n1-1", STOCK, new Size(10, 2, 1));
        lease("n1-2", HOUR, new Size(10, 2, 1));
        assertThat(get(store.commit(StoreCommit.of(drawing(new Draw("n1-1", "r1"), new Draw("n1-2", "r1"))))))
                .isEqualTo(COMMITTED);
        draw("r2", "n1-1");
        release("r1", "unheard-of");
        release("r1");
        assertThat(use(STOCK)).isEqualTo("granted 1 unspent 0");
        assertThat(use(HOUR)).isEqualTo("granted 1 unspent 1");
        get(store.close(List.of("n1-1", "n1-2")));
        release("r2");
        assertThat(use(STOCK)).isEqualTo("granted 0 unspent 0");
        assertThat(use(HOUR)).isEqualTo("granted 0 unspent 0");
    }

    @Test
    void forgetsPeriodsThatAreOverInSteps() {
        lease("n1-1", STOCK, new Size(10, 3, 1));
        lease("n1-2", HOUR, new Size(10, 3, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(get(store.commit(StoreCommit.of(drawing(new Draw("n1-1", "r" + i), new Draw("n1-2", "r" + i))))))
                    .isEqualTo(COMMITTED);
        }
        get(store.close(List.of("n1-2")));
        assertThat(get(store.pruneBudgets(TEN.plusSeconds(3600), 2))).isZero();
        Instant after = TEN.plusSeconds(3601);
        assertThat(get(store.pruneBudgets(after, 2))).isBetween(1, 2);
        while (get(store.pruneBudgets(after, 2)) > 0) {
            assertThat(get(store.uses(List.of(STOCK)))).hasSize(1);
        }
        assertThat(get(store.uses(List.of(HOUR)))).isEmpty();
        release("r0", "r1");
        assertThat(use(STOCK)).isEqualTo("granted 1 unspent 0");
    }

    /**
     * Owners come, draw, release, crash and are reclaimed in any order: what is drawn and not given back never passes the
     * maximum, the store counts it exactly, and once every lease is closed nothing else is granted.
     */
    @Test
    void inAnyOrderOfWhatMayHappenNothingIsExceededAndNothingIsLost() {
        for (int seed = 1; seed <= 5; seed++) {
            interleave(new Random(seed), new BudgetPeriod("b" + seed, "TOTAL", null), 5 + seed % 7);
        }
    }

    private void interleave(Random random, BudgetPeriod period, int max) {
        String name = period.budget();
        Map<String, Long> open = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        List<String> drawn = new ArrayList<>();
        for (int step = 0; step < 50; step++) {
            String owner = name + "-n" + random.nextInt(3);
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    String lease = gone.contains(owner) ? owner + "-" + step : owner;
                    long units = lease(lease, period, new Size(max, 1 + random.nextInt(4), 1 + random.nextInt(3)));
                    if (units > 0) {
                        open.merge(lease, units, Long::sum);
                    }
                }
                case 2, 3, 4 -> {
                    List<String> leases = new ArrayList<>(open.keySet());
                    leases.addAll(gone);
                    if (!leases.isEmpty()) {
                        String lease = leases.get(random.nextInt(leases.size()));
                        long left = open.getOrDefault(lease, 0L);
                        String reservation = name + "-r" + step;
                        boolean took = draw(reservation, lease).equals(COMMITTED);
                        assertThat(took).isEqualTo(left > 0);
                        if (took) {
                            open.merge(lease, -1L, Long::sum);
                            drawn.add(reservation);
                        }
                    }
                }
                case 5 -> {
                    if (!drawn.isEmpty()) {
                        release(drawn.remove(random.nextInt(drawn.size())));
                    }
                }
                default -> {
                    if (random.nextBoolean()) {
                        get(store.close(List.of(owner)));
                    } else {
                        get(store.renew(Set.of(owner), TEN.minusSeconds(60)));
                        get(store.reclaim(TEN.minusSeconds(30), 10));
                    }
                    if (open.remove(owner) != null) {
                        gone.add(owner);
                    }
                }
            }
            long unspent = open.values().stream().mapToLong(Long::longValue).sum();
            assertThat(drawn.size() + unspent).isLessThanOrEqualTo(max);
            get(store.uses(List.of(period))).forEach(use -> assertThat(use)
                    .isEqualTo(new BudgetStore.Use(period, drawn.size() + unspent, unspent)));
        }
        get(store.close(open.keySet()));
        get(store.uses(List.of(period)))
                .forEach(use -> assertThat(use).isEqualTo(new BudgetStore.Use(period, drawn.size(), 0)));
    }

    private long lease(String id, BudgetPeriod period, Size size) {
        return get(store.lease(new Wanted(id, period, "a node", TEN), size));
    }

    private CommitResult draw(String reservation, String lease) {
        return get(store.commit(StoreCommit.of(drawing(new Draw(lease, reservation)))));
    }

    private void release(String... reservations) {
        assertThat(get(store.commit(StoreCommit.of(Alongside.releasing(List.of(reservations))))))
                .isEqualTo(COMMITTED);
    }

    private static Alongside drawing(Draw... draws) {
        return Alongside.NOTHING.drawing(List.of(draws));
    }

    private String use(BudgetPeriod period) {
        BudgetStore.Use use = get(store.uses(List.of(period))).get(0);
        return "granted " + use.granted() + " unspent " + use.unspent();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
