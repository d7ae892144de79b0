package io.tact.acceptance.consistency;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the ledger tells when all is over.
 *
 * @param contacts every contact, in the order told
 * @param versions the version of the account's record that each decision with a contact was made on, by decision
 * @param expired the reservations of which the feed says that they ran out, in its order
 */
record FinalState(List<Contact> contacts, Map<String, Long> versions, List<String> expired) {

    /** A contact as the ledger tells it; decision is empty if none is named. */
    record Contact(
            String subscriber,
            String reservation,
            String decision,
            String campaign,
            String offer,
            String treatment,
            String channel,
            BigDecimal contactCost,
            Instant at,
            String state,
            List<Outcome> outcomes) {

        /** Whether its time ran out without a word. */
        boolean hasRunOut() {
            return state.equals("UNKNOWN");
        }
    }

    /** An outcome as the ledger tells it. */
    record Outcome(String id, String type) {}

    /** The place of a contact in the order of commits of its account; -1 if that is not known. */
    long version(Contact contact) {
        return versions.getOrDefault(contact.decision(), -1L);
    }
}
