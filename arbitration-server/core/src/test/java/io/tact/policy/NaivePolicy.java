package io.tact.policy;

import io.tact.model.Condition;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contact policy by the letter of its definition: asks every rule anew at one instant, remembers nothing, and shares no
 * code with the engine beyond the records.
 */
record NaivePolicy(List<PolicyRule> rules, Situation situation, List<Contact> picks, Slot slot, @Nullable String line) {

    /** The names of the rules that say no at an instant; one name for a timetable. */
    Set<String> objectionsAt(Instant t) {
        Set<String> names = new TreeSet<>();
        List<HoursRule> allowed = new ArrayList<>();
        for (PolicyRule rule : rules) {
            if (!binds(rule) || !inForce(rule, t)) {
                continue;
            }
            if (rule instanceof HoursRule hours && hours.kind() == HoursRule.Kind.ALLOW) {
                if (hours.scope().covers(slot)) {
                    allowed.add(hours);
                }
            } else if (objects(rule, t)) {
                names.add(rule.info().name());
            }
        }
        for (HoursRule row : allowed) {
            List<HoursRule> timetable = allowed.stream()
                    .filter(r -> sameTimetable(r, row))
                    .sorted(Comparator.comparing(r -> r.info().name()))
                    .toList();
            if (timetable.stream().noneMatch(r -> within(r, t))) {
                LocalDate day = LocalDate.ofInstant(t, zone(row.zoneBasis()));
                HoursRule named = timetable.stream()
                        .filter(r -> opensOn(r, day))
                        .findFirst()
                        .orElse(timetable.get(0));
                names.add(named.info().name());
            }
        }
        return names;
    }

    /** The rows that speak as one with the row of that name. */
    List<PolicyRule> unitOf(String name) {
        PolicyRule row = rules.stream()
                .filter(r -> r.info().name().equals(name))
                .findFirst()
                .orElseThrow();
        if (row instanceof HoursRule hours && hours.kind() == HoursRule.Kind.ALLOW) {
            return rules.stream()
                    .filter(r ->
                            r instanceof HoursRule h && h.kind() == HoursRule.Kind.ALLOW && sameTimetable(h, hours))
                    .toList();
        }
        return List.of(row);
    }

    NaivePolicy only(List<PolicyRule> some) {
        return new NaivePolicy(some, situation, picks, slot, line);
    }

    private static boolean sameTimetable(HoursRule a, HoursRule b) {
        return a.info().pack().equals(b.info().pack())
                && Objects.equals(a.info().jurisdiction(), b.info().jurisdiction())
                && a.scope().equals(b.scope())
                && a.zoneBasis().equals(b.zoneBasis());
    }

    private boolean binds(PolicyRule rule) {
        String where = rule.info().jurisdiction();
        String theirs = situation.subscriber().jurisdiction();
        return where == null
                || theirs == null
                || theirs.equals(where)
                || theirs.startsWith(where + "-")
                || where.startsWith(theirs + "-");
    }

    private boolean inForce(PolicyRule rule, Instant t) {
        LocalDate day = LocalDate.ofInstant(t, situation.where().zone());
        LocalDate from = rule.info().effectiveFrom();
        LocalDate to = rule.info().effectiveTo();
        return (from == null || day.compareTo(from) >= 0) && (to == null || day.compareTo(to) <= 0);
    }

    private ZoneId zone(ZoneBasis basis) {
        return basis.fixed() == null ? situation.where().zone() : basis.fixed();
    }

    private boolean objects(PolicyRule rule, Instant t) {
        if (rule instanceof CapRule cap) {
            return cap.scope().covers(slot) && capObjects(cap, t);
        }
        if (rule instanceof HoursRule quiet) {
            return quiet.scope().covers(slot) && within(quiet, t);
        }
        if (rule instanceof ConsentRule consent) {
            return consent.scope().covers(slot) && consentObjects(consent, t);
        }
        ExclusionRule exclusion = (ExclusionRule) rule;
        boolean anyDirection = exclusion.directions().isEmpty();
        if (!anyDirection && exclusion.directions().stream().noneMatch(d -> d == slot.direction())) {
            return false;
        }
        for (Condition condition : exclusion.when()) {
            if (!condition.holds(situation.attributes(), t, situation.where().zone())) {
                return false;
            }
        }
        return excludes(exclusion, t);
    }

