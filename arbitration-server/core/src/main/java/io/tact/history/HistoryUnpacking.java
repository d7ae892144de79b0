package io.tact.history;

import io.tact.model.Amounts;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SortedProfile;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a history in format 1 or 2; the mirror of {@link HistoryPacking}. */
final class HistoryUnpacking {
    private static final int SLOTS = 16_384;
    private static final int VALUES = 16_384;
    private static final SharedSlots SHARED_SLOTS = new SharedSlots(SLOTS);
    private static final Shared<AttributeValue> SHARED_VALUES = new Shared<>(VALUES);

    private static final AttributeValue NO = new AttributeValue.Flag(false);
    private static final AttributeValue YES = new AttributeValue.Flag(true);

    private final PackedReader in;
    private final int format;
    private final List<Slot> slots = new ArrayList<>();

    /** @param format 1 or 2; format 1 knows no circumstances, special consents and amounts */
    HistoryUnpacking(PackedReader in, int format) {
        this.in = in;
        this.format = format;
    }

    /** @param bytes what is read */
    ContactHistory history(LedgerKey key, long version, byte[] bytes) {
        FloorTimes times = new FloorTimes(in, in.time(Instant.EPOCH));
        int atSubscribers = in.at();
        Subscriber[] people = new Subscriber[in.count()];
        for (int i = 0; i < people.length; i++) {
            people[i] = subscriber(times);
        }
        int atCount = in.at();
        Contact[] made = new Contact[in.count()];
        int atContacts = in.at();
        for (int i = 0; i < made.length; i++) {
            made[i] = contact(times, i == 0 ? null : made[i - 1]);
        }
        List<Subscriber> subscribers = List.of(people);
        List<Contact> contacts = List.of(made);
        PackedOrigin.Parts parts = new PackedOrigin.Parts(atSubscribers, atCount, atContacts);
        return ContactHistory.unpacked(
                key, new PackedOrigin(bytes, version, times, subscribers, contacts, in.texts(), slots, parts));
    }

    private Subscriber subscriber(FloorTimes times) {
        String id = in.text();
        List<String> lines = texts();
        List<String> emails = texts();
        List<String> devices = texts();
        String zone = in.textOrNull();
        String jurisdiction = in.nameOrNull();
        String language = in.nameOrNull();
        return new Subscriber(
                id,
                lines,
                emails,
                devices,
                zone == null ? null : ZoneId.of(zone),
                jurisdiction,
                language,
                profile(times),
                consents(times),
                format == 1 ? Circumstances.NONE : new CircumstancesUnpacking(in, times).circumstances());
    }

