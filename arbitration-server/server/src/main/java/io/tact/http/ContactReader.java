package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.arbitration.Mandate;
import io.tact.model.Amounts;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.ruleset.Ruleset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a contact that Tact did not grant. Dimensions that are not given are those of its treatment, or of its campaign on
 * that channel, if the catalogue has it; a campaign that it does not have is another system's. Pure.
 */
final class ContactReader {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Channel ANY = new Channel("UNKNOWN");

    private final Catalogue catalogue;
    private final ChannelReader channels;
    private final Instant now;
    private final Duration retention;
    private Mandate.Limits speaker = Mandate.Limits.NONE;

    /** @param retention contacts older than this are refused: they would be forgotten at once */
    ContactReader(Ruleset ruleset, Instant now, Duration retention) {
        this.catalogue = ruleset.catalogue();
        this.channels = new ChannelReader(ruleset);
        this.now = now;
        this.retention = retention;
    }

    /** Where neither the body nor the catalogue says who speaks, it is whoever the credential speaks as. */
    ContactReader speakingAs(Mandate.Limits limits) {
        speaker = limits;
        return this;
    }

    /** The contact; not to be used if there are errors. */
    Contact read(Fields fields) {
        String treatment = fields.textOrNull("treatment", Exchange.MAX_ID);
        String campaign = fields.textOrNull("campaign", Exchange.MAX_ID);
        Channel channel = channels.read(fields);
        Slot known = known(treatment, campaign, channel);
        return new Contact(
                fields.text("id", Exchange.MAX_ID),
                fields.text("subscriber", Exchange.MAX_ID),
                fields.textOrNull("destination", 512),
                slot(fields, campaign, channel, known),
                treatment,
                at(fields),
                null,
                ContactState.SENT,
                List.of());
    }

    private Slot slot(Fields fields, @Nullable String campaign, @Nullable Channel channel, @Nullable Slot known) {
        Purpose purpose = fields.choiceOrNull("purpose", Purpose.class);
        Direction direction = fields.choiceOrNull("direction", Direction.class);
        SenderClass senderClass = fields.choiceOrNull("senderClass", SenderClass.class);
        if (channel == null && known == null && fields.find("channel") == null) {
            fields.invalid("channel", "is missing, and the catalogue does not tell it");
        }
        if (purpose == null && known == null && fields.find("purpose") == null) {
            fields.invalid("purpose", "is missing, and the catalogue does not tell it");
        }
        return new Slot(
                either(channel, known == null ? null : known.channel(), ANY),
                either(direction, known == null ? null : known.direction(), Direction.OUTBOUND),
                either(purpose, known == null ? null : known.purpose(), Purpose.MARKETING),
                or(fields.textOrNull("category", Exchange.MAX_ID), known == null ? null : known.category()),
                or(fields.textOrNull("subject", Exchange.MAX_ID), known == null ? null : known.subject()),
                or(
                        fields.textOrNull("sender", Exchange.MAX_ID),
                        known != null
                                ? known.sender()
                                : speaker.senders().size() == 1
                                        ? speaker.senders().iterator().next()
                                        : null),
                either(
                        senderClass,
                        known == null ? null : known.senderClass(),
                        either(speaker.senderClass(), null, SenderClass.CVM)),
                or(campaign, known == null ? null : known.campaign()),
                or(fields.textOrNull("offer", Exchange.MAX_ID), known == null ? null : known.offer()),
                amounts(fields, known));
    }

    /** What is said of the amounts; of the others those of the treatment, or nothing. */
    private static @Nullable Amounts amounts(Fields fields, @Nullable Slot known) {
        Amounts frozen = known == null ? null : known.amounts();
        JsonNode node = fields.find("amounts");
        if (node == null) {
            return frozen;
        }
        Amounts otherwise = frozen == null ? new Amounts(Fixed.ZERO, Fixed.ZERO, Fixed.ZERO) : frozen;
        AtomicReference<@Nullable Amounts> said = new AtomicReference<>();
        Fields.read(
                node,
                fields.at("amounts"),
                fields.errors(),
                amounts -> said.set(new Amounts(
                        amounts.amount("value", otherwise.value()),
                        amounts.amount("contactCost", otherwise.contactCost()),
                        amounts.amount("incentiveCost", otherwise.incentiveCost()))));
        return said.get();
    }

    private @Nullable Slot known(@Nullable String treatment, @Nullable String campaign, @Nullable Channel channel) {
        int ordinal = treatment == null ? -1 : catalogue.ordinal(treatment);
        if (ordinal >= 0) {
            return catalogue.get(ordinal).slot();
        }
        if (campaign == null) {
            return null;
        }
        Slot ofCampaign = catalogue.ofCampaign(campaign).stream()
                .mapToObj(catalogue::get)
                .map(Treatment::slot)
                .filter(slot -> slot.channel().equals(channel))
                .findFirst()
                .orElse(null);
        if (ofCampaign == null) {
            return null;
        }
        // Which of the campaign's offers it was is not known.
        return new Slot(
                ofCampaign.channel(),
                ofCampaign.direction(),
                ofCampaign.purpose(),
                ofCampaign.category(),
                ofCampaign.subject(),
                ofCampaign.sender(),
                ofCampaign.senderClass(),
                campaign,
                null);
    }

    private Instant at(Fields fields) {
        Instant at = fields.instantOrNull("at");
        if (at == null) {
            if (fields.find("at") == null) {
                fields.invalid("at", "is missing: when did the contact take place?");
            }
            return now;
        }
        if (at.isAfter(now.plus(CLOCK_SKEW))) {
            fields.invalid("at", "(" + at + ") lies in the future");
        }
        if (at.isBefore(now.minus(retention))) {
            fields.invalid(
                    "at",
                    "(" + at + ") is more than " + retention.toDays() + " days ago: it would be forgotten at once");
        }
        return at;
    }

    private static <T> T either(@Nullable T given, @Nullable T known, T otherwise) {
        return given != null ? given : known != null ? known : Objects.requireNonNull(otherwise);
    }

    private static @Nullable String or(@Nullable String given, @Nullable String known) {
        return given != null ? given : known;
    }
}
