package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cool-offs, by the letter. */
final class NaiveCooloffs {
    private NaiveCooloffs() {}

    /** What a contact came to, and when. */
    private record Event(Contact contact, Instant at) {}

    static boolean isSilent(CooloffRule rule, NaiveMoment m) {
        List<Event> events = new ArrayList<>();
        for (Contact contact : m.given().contacts()) {
            if (m.isTheirs(contact) && triggers(rule, contact.slot())) {
                for (Outcome outcome : contact.outcomes()) {
                    if (rule.outcomes().contains(outcome.type())) {
                        events.add(new Event(contact, outcome.at()));
                    }
                }
            }
        }
        return events.stream()
                .filter(last -> isEnough(rule, last, events, m))
                .filter(last -> concerns(rule, last.contact(), m))
                .anyMatch(last -> lasts(rule, last.at(), m));
    }

    private static boolean triggers(CooloffRule rule, Slot slot) {
        return rule.triggerChannels().isEmpty()
                ? NaiveMatch.covers(rule.scope(), slot)
                : rule.triggerChannels().contains(slot.channel()) && NaiveMatch.coversOnAnyChannel(rule.scope(), slot);
    }

    /** Whether so many different contacts came to it, up to the last of them and not too long before it. */
    private static boolean isEnough(CooloffRule rule, Event last, List<Event> events, NaiveMoment m) {
        return events.stream()
                        .filter(e -> !e.at().isAfter(last.at()))
                        .filter(e -> m.at(last.at()).isWithin(e.at(), rule.within()))
                        .map(e -> e.contact().id())
                        .distinct()
                        .count()
                >= rule.times();
    }

    private static boolean concerns(CooloffRule rule, Contact contact, NaiveMoment m) {
        return rule.appliesTo().stream().allMatch(what -> shares(what, contact, m.slot(), m.given().line));
    }

    private static boolean shares(CooloffRule.Sharing what, Contact contact, Slot slot, @Nullable String line) {
        Slot other = contact.slot();
        return switch (what) {
            case SAME_SENDER -> NaiveMatch.maybeSame(slot.sender(), other.sender());
            case SAME_OFFER -> NaiveMatch.maybeSame(slot.offer(), other.offer());
            case SAME_CAMPAIGN -> NaiveMatch.maybeSame(slot.campaign(), other.campaign());
            case SAME_CATEGORY -> NaiveMatch.maybeSame(slot.category(), other.category());
            case SAME_SUBJECT -> NaiveMatch.maybeSame(slot.subject(), other.subject());
            case SAME_CHANNEL -> slot.channel().equals(other.channel());
            case SAME_LINE -> NaiveMatch.maybeSame(line, contact.line());
        };
    }

    /** Whether the silence after an outcome lasts: what is in the future silences already. */
    private static boolean lasts(CooloffRule rule, Instant at, NaiveMoment m) {
        Span length = rule.length();
        if (length == null) {
            return !isGrantedAnew(at, m);
        }
        return m.t().isBefore(end(rule, length, at, m));
    }

    static Instant end(CooloffRule rule, Span length, Instant at, NaiveMoment m) {
        if (rule.start() == CooloffRule.Start.INSTANT) {
            return NaiveClock.plus(at, length, m.zone());
        }
        LocalDate day = LocalDate.ofInstant(at, m.zone());
        LocalDateTime start =
                day.plusDays(rule.start() == CooloffRule.Start.NEXT_DAY ? 1 : 0).atStartOfDay();
        return NaiveClock.first(start.plus(length.period()), m.zone()).plus(length.duration());
    }

    /** Whether an ordinary consent given after an outcome is in force, and nothing stands against it. */
    private static boolean isGrantedAnew(Instant since, NaiveMoment m) {
        return NaiveConsents.isGranted(null, m)
                && NaiveConsents.speaking(m, null, null).stream()
                        .filter(Consent::granted)
                        .anyMatch(c -> c.at().isAfter(since));
    }
}
