package io.tact.rules.packs;

import io.tact.model.OutcomeType;
import io.tact.policy.CooloffRule;
import java.util.List;
import java.util.Locale;

/** Rows of cool-offs, in words. */
final class CooloffWords {
    private CooloffWords() {}

    static String of(CooloffRule row) {
        return "After " + trigger(row) + ": no " + Words.messages(row.scope()) + shared(row) + " " + length(row) + ".";
    }

    private static String trigger(CooloffRule row) {
        String outcomes = Words.or(Words.sorted(row.outcomes()).map(CooloffWords::outcome).toList());
        String contacts = Words.channels(
                row.triggerChannels().isEmpty() ? row.scope().channels() : row.triggerChannels());
        String within = row.within() == null ? "" : " within " + Words.span(row.within());
        return row.times() == 1
                ? outcomes + " in " + contacts
                : row.times() + " contacts by " + contacts + within + " that each ended with " + outcomes;
    }

    private static String outcome(OutcomeType outcome) {
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

    private static String length(CooloffRule row) {
        if (row.length() == null) {
            return "until the person consents anew";
        }
        String length = "for " + Words.span(row.length());
        return switch (row.start()) {
            case INSTANT -> length + ", counted from that instant";
            case NEXT_DAY -> length + ", counted from the day after";
            case EVENT_DAY -> length + ", that day being the first";
        };
    }
}
