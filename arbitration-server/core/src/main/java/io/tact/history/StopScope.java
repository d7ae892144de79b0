package io.tact.history;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.Purpose;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said no to, with nothing that says who.
 *
 * @param channel the channel; null for all
 * @param purpose the purpose; null for all but emergencies
 * @param category the category; null for all
 * @param sender the sender; null for all
 * @param until the instant from which it no longer holds; null for no end
 */
public record StopScope(
        @Nullable Channel channel,
        @Nullable Purpose purpose,
        @Nullable String category,
        @Nullable String sender,
        @Nullable Instant until) {
    /** Everything, for ever. */
    public static final StopScope ALL = new StopScope(null, null, null, null, null);

    /** Who has said more than so many different noes has said no. */
    static final int MOST = 50;

    private static final int FORMAT = 1;

    /**
     * What stands of a subscriber's noes at an instant: suppressions, consents that were refused, and outcomes that no later
     * grant has overtaken.
     */
    public static Set<StopScope> standing(Subscriber subscriber, List<Contact> theirs, Instant now) {
        Set<StopScope> stops = new LinkedHashSet<>();
        for (Suppression s : subscriber.circumstances().suppressions()) {
            Instant ends = s.ends();
            if (ends == null || ends.isAfter(now)) {
                stops.add(new StopScope(s.channel(), s.purpose(), s.category(), s.sender(), ends));
            }
        }
        for (Consent c : subscriber.consents()) {
            if (!c.granted() && c.special() == null) {
                stops.add(new StopScope(c.channel(), c.purpose(), c.category(), c.sender(), null));
            }
        }
        for (Contact contact : theirs) {
            for (Outcome outcome : contact.outcomes()) {
                if (outcome.type().isStop() && !overtaken(subscriber, contact.slot(), outcome)) {
                    stops.add(of(contact.slot(), outcome));
                }
            }
        }
        return stops.size() > MOST ? Set.of(ALL) : stops;
    }

    private static boolean overtaken(Subscriber subscriber, Slot slot, Outcome outcome) {
        return subscriber.consents().stream()
                .anyMatch(c -> c.granted() && c.special() == null && c.covers(slot) && c.at().isAfter(outcome.at()));
    }

    private static StopScope of(Slot slot, Outcome outcome) {
        return switch (outcome.type()) {
            case OPTED_OUT -> new StopScope(slot.channel(), slot.purpose(), null, null, null);
            case OBJECTED, COMPLAINED -> new StopScope(null, slot.purpose(), null, null, null);
            default -> new StopScope(null, slot.purpose(), slot.category(), null, null);
        };
    }

    /** The same scope as text of at most 1,024 characters of ASCII, for any names of up to 128 characters. */
    public String text() {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.text(channel == null ? null : channel.name());
        out.text(purpose == null ? null : purpose.name());
        out.text(category);
        out.text(sender);
        out.time(until, Instant.EPOCH);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /** @throws IllegalArgumentException if {@link #text} did not write it */
    public static StopScope parse(String text) {
        PackedReader in = new PackedReader(Base64.getUrlDecoder().decode(text));
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "format " + format + " of a refused scope is not known. Maybe a newer version of Tact wrote it");
        }
        Channel channel = in.channelOrNull();
        String purpose = in.textOrNull();
        StopScope scope = new StopScope(
                channel,
                purpose == null ? null : Purpose.valueOf(purpose),
                in.textOrNull(),
                in.textOrNull(),
                in.timeOrNull(Instant.EPOCH));
        in.end();
        return scope;
    }
}
