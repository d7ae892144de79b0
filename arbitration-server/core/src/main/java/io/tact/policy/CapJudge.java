package io.tact.policy;

import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cap in one decision. What the contacts share with the message is looked at only if there are enough of them. */
final class CapJudge extends RowJudge {
    private final CapRule rule;
    private final CountedContacts contacts;
    private final int limit;
    private final boolean sameForAll;
    private @Nullable Reason known;

    /** @param uncounted the exemptions whose contacts do not count */
    CapJudge(CapRule rule, List<ExemptionRule> uncounted, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.contacts = new CountedContacts(rule, uncounted, present);
        long whole = rule.max().micros() / Fixed.ONE.micros();
        this.limit = rule.window() instanceof Window.Gap ? 1 : (int) Math.min(whole, Integer.MAX_VALUE);
        this.sameForAll = rule.mode() == CapRule.Mode.COUNT && contacts.anyShares();
    }

    @Override
    boolean agreesToAllInForce() {
        return isRoomForAny();
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (isRoomForAny()) {
            return null;
        }
        if (rule.mode() != CapRule.Mode.COUNT) {
            return excess(slot, line);
        }
        if (!sameForAll) {
            return tooMany(slot, line);
        }
        if (known == null) {
            known = tooMany(slot, line);
        }
        return known;
    }

    /** Whether there are so few contacts that any message is allowed, whatever they are. */
    private boolean isRoomForAny() {
        return !isSum() && contacts.count() < limit;
    }

    private boolean isSum() {
        return switch (rule.mode()) {
            case SUM_CONTACT_COST, SUM_INCENTIVE_COST, SUM_VALUE -> true;
            case COUNT, DISTINCT_CHANNELS, DISTINCT_OFFERS -> false;
        };
    }

    private @Nullable Reason tooMany(Slot slot, @Nullable String line) {
        int used = contacts.count(slot, line);
        if (used < limit) {
            return null;
        }
        Reason.Code code = rule.window() instanceof Window.Gap ? Reason.Code.GAP : Reason.Code.CAP;
        long next = curedAt(slot, line, present.now());
        return because(code, null, (long) used, (long) limit, rule.window().toString(), next);
    }

    private @Nullable Reason excess(Slot slot, @Nullable String line) {
        CapUsage usage = CapUsage.of(rule, slot);
        contacts.sharing(slot, line).forEach(leaving -> usage.add(leaving.contact()));
        if (usage.isWithinMax()) {
            return null;
        }
        return because(
                Reason.Code.CAP,
                usage.text(),
                usage.used(),
                CapUsage.rounded(rule.max().micros()),
                rule.window().toString(),
                curedAt(slot, line, present.now()));
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (isRoomForAny()) {
            return from;
        }
        if (rule.mode() != CapRule.Mode.COUNT) {
            return firstWithinMax(slot, line, from);
        }
        if (limit == 0) {
            return NEVER;
        }
        long[] leaving = contacts.leaving(slot, line);
        return leaving.length < limit ? from : Math.max(from, leaving[leaving.length - limit]);
    }

    /** Adds the contacts up from the last to leave: the earliest time at which those still there leave room is the answer. */
    private long firstWithinMax(Slot slot, @Nullable String line, long from) {
        List<CountedContacts.Leaving> leaving = contacts.sharing(slot, line);
        CapUsage usage = CapUsage.of(rule, slot);
        long first = NEVER;
        long until = NEVER;
        for (int i = leaving.size(); i >= 0; i--) {
            long since = i == 0 ? from : Math.max(from, leaving.get(i - 1).end());
            if (since < until && usage.isWithinMax()) {
                first = since;
            }
            if (i > 0) {
                until = leaving.get(i - 1).end();
                usage.add(leaving.get(i - 1).contact());
            }
        }
        return first;
    }

    @Override
    public @Nullable CapAllowance allowance(Slot slot, @Nullable String line) {
        if (!isInForce()) {
            return null;
        }
        List<CountedContacts.Leaving> leaving = contacts.sharing(slot, line);
        Fixed[] used = new Fixed[leaving.size() + 1];
        used[leaving.size()] = Fixed.ZERO;
        CapUsage usage = rule.mode() == CapRule.Mode.COUNT ? null : CapUsage.of(rule, slot);
        for (int i = leaving.size() - 1; i >= 0; i--) {
            if (usage != null) {
                usage.add(leaving.get(i).contact());
            }
            used[i] = usage == null ? Fixed.of(leaving.size() - i) : usage.usedExactly();
        }
        Fixed max = rule.mode() == CapRule.Mode.COUNT ? Fixed.of(limit) : rule.max();
        return allowance(used[0], max, rule.window().toString(), frees(leaving, used, max));
    }

    /**
     * When more is left than now.
     *
     * @param used what those come to that are still there when so many have left
     */
    private static long frees(List<CountedContacts.Leaving> leaving, Fixed[] used, Fixed max) {
        for (int i = 0; i < leaving.size(); i++) {
            boolean less = used[i + 1].compareTo(used[0]) < 0;
            if (less && used[i + 1].compareTo(max) < 0) {
                return leaving.get(i).end();
            }
        }
        return NEVER;
    }

    @Override
    public void contactsChanged() {
        contacts.forget();
        known = null;
    }
}
