package io.tact.grid.crash;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.Sample;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.Commands;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The people of these tests: S-1 and S-2 share account A-1; S-9 is not known yet. */
final class Town {
    static final Instant NOW = Sample.NOW;
    static final Instant SOON = NOW.plusSeconds(60);
    static final Instant LATER = NOW.plus(Duration.ofHours(1));
    static final String S = "S-1";
    static final String LINE = "+33639980001";
    static final String NEW_LINE = "+33639980011";
    static final SubscriberRef BY_ID = new SubscriberRef.ById(S);
    static final SubscriberRef BY_LINE = new SubscriberRef.ByLine(LINE);

    private Town() {}

    static Subscriber person(String id, String line) {
        return new Subscriber(
                id, List.of(line), List.of(id + "@example.org"), List.of(), null, null, null, Map.of(), List.of());
    }

    /** S-1, who once said no to surveys by e-mail. */
    static Subscriber first(String line) {
        return person(S, line)
                .withConsents(List.of(
                        new Consent(new Channel("EMAIL"), Purpose.RESEARCH, null, null, false, NOW, null, null)));
    }

    /** What the subscriber started: it is remembered, and counts toward no cap. */
    static Contact call(String id) {
        Slot slot = new Slot(
                new Channel("CALL_CENTRE"),
                Direction.INBOUND,
                Purpose.SERVICE,
                null,
                null,
                null,
                SenderClass.PRODUCT,
                null,
                null);
        return new Contact(id, S, null, slot, null, NOW, null, ContactState.SENT, List.of());
    }

    static CompletionStage<Optional<Integer>> note(Accounts accounts, String id) {
        return accounts.change(BY_ID, SOON, found -> Commands.addContacts(found.history(), List.of(call(id))));
    }
}
