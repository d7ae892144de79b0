package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Span;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the outcomes that begin a silence. Pure. */
final class CooloffTriggers {
    private static final Comparator<Trigger> LONGEST_FIRST = Comparator.comparingLong(Trigger::end)
            .thenComparingLong(Trigger::at)
            .reversed();

    private CooloffTriggers() {}

    /**
     * An outcome that begins a silence.
     *
     * @param contact whose outcome it is
     * @param type what happened
     * @param at when it happened, in epoch milliseconds
     * @param end the first instant after the silence; {@link Judge#NEVER} if it has no end
     */
    record Trigger(Contact contact, OutcomeType type, long at, long end) {}

    /** All of the subscriber's, the one whose silence lasts longest first, and of several without end the latest. */
    static List<Trigger> find(CooloffRule rule, Present present) {
        List<Trigger> outcomes = new ArrayList<>(0);
        for (int i = 0; i < present.contactCount(); i++) {
            Contact contact = present.contact(i);
            if (!contact.outcomes().isEmpty() && present.isSubscribers(contact) && rule.isTriggeredBy(contact.slot())) {
                add(contact, rule, present.clock(), outcomes);
            }
        }
        if (rule.times() > 1) {
            List<Trigger> all = List.copyOf(outcomes);
            outcomes.removeIf(last -> !isEnough(rule, last, all, present.clock()));
        }
        outcomes.sort(LONGEST_FIRST);
        return outcomes;
    }

    private static void add(Contact contact, CooloffRule rule, LocalClock clock, List<Trigger> outcomes) {
        for (Outcome outcome : contact.outcomes()) {
            if (rule.outcomes().contains(outcome.type())) {
                long at = LocalClock.millis(outcome.at());
                outcomes.add(new Trigger(contact, outcome.type(), at, end(rule, at, clock)));
            }
        }
    }

    private static long end(CooloffRule rule, long at, LocalClock clock) {
        Span length = rule.length();
        if (length == null) {
            return Judge.NEVER;
        }
        if (rule.start() == CooloffRule.Start.INSTANT) {
            return WindowEnds.after(at, length, clock);
        }
        try {
            LocalDate first = clock.date(at).plusDays(rule.start() == CooloffRule.Start.NEXT_DAY ? 1 : 0);
            long start = clock.startOf(first.plus(length.period()));
            return Math.addExact(start, length.duration().toMillis());
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Judge.NEVER;
        }
    }

    /** Whether as many contacts as the row asks for came to such an outcome up to {@code last}, and not too long before. */
    private static boolean isEnough(CooloffRule rule, Trigger last, List<Trigger> all, LocalClock clock) {
        Set<String> contacts = new HashSet<>();
        for (Trigger other : all) {
            boolean recent = rule.within() == null || last.at() < WindowEnds.after(other.at(), rule.within(), clock);
            if (other.at() <= last.at() && recent) {
                contacts.add(other.contact().id());
            }
        }
        return contacts.size() >= rule.times();
    }
}
