package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The do-not-call list of a row of consent in one decision. Who may be on it is not contacted: neither while it was never
 * loaded, nor once it is too old. Time does not cure that, a list does.
 */
final class ListJudge extends RowJudge {
    private final ConsentRule rule;
    private final ConsentRule.ListCheck check;
    private final DoNotCallLists.@Nullable Listing listing;
    private final long stale;

    ListJudge(ConsentRule rule, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.check = Objects.requireNonNull(rule.list());
        this.listing = present.registers().lists().find(check.name());
        this.stale = listing == null || check.maxAge() == null ? NEVER : stale(listing, check.maxAge(), present);
    }

    /** The first instant at which a list is older than it may be. */
    private static long stale(DoNotCallLists.Listing listing, Span maxAge, Present present) {
        long oldest = WindowEnds.after(LocalClock.millis(listing.asOf()), maxAge, present.clock());
        return oldest == NEVER ? NEVER : oldest + 1;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (agrees(slot, line, present.now())) {
            return null;
        }
        return because(Reason.Code.LIST, why(), null, null, null, curedAt(slot, line, present.now()));
    }

    private String why() {
        if (listing == null) {
            return "the list " + check.name() + " is not loaded";
        }
        String which = "the list " + check.name() + " of " + present.clock().date(LocalClock.millis(listing.asOf()));
        return stale <= present.now() ? which + " is older than " + check.maxAge() : "on " + which;
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (agrees(slot, line, from)) {
            return from;
        }
        long next = NEVER;
        for (Consent consent : present.subscriber().consents()) {
            long at = LocalClock.millis(consent.at());
            next = consent.granted() && at > from && at < next && agrees(slot, line, at) ? at : next;
        }
        return next;
    }

    private boolean agrees(Slot slot, @Nullable String line, long instant) {
        boolean clear = listing != null && instant < stale && !isListed(listing, slot, line);
        return clear || (check.liftedByConsent() && isGranted(slot, instant));
    }

    private boolean isListed(DoNotCallLists.Listing list, Slot slot, @Nullable String line) {
        String address = line == null ? present.subscriber().destination(slot.channel()) : line;
        return address != null && list.contains(address);
    }

    private boolean isGranted(Slot slot, long instant) {
        Consent standing = Standing.at(slot, present, instant, rule.special(), rule.validFor());
        return standing != null && standing.granted();
    }
}
