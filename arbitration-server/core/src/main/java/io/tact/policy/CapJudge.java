package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cap in one decision. Which contacts lie in its scope and window does not depend on the message, so they are found
 * once; what they must share with the message is looked at only if there are enough of them.
 */
final class CapJudge extends RowJudge {
    private final CapRule rule;
    private final List<ExemptionRule> uncounted;
    private final WindowEnds window;
    private final int limit;
    private final boolean sameForAll;
    private int[] counted = new int[0];
    private long[] ends = new long[0];
    private int count = -1;
    private @Nullable Reason known;

    CapJudge(CapRule rule, List<ExemptionRule> uncounted, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.uncounted = uncounted;
        LocalClock clock = present.clock(rule.zoneBasis().zone(present.clock().zone()));
        this.window = new WindowEnds(rule.window(), clock, present.now());
        this.limit = rule.window() instanceof Window.Gap ? 1 : (int) (rule.max().micros() / 1_000_000);
        this.sameForAll = rule.keys().isEmpty() && rule.level() != CapRule.Level.LINE;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (count() < limit) {
            return null;
        }
        if (!sameForAll) {
            return objection(slot, line, shared(slot, line));
        }
        if (known == null) {
            known = objection(slot, line, count);
        }
        return known;
    }

    private @Nullable Reason objection(Slot slot, @Nullable String line, int used) {
        if (used < limit) {
            return null;
        }
        boolean gap = rule.window() instanceof Window.Gap;
        return because(
                gap ? Reason.Code.GAP : Reason.Code.CAP,
                null,
                (long) used,
                (long) limit,
                rule.window().toString(),
                curedAt(slot, line, present.now()));
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (count() < limit) {
            return from;
        }
        if (limit == 0) {
            return NEVER;
        }
        long[] leaving = new long[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (sameForAll || shares(present.contact(counted[i]), slot, line)) {
                leaving[n++] = end(i);
            }
        }
        if (n < limit) {
            return from;
        }
        Arrays.sort(leaving, 0, n);
        return Math.max(from, leaving[n - limit]);
    }

    @Override
    public void contactsChanged() {
        count = -1;
        known = null;
    }

    /** How many contacts of the level lie in the scope and the window now. */
    private int count() {
        if (count < 0) {
            int n = 0;
            int[] found = new int[present.contactCount()];
            for (int i = 0; i < found.length; i++) {
                if (window.holdsNow(present.time(i)) && counts(present.contact(i))) {
                    found[n++] = i;
                }
            }
            counted = found;
            ends = new long[n];
            count = n;
        }
        return count;
    }

    /** When a counted contact leaves the window, worked out once: it lies after now, so 0 stands for unknown. */
    private long end(int index) {
        if (ends[index] == 0) {
            ends[index] = window.end(present.time(counted[index]));
        }
        return ends[index];
    }

    private boolean counts(Contact contact) {
        boolean ofLevel = rule.level() != CapRule.Level.SUBSCRIBER || isSubscribers(contact);
        return ofLevel && contact.countsAs(rule.counts()) && rule.scope().covers(contact.slot());
    }

    private boolean isSubscribers(Contact contact) {
        return contact.subscriber().equals(present.subscriber().id());
    }

    private int shared(Slot slot, @Nullable String line) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (shares(present.contact(counted[i]), slot, line)) {
                n++;
            }
        }
        return n;
    }

    /** Whether a contact has in common with the message what line and key ask for. */
    private boolean shares(Contact contact, Slot slot, @Nullable String line) {
        if (rule.level() == CapRule.Level.LINE && !sameLine(contact, line)) {
            return false;
        }
        for (CapRule.Key key : rule.keys()) {
            if (!shares(key, contact.slot(), slot)) {
                return false;
            }
        }
        return true;
    }

    private static boolean shares(CapRule.Key key, Slot other, Slot slot) {
        return switch (key) {
            case PER_SENDER -> maybeSame(slot.sender(), other.sender());
            case PER_CAMPAIGN -> maybeSame(slot.campaign(), other.campaign());
            case PER_OFFER -> maybeSame(slot.offer(), other.offer());
            case PER_CATEGORY -> maybeSame(slot.category(), other.category());
            case PER_SUBJECT -> maybeSame(slot.subject(), other.subject());
        };
    }

    /** Where either end is unknown, any contact of the subscriber may have gone to the same place. */
    private boolean sameLine(Contact contact, @Nullable String line) {
        return line == null || contact.line() == null ? isSubscribers(contact) : line.equals(contact.line());
    }

    /** What does not say its value may have any: a cap must hold all the same. */
    private static boolean maybeSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null || Objects.equals(one, other);
    }
}
