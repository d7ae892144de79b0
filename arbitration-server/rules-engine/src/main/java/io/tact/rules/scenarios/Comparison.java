package io.tact.rules.scenarios;

import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Decision;
import io.tact.arbitration.MessageDecider;
import io.tact.arbitration.Selection;
import io.tact.model.Fixed;
import io.tact.model.Instants;
import io.tact.model.Reason;
import io.tact.rules.scenarios.Scenario.Expectation;
import io.tact.rules.scenarios.Scenario.Fate;
import io.tact.rules.scenarios.Scenario.Moment;
import io.tact.rules.scenarios.Scenario.Named;
import io.tact.rules.scenarios.Scenario.Next;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a scenario expects at one instant against what was decided. */
final class Comparison {
    private final Moment moment;
    private final @Nullable ZoneId zone;
    private final Map<String, Actual> actual = new LinkedHashMap<>();
    private final List<String> selected = new ArrayList<>();
    private final List<String> doNotMention;
    private final List<String> mustMention;
    private final List<String> failures = new ArrayList<>();

    /** What became of one candidate. */
    private record Actual(
            String id,
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

    /** @param zone the clock on which instants are shown; null for none */
    Comparison(Moment moment, @Nullable ZoneId zone, Decision decision) {
        this.moment = moment;
        this.zone = zone;
        this.doNotMention = decision.doNotMention();
        this.mustMention = decision.mustMention();
        for (Selection s : decision.selected()) {
            selected.add(s.treatment().id());
            add(new Actual(s.treatment().id(), CandidateState.SELECTED, s.rank(), s.score(), List.of(), null));
        }
        for (CandidateResult r : decision.others()) {
            add(new Actual(r.treatment().id(), r.state(), null, r.score(), r.reasons(), r.nextAllowedAt()));
        }
    }

    /** What was said of the one message. */
    Comparison(Moment moment, @Nullable ZoneId zone, MessageDecider.Answer answer) {
        this.moment = moment;
        this.zone = zone;
        this.doNotMention = List.of();
        this.mustMention = List.of();
        CandidateState state = answer.isYes() ? CandidateState.SELECTED : CandidateState.WITHHELD;
        Named.MESSAGE
                .candidates()
                .forEach(id -> add(new Actual(id, state, null, null, answer.reasons(), answer.nextAllowedAt())));
    }

    private void add(Actual one) {
        actual.put(one.id(), one);
    }

    /** What is not as expected, each in a sentence; empty if all is. */
    List<String> failures() {
        Set<String> named = new HashSet<>();
        for (Expectation expectation : moment.expected()) {
            for (String candidate : expectation.named().candidates()) {
                named.add(candidate);
                compare(expectation, candidate);
            }
        }
        List<Named> wanted = moment.selected();
        if (wanted != null) {
            wanted.forEach(s -> named.addAll(s.candidates()));
            compareSelected(wanted);
        }
        if (moment.strict()) {
            actual.values().stream()
                    .filter(a -> a.state() != CandidateState.INELIGIBLE)
                    .filter(a -> !named.contains(a.id()))
                    .forEach(a -> failures.add(a.id() + ": not named in a strict scenario, was " + a.told()));
        }
        compareTopics("doNotMention", moment.doNotMention(), doNotMention);
        compareTopics("mustMention", moment.mustMention(), mustMention);
        return failures;
    }

    private void compare(Expectation wanted, String candidate) {
        Actual was = actual.get(candidate);
        String who = label(wanted.named(), candidate);
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
        compareOnly(who, wanted.only(), was);
        compareNext(who, wanted.next(), was);
        if (wanted.rank() != null && !wanted.rank().equals(was.rank())) {
            failures.add(who + ": expected rank " + wanted.rank() + ", was " + was.told());
        }
        if (wanted.score() != null && !wanted.score().equals(was.score())) {
            failures.add(who + ": expected score " + wanted.score() + ", was "
                    + (was.score() == null ? "never scored: " + was.told() : was.score()));
        }
    }

    private static String label(Named named, String candidate) {
        return named.label().equals(candidate) ? candidate : named.label() + " (" + candidate + ")";
    }

    private void compareReasons(String who, List<String> wanted, Actual was) {
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(was.rules());
        if (!missing.isEmpty()) {
            failures.add(who + ": expected the reason " + String.join(", ", missing) + ", was " + was.told());
        }
    }

    private void compareOnly(String who, @Nullable List<String> wanted, Actual was) {
        if (wanted != null && !Set.copyOf(wanted).equals(Set.copyOf(was.rules()))) {
            failures.add(who + ": expected "
                    + (wanted.isEmpty() ? "no reason" : "only the reason " + String.join(", ", wanted)) + ", was "
                    + was.told());
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
        return at == null
                ? "none"
                : zone == null ? at.toString() : at.atZone(zone).toString();
    }

    private void compareSelected(List<Named> wanted) {
        List<String> were = selected;
        boolean same = wanted.size() == were.size();
        for (int i = 0; same && i < were.size(); i++) {
            same = wanted.get(i).candidates().contains(were.get(i));
        }
        if (!same) {
            String others = wanted.stream()
                    .flatMap(n -> n.candidates().stream())
                    .filter(id -> !were.contains(id))
                    .map(id -> id + " was " + told(actual.get(id)))
                    .collect(Collectors.joining(", "));
            failures.add("expected selected: "
                    + shown(wanted.stream().map(Named::label).toList()) + ", was " + shown(were)
                    + (others.isEmpty() ? "" : "; " + others));
        }
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
