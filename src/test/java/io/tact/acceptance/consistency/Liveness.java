package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether the run was alive while there was load, in figures. A delivery is an intent that a client tried to get done.
 *
 * @param seconds how long the load lasted
 * @param deliveries how many there were
 * @param done how many of them were not refused in the end
 * @param atOnce how many of them were not refused at the first attempt
 * @param grants how many reservations were acknowledged
 * @param decisionsBySecond how many decisions were answered in each second of the load
 * @param longestGap the longest time without an answered decision, in seconds
 * @param recoveries what was done to the nodes, and how long it then took to the next answered decision that was asked later
 * @param statuses how many attempts had each status; 0 for no answer
 */
record Liveness(
        double seconds,
        long deliveries,
        long done,
        long atOnce,
        long grants,
        List<Integer> decisionsBySecond,
        double longestGap,
        List<Recovery> recoveries,
        Map<Integer, Long> statuses) {
    private static final double SECOND = 1e9;

    /** How long it took after something was done to the nodes; infinite if it never came back. */
    record Recovery(String after, double seconds) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s: %.2f s", after, seconds);
        }
    }

    /**
     * Below which a run counts as dead.
     *
     * @param grantsPerSecond acknowledged reservations per second
     * @param availableShare the share of seconds with an answered decision, 0 to 1
     * @param doneShare the share of deliveries that were not refused in the end, 0 to 1
     */
    record Floor(double grantsPerSecond, double availableShare, double doneShare) {}

    static Liveness of(Journal journal) {
        long begin = noted(journal, Workload.LOAD_BEGINS);
        long end = noted(journal, Workload.LOAD_ENDS);
        List<Attempt> load =
                journal.attempts().stream().filter(a -> a.sent() <= end).toList();
        List<Attempt> decisions = load.stream()
                .filter(a -> a.is(Intent.Kind.DECIDE) && a.isOk())
                .sorted(Comparator.comparingLong(Attempt::received))
                .toList();
        Map<Long, Attempt> lastTurns = load.stream()
                .collect(
                        Collectors.toMap(Attempt::delivery, a -> a, (one, two) -> one.turn() > two.turn() ? one : two));
        return new Liveness(
                (end - begin) / SECOND,
                lastTurns.size(),
                lastTurns.values().stream().filter(a -> !a.isRefused()).count(),
                load.stream().filter(a -> a.turn() == 1 && !a.isRefused()).count(),
                decisions.stream()
                        .map(Told::of)
                        .flatMap(t -> t.selected().stream())
                        .distinct()
                        .count(),
                bySecond(decisions, begin, end),
                longestGap(decisions, begin, end),
                recoveries(journal, decisions),
                load.stream().collect(Collectors.groupingBy(Attempt::status, TreeMap::new, Collectors.counting())));
    }

    private static long noted(Journal journal, String what) {
        return journal.notes().stream()
                .filter(n -> n.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the journal does not say \"" + what + "\""))
                .at();
    }

    private static List<Integer> bySecond(List<Attempt> decisions, long begin, long end) {
        int[] counts = new int[Math.max(1, (int) Math.ceil((end - begin) / SECOND))];
        for (Attempt decision : decisions) {
            int second = (int) ((decision.received() - begin) / SECOND);
            if (second >= 0 && second < counts.length) {
                counts[second]++;
            }
        }
        List<Integer> all = new ArrayList<>();
        for (int count : counts) {
            all.add(count);
        }
        return all;
    }

    private static double longestGap(List<Attempt> decisions, long begin, long end) {
        long longest = 0;
        long before = begin;
        for (Attempt decision : decisions) {
            longest = Math.max(longest, decision.received() - before);
            before = Math.max(before, decision.received());
        }
        return Math.max(longest, end - before) / SECOND;
    }

    private static List<Recovery> recoveries(Journal journal, List<Attempt> decisions) {
        return journal.notes().stream()
                .filter(n -> !n.what().equals(Workload.LOAD_BEGINS) && !n.what().equals(Workload.LOAD_ENDS))
                .map(n -> new Recovery(
                        n.what(),
                        decisions.stream()
                                .filter(a -> a.sent() >= n.at())
                                .findFirst()
                                .map(a -> (a.received() - n.at()) / SECOND)
                                .orElse(Double.POSITIVE_INFINITY)))
                .toList();
    }

    double grantsPerSecond() {
        return grants / seconds;
    }

    double availableShare() {
        return (double) decisionsBySecond.stream().filter(n -> n > 0).count() / decisionsBySecond.size();
    }

    double doneShare() {
        return deliveries == 0 ? 0 : (double) done / deliveries;
    }

    List<Violation> below(Floor floor) {
        List<Violation> found = new ArrayList<>();
        compare("grants per second", grantsPerSecond(), floor.grantsPerSecond(), found);
        compare("share of seconds with an answered decision", availableShare(), floor.availableShare(), found);
        compare("share of deliveries done", doneShare(), floor.doneShare(), found);
        return found;
    }

    private static void compare(String what, double is, double floor, List<Violation> found) {
        if (is < floor) {
            String figures = String.format(Locale.ROOT, "%.3f, and should be at least %.3f", is, floor);
            found.add(new Violation(Violation.Promise.ALIVE, "", what, figures));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f s of load, %d deliveries: %.4f done, %.4f at the first attempt; %d grants, %.1f a second;"
                        + " decisions answered in %.3f of all seconds, longest gap %.2f s%n  statuses %s%n  recovery %s%n"
                        + "  decisions by second %s",
                seconds,
                deliveries,
                doneShare(),
                deliveries == 0 ? 0 : (double) atOnce / deliveries,
                grants,
                grantsPerSecond(),
                availableShare(),
                longestGap,
                statuses,
                recoveries,
                decisionsBySecond);
    }
}
