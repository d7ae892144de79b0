package io.tact.policy;

import io.tact.model.Channel;
import io.tact.model.OutcomeType;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Silence after what subscribers answered.
 *
 * @param info the row
 * @param scope which messages are withheld; all but its channels also says whose outcomes trigger it
 * @param triggerChannels channels whose outcomes trigger it; empty for those of the scope
 * @param outcomes what triggers it
 * @param times how many such contacts it takes, 1 or more; several outcomes of one contact are one
 * @param within in which time they must lie, the last of them included; null for any
 * @param appliesTo what a message must share with the last of them; empty for nothing
 * @param length how long; null for ever, until an ordinary consent is given after it
 * @param start from when the length counts
 */
public record CooloffRule(
        RuleInfo info,
        Scope scope,
        Set<Channel> triggerChannels,
        Set<OutcomeType> outcomes,
        int times,
        @Nullable Span within,
        Set<Sharing> appliesTo,
        @Nullable Span length,
        Start start)
        implements PolicyRule {
    public CooloffRule {
        triggerChannels = Set.copyOf(triggerChannels);
        outcomes = Set.copyOf(outcomes);
        appliesTo = Set.copyOf(appliesTo);
        if (times < 1) {
            throw new IllegalArgumentException("times (" + times + ") of " + info.name() + " must be 1 or more");
        }
    }

    /** Whether the outcome of a contact of that slot may trigger it. */
    boolean isTriggeredBy(Slot slot) {
        return triggerChannels.isEmpty()
                ? scope.covers(slot)
                : triggerChannels.contains(slot.channel()) && scope.coversOnAnyChannel(slot);
    }

    /** What a message may have to share with the contact that triggered the rule. */
    public enum Sharing {
        SAME_SENDER,
        SAME_OFFER,
        SAME_CAMPAIGN,
        SAME_CATEGORY,
        SAME_SUBJECT,
        SAME_CHANNEL,
        SAME_LINE
    }

    /** From when the length counts. */
    public enum Start {
        /** From the instant of the outcome. */
        INSTANT,
        /** From the local day after it: sixty days after a refusal on day D end with day D+60. */
        NEXT_DAY,
        /** From the local day of it, which is day one: seven days after a conversation on day D end with day D+6. */
        EVENT_DAY
    }
}
