package io.tact.grid.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.grid.GridUnderTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every request, broken off before and after each of its steps, with every other thing that may come in between, and then
 * repeated. The points are derived from the steps that the product takes, not listed.
 */
@SuppressWarnings("NullAway.Init") // fields are set before each test
class CrashPointsTest {
    private static final int AT_LEAST = 200;

    private static GridUnderTest first;
    private static GridUnderTest second;

    @BeforeAll
    static void startGrids() {
        first = new GridUnderTest("crash-first");
        second = new GridUnderTest("crash-second");
    }

    @AfterAll
    static void stopGrids() {
        first.close();
        second.close();
    }

    @Test
    void everyPointIsResolvedAsTheProtocolSays() {
        Map<CrashPoint, List<String>> wrong = new LinkedHashMap<>();
        Set<CrashPoint> points = new LinkedHashSet<>();
        Map<Request, Integer> perRequest = new LinkedHashMap<>();
        walk(Protocol.AS_IT_IS, point -> {
            assertThat(points.add(point)).as("%s is a point of its own", point).isTrue();
            perRequest.merge(point.request(), 1, Integer::sum);
            List<String> found = trial(point, Protocol.AS_IT_IS).wrong();
            if (!found.isEmpty()) {
                wrong.put(point, found);
            }
            return true;
        });
        long crashes = points.stream().filter(p -> p.mishap().isCrash()).count();
        System.out.println("crash points of the commit protocol: " + points.size() + ", of them " + crashes
                + " crashes; per request " + perRequest);
        assertThat(wrong).isEmpty();
        assertThat(crashes).isGreaterThanOrEqualTo(AT_LEAST);
        assertThat(perRequest).containsOnlyKeys(Request.values());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_IT_IS")
    void noticesAProtocolThat(Protocol mutant) {
        List<String> noticed = new ArrayList<>();
        walk(mutant, point -> {
            trial(point, mutant).wrong().forEach(what -> noticed.add(point + ": " + what));
            return noticed.isEmpty();
        });
        assertThat(noticed).isNotEmpty();
    }

    private static CrashTrial trial(CrashPoint point, Protocol protocol) {
        return new CrashTrial(point, protocol, first, second);
    }

    /** All points of a protocol, until the visitor has seen enough. */
    private static void walk(Protocol protocol, Predicate<CrashPoint> visitor) {
        for (Request request : Request.values()) {
            for (Memory memory : Memory.values()) {
                for (Disturbance disturbance : Disturbance.values()) {
                    if (disturbance.fits(request)
                            && memory.fits(disturbance)
                            && !walk(CrashPoint.undisturbed(request, memory, disturbance), protocol, visitor)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean walk(CrashPoint quiet, Protocol protocol, Predicate<CrashPoint> visitor) {
        List<Step> steps = trial(quiet, protocol).steps();
        int commit = steps.indexOf(Step.COMMIT);
        boolean disturbed = quiet.disturbance() != Disturbance.NONE;
        // What comes before the commit is the same whatever comes in between there.
        int from = !disturbed ? 0 : quiet.disturbance().leavesTheCommit() ? commit : commit + 1;
        for (boolean elsewhere : new boolean[] {false, true}) {
            if (!elsewhere && !visitor.test(quiet)) {
                return false;
            }
            for (int i = from; i < steps.size(); i++) {
                for (Mishap mishap : Mishap.values()) {
                    // A commit that is lost is a disturbance of its own.
                    boolean same = i == commit && !mishap.isCrash();
                    boolean repeatable = !elsewhere || (mishap.isCrash() && !disturbed);
                    if (mishap.fits(steps.get(i))
                            && repeatable
                            && !same
                            && !visitor.test(quiet.at(i, steps.get(i), mishap, elsewhere))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
