package io.tact.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.policy.BudgetPeriod;
import io.tact.policy.BudgetRule;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.port.Alongside;
import io.tact.port.BudgetStore;
import io.tact.port.Budgets.Taken;
import io.tact.port.Budgets.Unit;
import io.tact.port.CommitResult;
import io.tact.port.InMemoryContactStore;
import io.tact.port.StoreCommit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Leases of several nodes over one store. */
class LeasedBudgetsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryContactStore store = new InMemoryContactStore(new InMemoryContactStore.Disk());
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private int reservations;

    private static BudgetRule budget(BudgetRule.Period period, long max) {
        return new BudgetRule(
                new RuleInfo("budgets", "b", "own", null, null, null, null), Scope.ANY, period, ZoneOffset.UTC, max);
    }

    private LeasedBudgets node(String session) {
        return new LeasedBudgets(store, session, () -> 2, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Objects.requireNonNull(now.get());
            }
        });
    }

    private Instant now() {
        return Objects.requireNonNull(now.get());
    }

    private long left(LeasedBudgets node, BudgetRule rule) {
        BudgetsLeft left = get(node.left(List.of(rule), now(), true));
        return Objects.requireNonNull(left.byBudget().get("b")).units();
    }

    private Optional<Taken> take(LeasedBudgets node, BudgetRule rule) {
        return node.take(List.of(new Unit(rule.periodAt(now()), "r" + reservations++)));
    }

    private CommitResult commit(Taken taken) {
        CommitResult result = get(store.commit(StoreCommit.of(Alongside.NOTHING.drawing(taken.draws()))));
        if (result instanceof CommitResult.LeaseClosed) {
            taken.doubt();
        }
        return result;
    }

    /** As a decision does: looks, takes, commits. Whether it was granted. */
    private boolean grant(LeasedBudgets node, BudgetRule rule) {
        while (left(node, rule) > 0) {
            Optional<Taken> taken = take(node, rule);
            if (taken.isPresent() && commit(taken.get()) instanceof CommitResult.Committed) {
                return true;
            }
        }
        return false;
    }

    private BudgetStore.Use use(BudgetRule rule) {
        BudgetPeriod period = rule.periodAt(now());
        return get(store.uses(List.of(period))).stream().findFirst().orElse(new BudgetStore.Use(period, 0, 0));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void aNodeHoldsOneSmallLeaseAndGetsMoreBeforeItRunsDry() {
        BudgetRule rule = budget(BudgetRule.Period.TOTAL, 1_000);
        LeasedBudgets node = node("n");
        for (int i = 0; i < 1_000; i++) {
            assertThat(grant(node, rule)).isTrue();
            assertThat(use(rule).unspent()).isLessThanOrEqualTo(50);
        }
        assertThat(grant(node, rule)).isFalse();
        assertThat(use(rule).granted()).isEqualTo(1_000);
    }

    @Test
    void whatIsGivenBackIsThereAgainAndWhatIsInDoubtIsAskedOfTheStore() {
        BudgetRule rule = budget(BudgetRule.Period.TOTAL, 200);
        LeasedBudgets node = node("n");
        long all = left(node, rule);
        take(node, rule).orElseThrow().giveBack();
        assertThat(left(node, rule)).isEqualTo(all);

        Taken committed = take(node, rule).orElseThrow();
        commit(committed);
        committed.doubt();
        assertThat(use(rule)).isEqualTo(new BudgetStore.Use(rule.periodAt(NOON), 1, 0));
        assertThat(take(node, rule)).as("the lease is let go of").isEmpty();
        assertThat(left(node, rule)).isPositive();
        assertThat(use(rule).granted() - use(rule).unspent()).isEqualTo(1);
    }

    @Test
    void aShutdownReturnsWhatIsLeft() {
        BudgetRule rule = budget(BudgetRule.Period.TOTAL, 200);
        LeasedBudgets node = node("n");
        assertThat(grant(node, rule)).isTrue();
        node.close();
        assertThat(use(rule)).isEqualTo(new BudgetStore.Use(rule.periodAt(NOON), 1, 0));
    }

    @Test
    void theLeaseOfACrashedNodeIsReclaimedAfterItsTimeAndALivingOnesIsRenewed() {
        BudgetRule rule = budget(BudgetRule.Period.TOTAL, 20);
        LeasedBudgets crashed = node("crashed");
        LeasedBudgets living = node("living");
        assertThat(grant(crashed, rule)).isTrue();
        long lost = left(crashed, rule);
        assertThat(lost).isPositive();
        int granted = 1;
        while (grant(living, rule)) {
            granted++;
        }
        assertThat(granted).isEqualTo(20 - lost);

        now.set(NOON.plus(LeasedBudgets.LEASE_TIME));
        assertThat(get(living.renewAndReclaim(now(), 10))).isZero();
        now.set(now().plus(LeasedBudgets.SLACK).plusMillis(1));
        assertThat(get(living.renewAndReclaim(now(), 10))).isEqualTo(1);
        get(living.tidy(now()));
        assertThat(grant(living, rule)).isTrue();
        assertThat(commit(take(crashed, rule).orElseThrow())).isInstanceOf(CommitResult.LeaseClosed.class);
    }

    @Test
    void anHourThatIsOverIsClosedAndTheNextBeginsWhole() {
        BudgetRule rule = budget(BudgetRule.Period.HOUR, 40);
        LeasedBudgets node = node("n");
        assertThat(grant(node, rule)).isTrue();
        BudgetPeriod first = rule.periodAt(NOON);
        now.set(NOON.plusSeconds(3_600));
        get(node.tidy(now()));
        assertThat(get(store.uses(List.of(first)))).containsExactly(new BudgetStore.Use(first, 1, 0));
        assertThat(grant(node, rule)).isTrue();
        now.set(now().plusSeconds(100_000));
        get(node.tidy(now()));
        while (get(node.prune(now(), 1)) > 0) {
            assertThat(node.held(first)).isZero();
        }
        assertThat(get(store.uses(List.of(first)))).isEmpty();
    }

    @Test
    void aDryRunOfAnotherTimeLeasesNothing() {
        BudgetRule rule = budget(BudgetRule.Period.DAY, 40);
        LeasedBudgets node = node("n");
        Instant tomorrow = NOON.plusSeconds(86_400);
        BudgetsLeft left = get(node.left(List.of(rule), tomorrow, false));
        assertThat(Objects.requireNonNull(left.byBudget().get("b")).units()).isEqualTo(40);
        assertThat(get(store.uses(List.of(rule.periodAt(tomorrow))))).isEmpty();
    }

    /** Nodes decide, crash, leave, come and tidy up in any order. */
    @Test
    void inAnyOrderNothingIsExceededAndInTheEndAllCanBeGranted() {
        for (int seed = 1; seed <= 40; seed++) {
            InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
            new Chaos(new InMemoryContactStore(disk), new Random(seed), 5 + seed).run();
        }
    }

    private final class Chaos {
        private final InMemoryContactStore shared;
        private final Random random;
        private final BudgetRule rule;
        private final List<LeasedBudgets> nodes = new ArrayList<>();
        private final List<Taken> underWay = new ArrayList<>();
        private int granted;
        private int sessions;
        private Instant at = NOON;

        Chaos(InMemoryContactStore shared, Random random, long max) {
            this.shared = shared;
            this.random = random;
            this.rule = budget(BudgetRule.Period.TOTAL, max);
        }

        void run() {
            for (int step = 0; step < 200; step++) {
                at = at.plusSeconds(random.nextInt(5));
                if (nodes.size() < 2) {
                    start();
                }
                LeasedBudgets node = nodes.get(random.nextInt(nodes.size()));
                switch (random.nextInt(12)) {
                    case 0 -> nodes.remove(node);
                    case 1 -> {
                        nodes.remove(node);
                        node.close();
                    }
                    case 2 -> get(node.tidy(at));
                    case 3 -> get(node.renewAndReclaim(at, 10));
                    case 4, 5, 6 -> settle();
                    default -> decide(node);
                }
                assertThat(granted).isLessThanOrEqualTo((int) rule.max());
            }
            end();
        }

        private void start() {
            nodes.add(new LeasedBudgets(shared, "s" + sessions++, () -> 2, new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return at;
                }
            }));
        }

        private void decide(LeasedBudgets node) {
            BudgetsLeft left = get(node.left(List.of(rule), at, true));
            if (Objects.requireNonNull(left.byBudget().get("b")).units() > 0) {
                node.take(List.of(new Unit(rule.periodAt(at), "r" + reservations++)))
                        .ifPresent(underWay::add);
            }
        }

        private void settle() {
            if (underWay.isEmpty()) {
                return;
            }
            Taken taken = underWay.remove(random.nextInt(underWay.size()));
            if (random.nextInt(4) == 0) {
                taken.giveBack();
                return;
            }
            CommitResult result = get(shared.commit(StoreCommit.of(Alongside.NOTHING.drawing(taken.draws()))));
            if (result instanceof CommitResult.Committed) {
                granted++;
            }
            if (!(result instanceof CommitResult.Committed) || random.nextInt(8) == 0) {
                taken.doubt();
            }
        }

        /** Everything that is left can still be granted once the leases of the dead have run out. */
        private void end() {
            while (!underWay.isEmpty()) {
                settle();
            }
            nodes.forEach(LeasedBudgets::close);
            nodes.clear();
            at = at.plusSeconds(1_000);
            start();
            LeasedBudgets last = nodes.get(0);
            get(last.renewAndReclaim(at, 100));
            BudgetStore.Use use = get(shared.uses(List.of(rule.periodAt(at)))).stream()
                    .findFirst()
                    .orElse(new BudgetStore.Use(rule.periodAt(at), 0, 0));
            assertThat(use).isEqualTo(new BudgetStore.Use(rule.periodAt(at), granted, 0));
            while (granted < rule.max()) {
                decide(last);
                assertThat(underWay).hasSize(1);
                Taken taken = underWay.remove(0);
                assertThat(get(shared.commit(StoreCommit.of(Alongside.NOTHING.drawing(taken.draws())))))
                        .isEqualTo(new CommitResult.Committed());
                granted++;
            }
            decide(last);
            assertThat(underWay).isEmpty();
        }
    }
}
