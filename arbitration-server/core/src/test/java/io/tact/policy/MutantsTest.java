package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Whether the random cases would notice if the engine were a little wrong. */
class MutantsTest {
    /** As many as {@link PolicyAgainstNaiveModelTest} compares in every build, from the same seed on. */
    private static final int CASES = 20_000;

    @Test
    void noMutantOfTheEngineSurvives() {
        Map<Mutant, Long> noticed = new ConcurrentHashMap<>();
        Mutants.ALL.parallelStream().forEach(mutant -> noticed.put(mutant, casesUntilNoticed(mutant, CASES)));
        Map<String, Long> shown = new TreeMap<>();
        noticed.forEach((mutant, cases) -> shown.put(mutant.toString(), cases));
        System.out.println("cases until a mutant was noticed: " + shown);
        assertThat(noticed).hasSameSizeAs(Mutants.ALL);
        assertThat(noticed.entrySet().stream().filter(entry -> entry.getValue() > CASES))
                .as("mutants that %d cases do not tell from the engine", CASES)
                .isEmpty();
    }

    /** Else a mutant would be noticed for how it is loaded, and not for what is wrong with it. */
    @Test
    void theEngineItselfLoadedAsAMutantIsNotNoticed() {
        int most = 2_000;
        assertThat(casesUntilNoticed(Mutant.NONE, most)).isGreaterThan(most);
    }

    @Test
    void everyMutantDiffersFromTheEngine() {
        List<Mutant> all = Mutants.ALL;
        assertThat(all).hasSizeGreaterThanOrEqualTo(24).doesNotHaveDuplicates();
        assertThat(all).noneMatch(mutant -> mutant.snippet().equals(mutant.replacement()));
    }

    private static long casesUntilNoticed(Mutant mutant, long most) {
        try {
            return MutatedEngine.of(mutant).casesUntilNoticed(most);
        } catch (ReflectiveOperationException | IOException impossible) {
            throw new IllegalStateException(mutant.toString(), impossible);
        }
    }
}
