package io.tact.rules.scenarios;

import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Selection;
import io.tact.model.Fixed;
import io.tact.model.Instants;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import io.tact.rules.scenarios.Scenario.Expectation;
import io.tact.rules.scenarios.Scenario.Fate;
import io.tact.rules.scenarios.Scenario.Named;
import io.tact.rules.scenarios.Scenario.Next;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a scenario expects against what was decided. */
final class Comparison {
    private final Scenario scenario;
    private final Decision decision;
    private final Map<String, Actual> actual = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** What became of one candidate. */
    private record Actual(
            Treatment treatment,
            CandidateState state,
            @Nullable Integer rank,
            @Nullable Fixed score,
            List<Reason> reasons,
            @Nullable Instant next) {

        /** For messages: the state, with the rules behind it. */
        String told() {
            String rules = String.join(", ", rules());
            return state + (rank == null ? "" : " with rank " + rank) + (rules.isEmpty() ? "" : " by " + rules);
        }

        List<String> rules() {
            return reasons.stream().map(Reason::rule).distinct().toList();
        }
    }

    Comparison(Scenario scenario, Decision decision) {
        this.scenario = scenario;
        this.decision = decision;
        for (Selection s : decision.selected()) {
            actual.put(
                    s.treatment().id(),
                    new Actual(s.treatment(), CandidateState.SELECTED, s.rank(), s.score(), List.of(), null));
        }
        for (CandidateResult r : decision.others()) {
            actual.put(
                    r.treatment().id(),
                    new Actual(r.treatment(), r.state(), null, r.score(), r.reasons(), r.nextAllowedAt()));
        }
    }

    /** What is not as expected, each in a sentence; empty if all is. */
    List<String> failures() {
        Set<String> named = new HashSet<>();
        for (Expectation expectation : scenario.expected()) {
            for (Treatment treatment : expectation.named().treatments()) {
                named.add(treatment.id());
                compare(expectation, treatment);
            }
        }
        List<Named> selected = scenario.selected();
        if (selected != null) {
            selected.forEach(s -> s.treatments().forEach(t -> named.add(t.id())));
            compareSelected(selected);
        }
        if (scenario.strict()) {
            actual.values().stream()
                    .filter(a -> a.state() != CandidateState.INELIGIBLE)
                    .filter(a -> !named.contains(a.treatment().id()))
                    .forEach(a ->
                            failures.add(a.treatment().id() + ": not named in a strict scenario, was " + a.told()));
        }
        compareTopics("doNotMention", scenario.doNotMention(), decision.doNotMention());
        compareTopics("mustMention", scenario.mustMention(), decision.mustMention());
        return failures;
    }

    private void compare(Expectation wanted, Treatment treatment) {
        Actual was = actual.get(treatment.id());
        String who = label(wanted.named(), treatment);
        if (was == null || wanted.fate() instanceof Fate.Absent) {
            boolean asWanted = was == null && wanted.fate() instanceof Fate.Absent;
            if (!asWanted) {
                failures.add(who + ": expected " + (wanted.fate() == null ? "a candidate" : wanted.fate()) + ", was "
                        + told(was));
            }
            return;
        }
        if (wanted.fate() instanceof Fate.Ends ends && ends.state() != was.state()) {
            failures.add(who + ": expected " + ends + ", was " + was.told());
        }
        compareReasons(who, wanted.reasons(), was);
        compareNext(who, wanted.next(), was);
        if (wanted.rank() != null && !wanted.rank().equals(was.rank())) {
            failures.add(who + ": expected rank " + wanted.rank() + ", was " + was.told());
        }
        if (wanted.score() != null && !wanted.score().equals(was.score())) {
            failures.add(who + ": expected score " + wanted.score() + ", was "
                    + (was.score() == null ? "never scored: " + was.told() : was.score()));
        }
    }

    private static String label(Named named, Treatment treatment) {
        return named.label().equals(treatment.id()) ? treatment.id() : named.label() + " (" + treatment.id() + ")";
    }

    private void compareReasons(String who, List<String> wanted, Actual was) {
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(was.rules());
        if (!missing.isEmpty()) {
            failures.add(who + ": expected the reason " + String.join(", ", missing) + ", was " + was.told());
        }
    }

    private void compareNext(String who, @Nullable Next wanted, Actual was) {
        Instant at = wanted instanceof Next.At next ? Instants.toMillis(next.instant()) : null;
        if (wanted != null && !java.util.Objects.equals(at, was.next())) {
            failures.add(
                    who + ": expected nextAllowedAt " + shown(at) + ", was " + shown(was.next()) + "; " + was.told());
        }
    }

    private String shown(@Nullable Instant at) {
        java.time.ZoneId zone = scenario.subscriber().zone();
        return at == null
                ? "none"
                : zone == null ? at.toString() : at.atZone(zone).toString();
    }

    private void compareSelected(List<Named> wanted) {
        List<String> were =
                decision.selected().stream().map(s -> s.treatment().id()).toList();
        boolean same = wanted.size() == were.size();
        for (int i = 0; same && i < were.size(); i++) {
            same = ids(wanted.get(i)).contains(were.get(i));
        }
        if (!same) {
            String others = wanted.stream()
                    .flatMap(n -> ids(n).stream())
                    .filter(id -> !were.contains(id))
                    .map(id -> id + " was " + told(actual.get(id)))
                    .collect(Collectors.joining(", "));
            failures.add("expected selected: "
                    + shown(wanted.stream().map(Named::label).toList()) + ", was " + shown(were)
                    + (others.isEmpty() ? "" : "; " + others));
        }
    }

    private static List<String> ids(Named named) {
        return named.treatments().stream().map(Treatment::id).toList();
    }

    private static String told(@Nullable Actual was) {
        return was == null ? "ABSENT: its campaign is not running, or the request does not ask for it" : was.told();
    }

    private void compareTopics(String what, @Nullable List<String> wanted, List<String> were) {
        if (wanted != null && (wanted.isEmpty() ? !were.isEmpty() : !were.containsAll(wanted))) {
            failures.add("expected " + what + ": " + shown(wanted) + ", was " + shown(were));
        }
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