    private Stream<Contact> contacts() {
        return Stream.concat(situation.history().contacts().stream(), picks.stream());
    }

    private boolean capObjects(CapRule cap, Instant t) {
        ZoneId zone = zone(cap.zoneBasis());
        long used = contacts()
                .filter(c -> c.countsAs(cap.counts()))
                .filter(c -> cap.scope().covers(c.slot()))
                .filter(c -> ofLevel(cap, c))
                .filter(c -> ofKey(cap, c))
                .filter(c -> inWindow(cap.window(), c.at(), t, zone))
                .count();
        return used * 1_000_000
                >= (cap.window() instanceof Window.Gap ? 1_000_000 : cap.max().micros());
    }

    private boolean ofLevel(CapRule cap, Contact c) {
        boolean own = c.subscriber().equals(situation.subscriber().id());
        return switch (cap.level()) {
            case ACCOUNT -> true;
            case SUBSCRIBER -> own;
            case LINE -> line != null && c.line() != null ? line.equals(c.line()) : own;
        };
    }

    private boolean ofKey(CapRule cap, Contact c) {
        return cap.keys().stream().allMatch(key -> shares(key, c));
    }

    private boolean shares(CapRule.Key key, Contact c) {
        return switch (key) {
            case PER_SENDER -> same(slot.sender(), c.slot().sender());
            case PER_CAMPAIGN -> same(slot.campaign(), c.slot().campaign());
            case PER_OFFER -> same(slot.offer(), c.slot().offer());
            case PER_CATEGORY -> same(slot.category(), c.slot().category());
            case PER_SUBJECT -> same(slot.subject(), c.slot().subject());
        };
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a == null || b == null || a.equals(b);
    }

    private static boolean inWindow(Window window, Instant at, Instant t, ZoneId zone) {
        if (window instanceof Window.Calendar calendar) {
            LocalDate theirs = LocalDate.ofInstant(at, zone);
            LocalDate ours = LocalDate.ofInstant(t, zone);
            return !first(calendar.unit(), theirs).isBefore(first(calendar.unit(), ours));
        }
        Span length = window instanceof Window.Rolling r ? r.length() : ((Window.Gap) window).length();
        return t.isBefore(plus(at, length, zone));
    }

    private static LocalDate first(Window.Unit unit, LocalDate day) {
        LocalDate first = day;
        while ((unit == Window.Unit.WEEK && first.getDayOfWeek() != DayOfWeek.MONDAY)
                || (unit == Window.Unit.MONTH && first.getDayOfMonth() != 1)) {
            first = first.minusDays(1);
        }
        return first;
    }

    static Instant plus(Instant at, Span length, ZoneId zone) {
        LocalDateTime shown = LocalDateTime.ofInstant(at, zone);
        LocalDateTime wanted = shown.plus(length.period());
        Instant day = length.period().isZero()
                ? at
                : wanted.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        if (!length.period().isZero()) {
            // Where the wanted time shows twice, the one with the contact's own offset.
            Instant later = wanted.atZone(zone).withLaterOffsetAtOverlap().toInstant();
            boolean laterHasIt =
                    zone.getRules().getOffset(later).equals(zone.getRules().getOffset(at));
            day = laterHasIt ? later : day;
        }
        return day.plus(length.duration());
    }

    private boolean opensOn(HoursRule row, LocalDate day) {
        return row.days().weekdays().contains(day.getDayOfWeek());
    }

