package io.tact.rules.packs;

import io.tact.model.OutcomeType;
import io.tact.policy.CooloffRule;
import java.util.List;
import java.util.Locale;

/** Rows of cool-offs, in words. */
final class CooloffWords {
    private CooloffWords() {}

    static String of(CooloffRule row) {
        String subject = Words.capital(Words.messages(row.scope())) + shared(row);
        return row.length() == null
                ? subject + ": none after " + trigger(row) + ", until the person consents anew."
                : subject + ": none for " + Words.span(row.length()) + " after " + trigger(row) + start(row) + ".";
    }

    private static String trigger(CooloffRule row) {
        String outcomes =
                Words.or(Words.sorted(row.outcomes()).map(CooloffWords::outcome).toList());
        boolean own = row.triggerChannels().isEmpty()
                || row.triggerChannels().equals(row.scope().channels());
        String where = own ? "" : " on " + Words.channels(row.triggerChannels());
        String within = row.within() == null ? "" : " within " + Words.span(row.within());
        return row.times() == 1
                ? outcomes + where
                : row.times() + " contacts" + where + within + " that each ended with " + outcomes;
    }

    static String outcome(OutcomeType outcome) {
        return switch (outcome) {
            case SENT -> "a sent message";
            case DELIVERED -> "a delivered message";
            case FAILED -> "a failure";
            case READ -> "a read message";
            case CLICKED -> "a click";
            case NO_ANSWER -> "no answer";
            case BUSY -> "a busy line";
            case VOICEMAIL -> "a voicemail";
            case CONVERSATION -> "a conversation";
            case ACCEPTED -> "an acceptance";
            case REFUSED -> "a refusal";
            case LATER -> "a wish to be contacted later";
            case OPTED_OUT -> "an opt-out";
            case COMPLAINED -> "a complaint";
            case OBJECTED -> "an objection to further contact";
            case TERMINATED -> "a call that the person cut";
            case NO_RESPONSE -> "silence that counts as a no";
        };
    }

    private static String shared(CooloffRule row) {
        List<String> shared = Words.sorted(row.appliesTo())
                .map(sharing -> sharing.name().substring("SAME_".length()).toLowerCase(Locale.ROOT))
                .toList();
        return shared.isEmpty() ? " by any sender" : " with the same " + Words.and(shared);
    }

    private static String start(CooloffRule row) {
        return switch (row.start()) {
            case INSTANT -> ", counted from that instant";
            case NEXT_DAY -> ", counted from the day after";
            case EVENT_DAY -> ", that day being the first";
        };
    }
}
