package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that a cap counts in one decision: those of its level that lie in its scope and its window. They do not
 * depend on the message, so they are found once; what they must share with it is looked at when asked. Belongs to one
 * thread.
 */
final class CountedContacts {
    private final CapRule rule;
    private final List<ExemptionRule> uncounted;
    private final Present present;
    private final WindowEnds window;
    private final boolean anyShares;
    private int[] counted = new int[0];
    private long[] ends = new long[0];
    private int count = -1;

    /** @param uncounted the exemptions whose contacts do not count */
    CountedContacts(CapRule rule, List<ExemptionRule> uncounted, Present present) {
        this.rule = rule;
        this.uncounted = uncounted;
        this.present = present;
        LocalClock clock = present.clock(rule.zoneBasis().zone(present.clock().zone()));
        this.window = new WindowEnds(rule.window(), clock, present.now());
        this.anyShares = rule.keys().isEmpty() && rule.level() != CapRule.Level.LINE;
    }

    /** Whether every one of them has in common with every message what the cap asks for. */
    boolean anyShares() {
        return anyShares;
    }

    /** How many there are now, whatever they share. */
    int count() {
        if (count < 0) {
            int n = 0;
            int[] found = new int[present.contactCount()];
            for (int i = 0; i < found.length; i++) {
                if (window.holdsNow(present.time(i)) && counts(i)) {
                    found[n++] = i;
                }
            }
            counted = found;
            ends = new long[n];
            count = n;
        }
        return count;
    }

    /** How many share with a message what the cap asks for. */
    int count(Slot slot, @Nullable String line) {
        if (anyShares) {
            return count();
        }
        int n = 0;
        for (int i = 0; i < count(); i++) {
            if (shares(i, slot, line)) {
                n++;
            }
        }
        return n;
    }

    /** When those that share leave the window, the first to leave first. */
    long[] leaving(Slot slot, @Nullable String line) {
        long[] leaving = new long[count()];
        int n = 0;
        for (int i = 0; i < leaving.length; i++) {
            if (shares(i, slot, line)) {
                leaving[n++] = end(i);
            }
        }
        long[] sorted = n == leaving.length ? leaving : Arrays.copyOf(leaving, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** A contact, and when it leaves the window. */
    record Leaving(Contact contact, long end) {}

    /** Those that share, the first to leave the window first. */
    List<Leaving> sharing(Slot slot, @Nullable String line) {
        List<Leaving> all = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            if (shares(i, slot, line)) {
                all.add(new Leaving(present.contact(counted[i]), end(i)));
            }
        }
        all.sort(Comparator.comparingLong(Leaving::end));
        return all;
    }

    /** Drops what was found: there is one more contact. */
    void forget() {
        count = -1;
    }

    /** When a contact leaves the window, worked out once: it lies after now, so 0 stands for unknown. */
    private long end(int index) {
        if (ends[index] == 0) {
            ends[index] = window.end(present.time(counted[index]));
        }
        return ends[index];
    }

    private boolean counts(int index) {
        Contact contact = present.contact(index);
        boolean ofLevel = rule.level() != CapRule.Level.SUBSCRIBER || present.isSubscribers(contact);
        return ofLevel
                && contact.countsAs(rule.counts())
                && rule.scope().covers(contact.slot())
                && (uncounted.isEmpty() || !isUncounted(contact, present.time(index)));
    }

    /** Whether an exemption held for a contact when it took place; what binds others to senders is not known. */
    private boolean isUncounted(Contact contact, long at) {
        for (ExemptionRule exemption : uncounted) {
            boolean known = exemption.relations().isEmpty() || present.isSubscribers(contact);
            if (known && Exemptions.holds(exemption, rule.info(), contact.slot(), at, present)) {
                return true;
            }
        }
        return false;
    }

    private boolean shares(int index, Slot slot, @Nullable String line) {
        if (anyShares) {
            return true;
        }
        Contact contact = present.contact(counted[index]);
        if (rule.level() == CapRule.Level.LINE && !sameLine(contact, line)) {
            return false;
        }
        for (CapRule.Key key : rule.keys()) {
            if (!Sharing.has(key, slot, contact.slot())) {
                return false;
            }
        }
        return true;
    }

    /** Where either end is unknown, any contact of the subscriber may have gone to the same place. */
    private boolean sameLine(Contact contact, @Nullable String line) {
        return line == null || contact.line() == null ? present.isSubscribers(contact) : line.equals(contact.line());
    }
}
