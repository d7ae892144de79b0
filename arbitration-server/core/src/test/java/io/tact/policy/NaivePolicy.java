package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.model.Suppression;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Contact policy by the letter of its definition: asks every rule anew at one instant, remembers nothing, and shares no
 * code with the engine beyond the records.
 */
final class NaivePolicy {
    /** What says yes or no as one. */
    interface Speaker {
        /** The kind of reason and the name of the rule that says no at an instant; null if it agrees. */
        @Nullable String objectionAt(Instant t);
    }

    final Situation situation;
    final List<Contact> picks;
    final Slot slot;
    final @Nullable String line;
    final Map<HolidayCalendar, List<NaiveDays>> calendars;
    final List<ExemptionRule> exemptions = new ArrayList<>();
    private final List<Contact> contacts;
    private final List<Speaker> speakers = new ArrayList<>();

    NaivePolicy(
            Situation situation,
            List<PolicyRule> rules,
            List<Contact> picks,
            Slot slot,
            @Nullable String line,
            Map<HolidayCalendar, List<NaiveDays>> calendars) {
        this.situation = situation;
        this.picks = picks;
        this.slot = slot;
        this.line = line;
        this.calendars = calendars;
        this.contacts = new ArrayList<>(situation.history().contacts());
        contacts.addAll(picks);
        rules.stream().filter(ExemptionRule.class::isInstance).forEach(rule -> exemptions.add((ExemptionRule) rule));
        rules.stream()
                .filter(rule -> !isTimetable(rule) && !(rule instanceof ExemptionRule))
                .forEach(this::addRow);
        timetables(rules).forEach(this::addHours);
        addBuiltIn();
    }

    /** The contacts that are remembered, then the picks of the decision. */
    List<Contact> contacts() {
        return contacts;
    }

    /** What says no at an instant. */
    Set<String> objectionsAt(Instant t) {
        Set<String> all = new TreeSet<>();
        for (Speaker speaker : speakers) {
            String objection = speaker.objectionAt(t);
            if (objection != null) {
                all.add(objection);
            }
        }
        return all;
    }

    boolean allowsAt(Instant t) {
        return speakers.stream().allMatch(speaker -> speaker.objectionAt(t) == null);
    }

    /** Whether some hours say no at an instant. */
    boolean closedAt(Instant t) {
        return objectionsAt(t).stream().anyMatch(objection -> objection.startsWith("HOURS"));
    }

    /** The one that objects in such words now. */
    Speaker speaker(String objection) {
        return speakers.stream()
                .filter(s -> objection.equals(s.objectionAt(situation.now())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody says " + objection));
    }

    private static boolean isTimetable(PolicyRule rule) {
        return rule instanceof HoursRule hours && hours.kind() == HoursRule.Kind.ALLOW;
    }

    /** Rows of allowed hours with the same pack, jurisdiction, scope and clock speak as one. */
    private static Collection<List<HoursRule>> timetables(List<PolicyRule> rules) {
        record Common(String pack, @Nullable String jurisdiction, Scope scope, ZoneBasis zoneBasis) {}
        Map<Common, List<HoursRule>> tables = new LinkedHashMap<>();
        for (PolicyRule rule : rules) {
            if (isTimetable(rule)) {
                HoursRule row = (HoursRule) rule;
                RuleInfo info = row.info();
                tables.computeIfAbsent(
                                new Common(info.pack(), info.jurisdiction(), row.scope(), row.zoneBasis()),
                                common -> new ArrayList<>())
                        .add(row);
            }
        }
        return tables.values();
    }

    private void addRow(PolicyRule rule) {
        if (rule instanceof CapRule cap) {
            String code = cap.window() instanceof Window.Gap ? "GAP" : "CAP";
            add(code, RuleKind.CAPS, rule, cap.scope(), m -> NaiveCaps.isFull(cap, m));
        } else if (rule instanceof HoursRule hours) {
            addHours(List.of(hours));
        } else if (rule instanceof CooloffRule cooloff) {
            add("COOLOFF", RuleKind.COOLOFFS, rule, cooloff.scope(), m -> NaiveCooloffs.isSilent(cooloff, m));
        } else if (rule instanceof ExclusionRule exclusion) {
            add("EXCLUSION", RuleKind.EXCLUSIONS, rule, Scope.ANY, m -> NaiveExclusions.withholds(exclusion, m));
        } else if (rule instanceof ConsentRule consent && !NaiveStops.isConfirmation(slot)) {
            add("CONSENT", RuleKind.CONSENT, rule, consent.scope(), m -> NaiveConsents.isMissing(consent, m));
            ConsentRule.ListCheck list = consent.list();
            if (list != null) {
                add("LIST", RuleKind.LISTS, rule, consent.scope(), m -> NaiveConsents.isListed(consent, list, m));
            }
        }
    }

    /** Says no at a moment, or not. */
    private interface Test {
        boolean isNo(NaiveMoment m);
    }

    private void add(String code, RuleKind kind, PolicyRule rule, Scope scope, Test test) {
        RuleInfo info = rule.info();
        String objection = code + " " + info.table() + "#" + info.id();
        add(kind, List.of(rule), scope, m -> m.isInForce(info) && test.isNo(m) ? objection : null);
    }

    private void addHours(List<HoursRule> rows) {
        List<HoursRule> named = rows.stream()
                .sorted(Comparator.comparing(
                        r -> r.info().table() + "#" + r.info().id()))
                .toList();
        add(RuleKind.HOURS, named, named.get(0).scope(), m -> {
            HoursRule row = NaiveTimes.sayingNo(named, m);
            return row == null
                    ? null
                    : "HOURS " + row.info().table() + "#" + row.info().id();
        });
    }

    /** What is said at a moment. */
    private interface Voice {
        @Nullable String say(NaiveMoment m);
    }

    private void add(RuleKind kind, List<? extends PolicyRule> rows, Scope scope, Voice voice) {
        Set<String> known = situation.where().jurisdictions();
        if (NaiveMatch.covers(scope, slot)
                && NaiveMatch.binds(rows.get(0).info().jurisdiction(), known)) {
            speakers.add(t -> isLifted(kind, rows, t) ? null : inEveryZone(t, voice));
        }
    }

    /** Whether exemptions lift rows on the clock of every zone in which the subscriber may be. */
    private boolean isLifted(RuleKind kind, List<? extends PolicyRule> rows, Instant t) {
        return !exemptions.isEmpty()
                && situation.where().zones().stream()
                        .allMatch(zone -> NaiveExemptions.isLifted(kind, rows, new NaiveMoment(this, t, zone)));
    }

    private void addBuiltIn() {
        speakers.add(t -> inEveryZone(t, m -> NaiveTimes.isUnwanted(m) ? "HOURS preference#hours" : null));
        speakers.add(t -> inEveryZone(t, m -> NaiveStops.isUncalledFor(m) ? "CONFIRMATION confirmation#once" : null));
        for (Suppression stop : situation.subscriber().circumstances().suppressions()) {
            speakers.add(t ->
                    inEveryZone(t, m -> NaiveStops.stops(stop, m) ? "SUPPRESSION suppression#" + stop.id() : null));
        }
    }

    /** On the clock of every zone in which the subscriber may be, all must agree. */
    private @Nullable String inEveryZone(Instant t, Voice voice) {
        for (ZoneId zone : situation.where().zones()) {
            String objection = voice.say(new NaiveMoment(this, t, zone));
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }
}
