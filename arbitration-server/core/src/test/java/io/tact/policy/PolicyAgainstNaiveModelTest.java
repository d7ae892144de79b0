package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The engine against policy by the letter, over many random cases crowded around limits. */
class PolicyAgainstNaiveModelTest {
    private static final long CASES = Long.getLong("tact.cases", 20_000);

    private final LongAdder withheld = new LongAdder();
    private final LongAdder severalReasons = new LongAdder();
    private final LongAdder cured = new LongAdder();
    private final LongAdder withinASecond = new LongAdder();
    private final LongAdder withinADay = new LongAdder();

    @Test
    void saysNoForTheSameRulesAndForTheSameTimeAsTheDefinition() {
        LongStream.range(0, CASES).parallel().forEach(this::compare);
        System.out.printf(
                "%d cases, seeds 0 to %d: %d withheld, %d for several reasons, %d cured by time, %d within a second and %d"
                        + " within a day of a limit%n",
                CASES,
                CASES - 1,
                withheld.sum(),
                severalReasons.sum(),
                cured.sum(),
                withinASecond.sum(),
                withinADay.sum());
        assertThat(withheld.sum()).as("withheld").isBetween(CASES / 5, CASES * 9 / 10);
        assertThat(severalReasons.sum()).as("withheld for several reasons").isGreaterThan(CASES / 10);
        assertThat(cured.sum()).as("cured by time").isGreaterThan(CASES / 10);
        assertThat(withinASecond.sum()).as("within a second of a limit").isGreaterThan(CASES / 6);
        assertThat(withinADay.sum()).as("within a day of a limit").isGreaterThan(CASES / 2);
    }

    private void compare(long seed) {
        CaseCheck.Findings found = CaseCheck.compare(seed);
        withheld.add(found.reasons() > 0 ? 1 : 0);
        severalReasons.add(found.reasons() > 1 ? 1 : 0);
        cured.add(found.cured() ? 1 : 0);
        withinASecond.add(found.withinASecond() ? 1 : 0);
        withinADay.add(found.withinADay() ? 1 : 0);
    }
}
