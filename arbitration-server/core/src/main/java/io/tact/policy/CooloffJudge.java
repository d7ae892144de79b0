package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cool-off in one decision. Of several outcomes that a message has something to do with, the one counts whose silence
 * lasts longest. An outcome in the future silences at once.
 */
final class CooloffJudge extends RowJudge {
    private final CooloffRule rule;
    private @Nullable List<CooloffTriggers.Trigger> triggers;

    CooloffJudge(CooloffRule rule, Present present) {
        super(rule.info(), present);
        this.rule = rule;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        CooloffTriggers.Trigger trigger = triggerOf(slot, line);
        if (trigger == null) {
            return null;
        }
        long next = curedAt(trigger, slot, present.now());
        if (next == present.now()) {
            return null;
        }
        String which = rule.times() == 1 ? "" : rule.times() + " contacts, the last ";
        String text =
                "after " + which + trigger.type() + " on " + present.clock().date(trigger.at());
        String window = rule.length() == null ? "INDEFINITE" : rule.length().toString();
        return because(Reason.Code.COOLOFF, text, null, null, window, next);
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        CooloffTriggers.Trigger trigger = triggerOf(slot, line);
        return trigger == null ? from : curedAt(trigger, slot, from);
    }

    /** Only a new consent ends what has no end. */
    private long curedAt(CooloffTriggers.Trigger trigger, Slot slot, long from) {
        return rule.length() == null
                ? Standing.grantedAnew(slot, present, trigger.at(), from)
                : Math.max(from, trigger.end());
    }

    /** The outcome that silences such a message, though it may be over. */
    private CooloffTriggers.@Nullable Trigger triggerOf(Slot slot, @Nullable String line) {
        if (triggers == null) {
            triggers = CooloffTriggers.find(rule, present);
        }
        for (CooloffTriggers.Trigger trigger : triggers) {
            if (shares(trigger.contact(), slot, line)) {
                return trigger;
            }
        }
        return null;
    }

    private boolean shares(Contact contact, Slot slot, @Nullable String line) {
        for (CooloffRule.Sharing what : rule.appliesTo()) {
            if (!Sharing.has(what, slot, line, contact)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void contactsChanged() {
        triggers = null;
    }
}
