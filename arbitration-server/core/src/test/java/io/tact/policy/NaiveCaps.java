package io.tact.policy;

import io.tact.model.Amounts;
import io.tact.model.Contact;
import io.tact.model.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Caps, by the letter. */
final class NaiveCaps {
    private NaiveCaps() {}

    static boolean isFull(CapRule cap, NaiveMoment m) {
        List<Contact> counted = m.given().contacts().stream()
                .filter(c -> counts(cap, c, m))
                .filter(c -> NaiveClock.isIn(cap.window(), c.at(), m.t(), m.zone(cap.zoneBasis())))
                .filter(c -> !isExempt(cap, c, m))
                .toList();
        if (cap.window() instanceof Window.Gap) {
            return !counted.isEmpty();
        }
        long used = used(cap.mode(), m.slot(), counted);
        return used > cap.max().micros();
    }

    /** What the counted contacts and the message come to, times a million. */
    private static long used(CapRule.Mode mode, Slot slot, List<Contact> counted) {
        if (mode == CapRule.Mode.COUNT) {
            return (counted.size() + 1) * 1_000_000L;
        }
        if (mode == CapRule.Mode.DISTINCT_CHANNELS || mode == CapRule.Mode.DISTINCT_OFFERS) {
            Set<String> known = new HashSet<>();
            long unknown = addValue(mode, slot, known);
            for (Contact contact : counted) {
                unknown += addValue(mode, contact.slot(), known);
            }
            return (known.size() + unknown) * 1_000_000L;
        }
        return amount(mode, slot)
                + counted.stream().mapToLong(c -> amount(mode, c.slot())).sum();
    }

    /** Adds a value to the known ones; an offer that is not known may be any other, so it is one more. */
    private static int addValue(CapRule.Mode mode, Slot slot, Set<String> known) {
        String value = mode == CapRule.Mode.DISTINCT_CHANNELS ? slot.channel().name() : slot.offer();
        if (value == null) {
            return 1;
        }
        known.add(value);
        return 0;
    }

    private static long amount(CapRule.Mode mode, Slot slot) {
        Amounts amounts = slot.amounts();
        if (amounts == null) {
            return 0;
        }
        return switch (mode) {
            case SUM_CONTACT_COST -> amounts.contactCost().micros();
            case SUM_INCENTIVE_COST -> amounts.incentiveCost().micros();
            case SUM_VALUE -> amounts.value().micros();
            case COUNT, DISTINCT_CHANNELS, DISTINCT_OFFERS -> throw new IllegalStateException(
                    mode + " adds nothing up");
        };
    }

    private static boolean counts(CapRule cap, Contact c, NaiveMoment m) {
        return NaiveMatch.counts(c, cap.counts())
                && NaiveMatch.covers(cap.scope(), c.slot())
                && isOfLevel(cap, c, m)
                && cap.keys().stream().allMatch(key -> shares(key, m.slot(), c.slot()));
    }

    private static boolean isOfLevel(CapRule cap, Contact c, NaiveMoment m) {
        @Nullable String line = m.given().line;
        return switch (cap.level()) {
            case ACCOUNT -> true;
            case SUBSCRIBER -> m.isTheirs(c);
            case LINE -> line != null && c.line() != null ? line.equals(c.line()) : m.isTheirs(c);
        };
    }

    private static boolean shares(CapRule.Key key, Slot slot, Slot other) {
        return switch (key) {
            case PER_SENDER -> NaiveMatch.maybeSame(slot.sender(), other.sender());
            case PER_CAMPAIGN -> NaiveMatch.maybeSame(slot.campaign(), other.campaign());
            case PER_OFFER -> NaiveMatch.maybeSame(slot.offer(), other.offer());
            case PER_CATEGORY -> NaiveMatch.maybeSame(slot.category(), other.category());
            case PER_SUBJECT -> NaiveMatch.maybeSame(slot.subject(), other.subject());
        };
    }

    /** Whether a contact does not count, for an exemption that held for it then; only of the subscriber is that known. */
    private static boolean isExempt(CapRule cap, Contact c, NaiveMoment m) {
        for (ExemptionRule exemption : m.given().exemptions) {
            boolean known = exemption.relations().isEmpty() || m.isTheirs(c);
            if (!exemption.countsTowardCaps()
                    && exemption.info().pack().equals(cap.info().pack())
                    && known
                    && NaiveExemptions.holds(exemption, cap.info(), c.slot(), m.at(c.at()))) {
                return true;
            }
        }
        return false;
    }
}
