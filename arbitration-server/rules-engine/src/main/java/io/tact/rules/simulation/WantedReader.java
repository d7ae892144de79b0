package io.tact.rules.simulation;

import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.rules.tables.CsvRow;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from one row what is wanted, and checks it against the catalogue. */
final class WantedReader {
    private final Catalogue catalogue;
    private final Columns columns;

    WantedReader(Catalogue catalogue, Columns columns) {
        this.catalogue = catalogue;
        this.columns = columns;
    }

    /** What the row wants; null, with every problem noted, if it cannot be understood. */
    @Nullable Wanted read(CsvRow row) {
        long before = columns.problemCount();
        String campaign = columns.required(row, "campaign");
        Channel channel = columns.parsed(row, "channel", Channel::new);
        Purpose purpose = columns.word(row, "purpose", Purpose.class);
        Direction direction = columns.word(row, "direction", Direction.class);
        SenderClass senderClass = columns.word(row, "sender_class", SenderClass.class);
        ZoneId zone = columns.parsed(row, "zone", ZoneId::of);
        if (campaign == null || columns.problemCount() > before) {
            return null;
        }
        Wanted.OwnFields own =
                new Wanted.OwnFields(zone, columns.text(row, "jurisdiction"), columns.text(row, "language"));
        if (channel != null && purpose != null) {
            Slot slot = new Slot(
                    channel,
                    direction == null ? Direction.OUTBOUND : direction,
                    purpose,
                    columns.text(row, "category"),
                    columns.text(row, "subject"),
                    columns.text(row, "sender"),
                    senderClass == null ? SenderClass.CVM : senderClass,
                    campaign,
                    Objects.requireNonNullElse(columns.text(row, "offer"), campaign));
            Treatment message = message(row, slot);
            return new Wanted(campaign, channel.name(), new Wanted.Route.Permission(message), own);
        }
        return fromCatalogue(row, campaign, channel, purpose, direction, own);
    }

    private Treatment message(CsvRow row, Slot slot) {
        String id = columns.text(row, "treatment");
        return new Treatment(
                id == null ? slot.campaign() + "/" + slot.channel() : id,
                slot,
                null,
                null,
                null,
                0,
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ZERO,
                null,
                null,
                Map.of());
    }

    private @Nullable Wanted fromCatalogue(
            CsvRow row,
            String campaign,
            @Nullable Channel channel,
            @Nullable Purpose purpose,
            @Nullable Direction direction,
            Wanted.OwnFields own) {
        if (!catalogue.hasCampaign(campaign)) {
            columns.problem(
                    row,
                    "campaign",
                    "campaign \"" + Columns.brief(campaign) + "\" is not in the catalogue",
                    "Maybe give the row a channel and a purpose, or add the campaign to the catalogue");
            return null;
        }
        BitSet within = catalogue.ofCampaign(campaign);
        String offer = columns.text(row, "offer");
        String treatment = columns.text(row, "treatment");
        String category = columns.text(row, "category");
        BitSet fitting = new BitSet();
        within.stream()
                .filter(i -> fits(catalogue.get(i), treatment, offer, channel, purpose, category, direction))
                .forEach(fitting::set);
        if (fitting.isEmpty()) {
            columns.problem(
                    row,
                    "campaign",
                    "campaign " + Columns.brief(campaign)
                            + " has no treatment in the catalogue with all that the row says",
                    "Maybe check its offer, treatment, channel, purpose, category and direction");
            return null;
        }
        List<Treatment> treatments = fitting.stream().mapToObj(catalogue::get).toList();
        boolean outbound = treatments.stream().anyMatch(t -> t.slot().direction() == Direction.OUTBOUND);
        List<String> channels = treatments.stream()
                .map(t -> t.slot().channel().name())
                .distinct()
                .toList();
        return new Wanted(
                campaign,
                channels.size() == 1 ? channels.get(0) : null,
                new Wanted.Route.FromCatalogue(outbound ? Direction.OUTBOUND : Direction.INBOUND, fitting),
                own);
    }

    private static boolean fits(
            Treatment t,
            @Nullable String treatment,
            @Nullable String offer,
            @Nullable Channel channel,
            @Nullable Purpose purpose,
            @Nullable String category,
            @Nullable Direction direction) {
        Slot slot = t.slot();
        return (treatment == null || treatment.equals(t.id()))
                && (offer == null || offer.equals(t.offer()))
                && (channel == null || channel.equals(slot.channel()))
                && (purpose == null || purpose == slot.purpose())
                && (category == null || category.equals(slot.category()))
                && (direction == null || direction == slot.direction());
    }
}