    private List<String> texts() {
        int count = in.count();
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = in.text();
        }
        return List.of(texts);
    }

    private SortedProfile profile(FloorTimes times) {
        int count = in.count();
        String[] names = new String[count];
        ProfileValue[] values = new ProfileValue[count];
        for (int i = 0; i < count; i++) {
            names[i] = in.name();
            AttributeValue value = value();
            Instant asOf = i == 0 ? times.next() : in.time(values[i - 1].asOf());
            values[i] = new ProfileValue(value, asOf);
        }
        return SortedProfile.of(names, values);
    }

    private AttributeValue value() {
        int type = in.octet();
        return switch (type) {
            case HistoryPacking.TEXT -> SHARED_VALUES.of(new AttributeValue.Text(in.text()));
            case HistoryPacking.NUMERIC -> new AttributeValue.Numeric(new Fixed(in.signed()));
            case HistoryPacking.FALSE -> NO;
            case HistoryPacking.TRUE -> YES;
            case HistoryPacking.DAY -> new AttributeValue.Day(LocalDate.ofEpochDay(in.signed()));
            case HistoryPacking.MOMENT -> new AttributeValue.Moment(in.time(Instant.EPOCH));
            default -> throw new IllegalArgumentException("packed bytes are damaged: attribute type " + type);
        };
    }

    private List<Consent> consents(FloorTimes times) {
        Consent[] consents = new Consent[in.count()];
        for (int i = 0; i < consents.length; i++) {
            consents[i] = consent(times, i == 0 ? null : consents[i - 1]);
        }
        return List.of(consents);
    }

    /** @param before the one before; the first is told from the floor */
    private Consent consent(FloorTimes times, @Nullable Consent before) {
        Channel channel = in.channelOrNull();
        int said = in.octet();
        String category = in.nameOrNull();
        String sender = in.nameOrNull();
        Instant at = before == null ? times.next() : in.time(before.at());
        String source = in.nameOrNull();
        Instant expiresAt = in.timeOrNull(at);
        Purpose purpose = CircumstancesUnpacking.purpose((said & (1 << HistoryPacking.SPECIAL_SHIFT) - 1) >> 1);
        boolean granted = (said & 1) == 1;
        return new Consent(
                channel,
                purpose,
                category,
                sender,
                special(said >> HistoryPacking.SPECIAL_SHIFT),
                granted,
                at,
                source,
                expiresAt);
    }

    private static @Nullable SpecialConsent special(int code) {
        if (code > WireCodes.SPECIAL_CONSENTS.size()) {
            throw new IllegalArgumentException("packed bytes are damaged: special consent " + code);
        }
        return code == 0 ? null : WireCodes.SPECIAL_CONSENTS.get(code - 1);
    }

    /** @param before the one before; the first is told from the floor */
    private Contact contact(FloorTimes times, @Nullable Contact before) {
        String id = in.text();
        String subscriber = in.text();
        String line = in.textOrNull();
        Slot slot = slot();
        String treatment = in.nameOrNull();
        Instant at = before == null ? times.next() : in.time(before.at());
        Instant expiresAt = in.timeOrNull(at);
        ContactState state = in.coded(WireCodes.STATES);
        return new Contact(id, subscriber, line, slot, treatment, at, expiresAt, state, outcomes(at));
    }

    private List<Outcome> outcomes(Instant contactAt) {
        int count = in.count();
        Outcome[] outcomes = new Outcome[count];
        Instant before = contactAt;
        for (int i = 0; i < count; i++) {
            String id = in.text();
            OutcomeType type = in.coded(WireCodes.OUTCOMES);
            before = in.time(before);
            outcomes[i] = new Outcome(id, type, before, in.nameOrNull());
        }
        return List.of(outcomes);
    }

    private Slot slot() {
        long place = in.unsigned();
        if (place != 0) {
            if (place < 0 || place > slots.size()) {
                throw new IllegalArgumentException("packed bytes are damaged: slot " + place + " of " + slots.size());
            }
            return slots.get((int) place - 1);
        }
        Slot slot = newSlot();
        slots.add(slot);
        return slot;
    }

    private Slot newSlot() {
        Channel channel = in.channel();
        Direction direction = in.coded(WireCodes.DIRECTIONS);
        Purpose purpose = in.coded(WireCodes.PURPOSES);
        String category = in.nameOrNull();
        String subject = in.nameOrNull();
        String sender = in.nameOrNull();
        int senderClass = in.octet();
        String campaign = in.nameOrNull();
        String offer = in.nameOrNull();
        boolean amountsFollow = (senderClass & HistoryPacking.AMOUNTS_FOLLOW) != 0;
        return SHARED_SLOTS.of(
                channel,
                direction,
                purpose,
                category,
                subject,
                sender,
                senderClass(senderClass & ~HistoryPacking.AMOUNTS_FOLLOW),
                campaign,
                offer,
                amountsFollow
                        ? new Amounts(new Fixed(in.signed()), new Fixed(in.signed()), new Fixed(in.signed()))
                        : null);
    }

    private static SenderClass senderClass(int code) {
        if (code >= WireCodes.SENDER_CLASSES.size()) {
            throw new IllegalArgumentException("packed bytes are damaged: sender class " + code);
        }
        return WireCodes.SENDER_CLASSES.get(code);
    }
}
