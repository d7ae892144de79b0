package io.tact.history;

import io.tact.model.Amounts;
import io.tact.model.AttributeValue;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.ProfileValue;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the body of a history in format 1 or 2; {@link HistoryUnpacking} is its mirror. */
final class HistoryPacking {
    static final int TEXT = 0;
    static final int NUMERIC = 1;
    static final int FALSE = 2;
    static final int TRUE = 3;
    static final int DAY = 4;
    static final int MOMENT = 5;

    /** Where in the octet of a consent its special consent begins. */
    static final int SPECIAL_SHIFT = 5;

    /** Added to the sender class of a slot whose amounts are known. */
    static final int AMOUNTS_FOLLOW = 0x80;

    private static final int FEW_SLOTS = 32;

    private final PackedWriter out;
    private final int format;
    private final Places<Slot> slots;

    /** @param format 1 or 2; what is written in format 1 has only what {@link FormatOne} can say */
    HistoryPacking(PackedWriter out, int format) {
        this(out, format, new HashedPlaces<>(FEW_SLOTS, SlotOrder.BY_ALL));
    }

    /** @param slots those that what is written may refer to, and where the new ones go */
    HistoryPacking(PackedWriter out, int format, Places<Slot> slots) {
        this.out = out;
        this.format = format;
        this.slots = slots;
    }

    void history(ContactHistory history) {
        out.time(history.floor(), Instant.EPOCH);
        out.unsigned(history.subscribers().size());
        for (Subscriber subscriber : history.subscribers()) {
            subscriber(subscriber, history.floor());
        }
        out.unsigned(history.contacts().size());
        contacts(history.contacts(), history.floor());
    }

    /** @param base what the first one's instant is told from */
    void contacts(List<Contact> contacts, Instant base) {
        Instant before = base;
        for (Contact contact : contacts) {
            contact(contact, before);
            before = contact.at();
        }
    }

    private void subscriber(Subscriber subscriber, Instant floor) {
        out.text(subscriber.id());
        texts(subscriber.lines());
        texts(subscriber.emails());
        texts(subscriber.devices());
        out.text(subscriber.zone() == null ? null : subscriber.zone().getId());
        out.text(subscriber.jurisdiction());
        out.text(subscriber.language());
        out.unsigned(subscriber.profile().size());
        Instant before = floor;
        for (Map.Entry<String, ProfileValue> attribute : subscriber.profile().entrySet()) {
            out.text(attribute.getKey());
            value(attribute.getValue().value());
            out.time(attribute.getValue().asOf(), before);
            before = attribute.getValue().asOf();
        }
        out.unsigned(subscriber.consents().size());
        before = floor;
        for (Consent consent : subscriber.consents()) {
            consent(consent, before);
            before = consent.at();
        }
        if (format > 1) {
            new CircumstancesPacking(out, floor).circumstances(subscriber.circumstances());
        }
    }

    private void texts(List<String> texts) {
        out.unsigned(texts.size());
        texts.forEach(out::text);
    }

    private void value(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            out.octet(TEXT);
            out.text(text.value());
        } else if (value instanceof AttributeValue.Numeric number) {
            out.octet(NUMERIC);
            out.signed(number.value().micros());
        } else if (value instanceof AttributeValue.Flag flag) {
            out.octet(flag.value() ? TRUE : FALSE);
        } else if (value instanceof AttributeValue.Day day) {
            out.octet(DAY);
            out.signed(day.value().toEpochDay());
        } else if (value instanceof AttributeValue.Moment moment) {
            out.octet(MOMENT);
            out.time(moment.value(), Instant.EPOCH);
        }
    }

    private void consent(Consent consent, Instant before) {
        out.text(consent.channel() == null ? null : consent.channel().name());
        // Special consent, purpose and grant share an octet: codes counted from 1, and 1 for a grant.
        int special = consent.special() == null ? 0 : 1 + WireCodes.SPECIAL_CONSENTS.of(consent.special());
        int purpose = consent.purpose() == null ? 0 : 1 + WireCodes.PURPOSES.of(consent.purpose());
        out.octet(special << SPECIAL_SHIFT | purpose << 1 | (consent.granted() ? 1 : 0));
        out.text(consent.category());
        out.text(consent.sender());
        out.time(consent.at(), before);
        out.text(consent.source());
        out.time(consent.expiresAt(), consent.at());
    }

    private void contact(Contact contact, Instant before) {
        out.text(contact.id());
        out.text(contact.subscriber());
        out.text(contact.line());
        slot(contact.slot());
        out.text(contact.treatment());
        out.time(contact.at(), before);
        out.time(contact.expiresAt(), contact.at());
        out.octet(WireCodes.STATES.of(contact.stored()));
        out.unsigned(contact.outcomes().size());
        if (!contact.outcomes().isEmpty()) {
            outcomes(contact);
        }
    }

    private void outcomes(Contact contact) {
        Instant last = contact.at();
        for (Outcome outcome : contact.outcomes()) {
            out.text(outcome.id());
            out.octet(WireCodes.OUTCOMES.of(outcome.type()));
            out.time(outcome.at(), last);
            out.text(outcome.reasonCode());
            last = outcome.at();
        }
    }

    /** A slot is written once; its place, counted from 1, stands for it afterwards. */
    private void slot(Slot slot) {
        int known = slots.of(slot);
        if (known != Places.NEW) {
            out.unsigned(known + 1L);
            return;
        }
        out.octet(0);
        out.text(slot.channel().name());
        out.octet(WireCodes.DIRECTIONS.of(slot.direction()));
        out.octet(WireCodes.PURPOSES.of(slot.purpose()));
        out.text(slot.category());
        out.text(slot.subject());
        out.text(slot.sender());
        Amounts amounts = slot.amounts();
        out.octet(WireCodes.SENDER_CLASSES.of(slot.senderClass()) | (amounts == null ? 0 : AMOUNTS_FOLLOW));
        out.text(slot.campaign());
        out.text(slot.offer());
        if (amounts != null) {
            out.signed(amounts.value().micros());
            out.signed(amounts.contactCost().micros());
            out.signed(amounts.incentiveCost().micros());
        }
    }
}
