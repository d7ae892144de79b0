package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The engine against policy by the letter, over thousands of random cases crowded around boundaries. */
class PolicyAgainstNaiveModelTest {
    private static final int CASES = 6_000;
    private static final Duration HORIZON = Duration.ofDays(20);

    @Test
    void saysNoForTheSameRulesAndForTheSameTimeAsTheDefinition() {
        int boundaries = 0;
        int withheld = 0;
        int cured = 0;
        for (long seed = 0; seed < CASES; seed++) {
            RandomCase given = new RandomCase(seed);
            PolicyBook book = new PolicyBook(given.rules);
            SlotPolicy policy = book.policyFor(book.project(given.slot));
            List<Reason> reasons = given.check().reasons(policy, given.line);
            assertThat(names(reasons))
                    .as("rules that say no, seed %s", seed)
                    .isEqualTo(given.naive().objectionsAt(given.now));
            for (Reason reason : reasons) {
                checkAlone(seed, given, reason);
            }
            Optional<Instant> next = checkNext(seed, given, policy);
            boundaries += given.isAtBoundary() ? 1 : 0;
            withheld += reasons.isEmpty() ? 0 : 1;
            cured += next.isPresent() && next.get().isAfter(given.now) ? 1 : 0;
        }
        assertThat(boundaries).as("cases within a second of a boundary").isGreaterThan(CASES / 5);
        assertThat(withheld).as("cases in which something says no").isBetween(CASES / 5, CASES * 9 / 10);
        assertThat(cured).as("cases that time cures").isGreaterThan(CASES / 10);
    }

    private static Set<String> names(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void checkAlone(long seed, RandomCase given, Reason reason) {
        NaivePolicy alone = given.naive().only(given.naive().unitOf(reason.rule()));
        String what = "seed " + seed + ": " + reason;
        if (reason.nextAllowedAt() == null) {
            for (int i = 0; i < 40; i++) {
                assertThat(alone.objectionsAt(given.interesting(30))).as(what).isNotEmpty();
            }
        } else {
            assertThat(alone.objectionsAt(reason.nextAllowedAt())).as(what).isEmpty();
            assertThat(alone.objectionsAt(reason.nextAllowedAt().minusMillis(1)))
                    .as(what)
                    .isNotEmpty();
        }
    }

    private static Optional<Instant> checkNext(long seed, RandomCase given, SlotPolicy policy) {
        Instant from = seed % 3 == 0 ? given.interesting(3) : given.now;
        Instant horizon = given.now.plus(HORIZON);
        Optional<Instant> next = given.check().nextAllowedAt(policy, given.line, from, horizon);
        NaivePolicy naive = given.naive();
        String what = "seed " + seed + ": from " + from + " next " + next;
        next.ifPresent(at -> {
            assertThat(at).as(what).isBetween(from, horizon);
            assertThat(naive.objectionsAt(at)).as(what).isEmpty();
        });
        Instant end = next.orElse(horizon.plusMillis(1));
        if (end.isAfter(from)) {
            assertThat(naive.objectionsAt(end.minusMillis(1))).as(what).isNotEmpty();
        }
        for (int i = 0; i < 60; i++) {
            refused(naive, given.interesting((int) HORIZON.toDays()), from, end, what);
        }
        for (Instant boundary : given.boundaries()) {
            refused(naive, boundary, from, end, what);
        }
        return next;
    }

    private static void refused(NaivePolicy naive, Instant at, Instant from, Instant end, String what) {
        if (!at.isBefore(from) && at.isBefore(end)) {
            assertThat(naive.objectionsAt(at)).as("%s, but at %s", what, at).isNotEmpty();
        }
    }
}
