package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Slot;
import io.tact.model.Suppression;
import java.time.Instant;
import java.util.stream.Stream;

/** Suppressions, and confirmations of opt-outs, by the letter. */
final class NaiveStops {
    private NaiveStops() {}

    static boolean isConfirmation(Slot slot) {
        return slot.purpose() == Purpose.SERVICE && "OPT_OUT_CONFIRMATION".equals(slot.category());
    }

    static boolean stops(Suppression stop, NaiveMoment m) {
        return !isConfirmation(m.slot())
                && NaiveMatch.covers(stop, m.slot())
                && !m.t().isBefore(stop.at())
                && (stop.expiresAt() == null || m.t().isBefore(stop.expiresAt()))
                && (stop.lift() == null || m.t().isBefore(stop.lift().at()));
    }

    /** Whether it confirms an opt-out of which there is none, or which was confirmed since. */
    static boolean isUncalledFor(NaiveMoment m) {
        return isConfirmation(m.slot())
                && optOuts(m)
                        .noneMatch(
                                said -> !said.isAfter(m.t()) && confirmations(m).allMatch(said::isAfter));
    }

    private static Stream<Instant> optOuts(NaiveMoment m) {
        Stream<Instant> outcomes = m.given().contacts().stream()
                .filter(m::isTheirs)
                .flatMap(c -> c.outcomes().stream())
                .filter(o -> o.type() == OutcomeType.OPTED_OUT)
                .map(Outcome::at);
        Stream<Instant> refusals =
                m.subscriber().consents().stream().filter(c -> !c.granted()).map(Consent::at);
        return Stream.concat(outcomes, refusals);
    }

    private static Stream<Instant> confirmations(NaiveMoment m) {
        return m.given().contacts().stream()
                .filter(m::isTheirs)
                .filter(c -> c.stored() != ContactState.RELEASED)
                .filter(c -> isConfirmation(c.slot()))
                .map(Contact::at);
    }
}
