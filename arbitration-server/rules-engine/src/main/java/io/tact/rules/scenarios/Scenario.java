package io.tact.rules.scenarios;

import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.CandidateState;
import io.tact.history.ContactHistory;
import io.tact.model.Fixed;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.policy.Registers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test as data: a subscriber with a history, a question, and what must come of it at some instants.
 *
 * @param file the file it stands in, by its path inside the ruleset
 * @param place where it begins: {@code line 4}, or {@code A7} in a table
 * @param name what it says, unique in its file
 * @param subscriber the subscriber, who is in {@code history}
 * @param history the account's history
 * @param registers the do-not-call lists that are loaded, and the suspensions that are set
 * @param budgets what is left, in the period of the first moment, of the budgets that the scenario names; every other
 *     budget, and every later period, has enough
 * @param question what is asked
 * @param control whether control groups apply; without, nobody is held back as control
 * @param moments when it is asked, and what must come of it then; the first is the scenario's now
 */
record Scenario(
        String file,
        String place,
        String name,
        Subscriber subscriber,
        ContactHistory history,
        Registers registers,
        Map<String, Long> budgets,
        Question question,
        boolean control,
        List<Moment> moments) {

    Scenario {
        budgets = Map.copyOf(budgets);
    }

    /** What is asked. */
    sealed interface Question {
        /** What to say of the catalogue; explained in full and not reserved. */
        record WhatToSay(ArbitrationRequest request) implements Question {}

        /** Whether one message may be sent, which need not be in the catalogue. */
        record MaySend(Slot message) implements Question {}
    }

    /**
     * One instant at which the question is asked.
     *
     * @param at the instant of the decision
     * @param expected what must become of candidates
     * @param strict whether each candidate that is not INELIGIBLE must be named
     * @param selected the labels of the treatments that must be selected, best first; null if it is not said
     * @param doNotMention topics that must not be mentioned, empty for none at all; null if it is not said
     * @param mustMention topics that must be mentioned, empty for none at all; null if it is not said
     */
    record Moment(
            Instant at,
            List<Expectation> expected,
            boolean strict,
            @Nullable List<Named> selected,
            @Nullable List<String> doNotMention,
            @Nullable List<String> mustMention) {}

    /**
     * Candidates by the name an author gave them.
     *
     * @param label as written: a treatment's id, {@code CAMPAIGN/CHANNEL} or {@code OFFER/CHANNEL}
     * @param candidates the ids of what it names, at least one
     */
    record Named(String label, List<String> candidates) {
        /** The one message that a scenario brings along. */
        static final Named MESSAGE = new Named("message", List.of("message"));
    }

    /** What may become of a treatment: one of the six ends, or not to be a candidate at all. */
    sealed interface Fate {
        /** It ends in that state. */
        record Ends(CandidateState state) implements Fate {
            @Override
            public String toString() {
                return state.name();
            }
        }

        /** Its campaign is not running, or the request does not ask for it. */
        record Absent() implements Fate {
            @Override
            public String toString() {
                return "ABSENT";
            }
        }
    }

    /** When a candidate must be allowed again. */
    sealed interface Next {
        record At(Instant instant) implements Next {}

        record Never() implements Next {}
    }

    /**
     * What must become of some candidates; null where it is not said.
     *
     * @param named which candidates; it must hold for each of them
     * @param fate how each ends
     * @param reasons rules that must be among the reasons
     * @param only the rules that must be the reasons, and no others
     * @param next when it must be allowed again
     * @param rank its place among the selected, 1 for the best
     * @param score its score
     */
    record Expectation(
            Named named,
            @Nullable Fate fate,
            List<String> reasons,
            @Nullable List<String> only,
            @Nullable Next next,
            @Nullable Integer rank,
            @Nullable Fixed score) {}
}
