package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Purpose;
import io.tact.model.SpecialConsent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads what a subscriber agreed to or refused. Pure. */
final class ConsentReader {
    private static final int MOST = 500;

    private final ChannelReader channels;
    private final Instant now;
    private final Errors errors;

    /** @param now when what has no instant of its own was said */
    ConsentReader(ChannelReader channels, Instant now, Errors errors) {
        this.channels = channels;
        this.now = now;
        this.errors = errors;
    }

    /** What a consent says. */
    private enum State {
        GRANTED,
        REFUSED
    }

    /** The {@code consents} of an object. */
    List<Consent> read(Fields fields) {
        List<Consent> consents = new ArrayList<>();
        for (Consent consent : fields.list("consents", MOST, this::consent)) {
            if (consents.stream().anyMatch(consent::sameScope)) {
                fields.invalid(
                        "consents", "has two elements for the same channel, purpose, category, sender and special");
            }
            consents.add(consent);
        }
        return consents;
    }

    private @Nullable Consent consent(JsonNode node, Pointer pointer) {
        AtomicReference<@Nullable Consent> found = new AtomicReference<>();
        Fields.read(node, pointer, errors, fields -> {
            Channel channel = channels.read(fields);
            Purpose purpose = fields.choiceOrNull("purpose", Purpose.class);
            String category = fields.textOrNull("category", Exchange.MAX_ID);
            String sender = fields.textOrNull("sender", Exchange.MAX_ID);
            SpecialConsent special = fields.choiceOrNull("special", SpecialConsent.class);
            State state = fields.choiceOrNull("state", State.class);
            if (fields.find("state") == null) {
                fields.invalid("state", "is missing. Maybe GRANTED or REFUSED");
            }
            Instant at = said(fields, state);
            found.set(new Consent(
                    channel,
                    purpose,
                    category,
                    sender,
                    special,
                    state == State.GRANTED,
                    at,
                    fields.textOrNull("source", 256),
                    fields.instantOrNull("expiresAt")));
        });
        return found.get();
    }

    /**
     * When it was said. A refusal without a date is of now. A grant without one may be of any time: it never replaces a
     * refusal that is known, and never satisfies a rule that asks how old it is.
     */
    private Instant said(Fields fields, @Nullable State state) {
        Instant at = fields.pastOrNull("at", now);
        if (at != null) {
            return at;
        }
        return state == State.GRANTED ? Instant.EPOCH : now;
    }
}