    private boolean within(HoursRule row, Instant t) {
        LocalDateTime shown = LocalDateTime.ofInstant(t, zone(row.zoneBasis()));
        if (row.kind() == HoursRule.Kind.QUIET) {
            int minute = shown.getHour() * 60 + shown.getMinute();
            return opensOn(row, shown.toLocalDate())
                    && row.intervals().stream()
                            .anyMatch(i -> i.close() > i.open()
                                    ? minute >= i.open() && minute < i.close()
                                    : minute >= i.open() || minute < i.close());
        }
        for (LocalDate day : List.of(shown.toLocalDate(), shown.toLocalDate().minusDays(1))) {
            for (HoursRule.Interval i : row.intervals()) {
                LocalDateTime open = day.atStartOfDay().plusMinutes(i.open());
                LocalDateTime close = day.atStartOfDay().plusMinutes(i.close()).plusDays(i.close() <= i.open() ? 1 : 0);
                if (opensOn(row, day) && !shown.isBefore(open) && shown.isBefore(close)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean consentObjects(ConsentRule rule, Instant t) {
        List<Consent> speaking = situation.subscriber().consents().stream()
                .filter(c -> c.covers(slot))
                .filter(c -> !c.granted() || grantHolds(c, rule, t))
                .filter(c -> !c.granted() || refusals().noneMatch(r -> r.at().compareTo(c.at()) > 0))
                .toList();
        if (speaking.isEmpty()) {
            return rule.model() == ConsentRule.Model.OPT_IN;
        }
        long most = speaking.stream().mapToLong(NaivePolicy::dimensions).max().orElseThrow();
        List<Consent> specific =
                speaking.stream().filter(c -> dimensions(c) == most).toList();
        Instant latest = specific.stream()
                .map(Consent::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return specific.stream().anyMatch(c -> c.at().equals(latest) && !c.granted());
    }

    private Stream<Consent> refusals() {
        return situation.subscriber().consents().stream().filter(c -> !c.granted() && c.covers(slot));
    }

    private boolean grantHolds(Consent grant, ConsentRule rule, Instant t) {
        return !t.isBefore(grant.at())
                && (grant.expiresAt() == null || t.isBefore(grant.expiresAt()))
                && (rule.validFor() == null
                        || t.isBefore(plus(
                                grant.at(), rule.validFor(), situation.where().zone())));
    }

    private static long dimensions(Consent c) {
        return Stream.of(c.channel(), c.purpose(), c.category(), c.sender())
                .filter(Objects::nonNull)
                .count();
    }

    private boolean excludes(ExclusionRule rule, Instant t) {
        if (rule instanceof ExclusionRule.Withholds withholds) {
            return withholds.what().covers(slot, null);
        }
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            boolean aThenB = pair.a().covers(slot, null)
                    && others(pair.within(), t).anyMatch(c -> pair.b().covers(c.slot(), c.treatment()));
            return aThenB
                    || (pair.b().covers(slot, null)
                            && others(pair.within(), t).anyMatch(c -> pair.a().covers(c.slot(), c.treatment())));
        }
        ExclusionRule.OnePer one = (ExclusionRule.OnePer) rule;
        String value = Selector.valueOf(one.dimension(), slot, null);
        return value != null
                && (one.only() == null || one.only().equals(value))
                && others(one.within(), t)
                        .anyMatch(c -> value.equals(Selector.valueOf(one.dimension(), c.slot(), c.treatment())));
    }

    /** The contacts a message may collide with at an instant: the picks of the decision, and what is recent enough. */
    private Stream<Contact> others(@Nullable Span within, Instant t) {
        Stream<Contact> picked = picks.stream().filter(c -> t.equals(situation.now()) || recently(c, within, t, true));
        Stream<Contact> recent = situation.history().contacts().stream().filter(c -> recently(c, within, t, false));
        return Stream.concat(picked, recent)
                .filter(c -> c.stored() != ContactState.RELEASED)
                .filter(c -> c.subscriber().equals(situation.subscriber().id()));
    }

    private boolean recently(Contact contact, @Nullable Span within, Instant t, boolean unlessSaid) {
        return within == null
                ? unlessSaid
                : t.isBefore(plus(contact.at(), within, situation.where().zone()));
    }
}
