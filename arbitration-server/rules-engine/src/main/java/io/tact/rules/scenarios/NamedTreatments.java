package io.tact.rules.scenarios;

import io.tact.model.Catalogue;
import io.tact.model.Direction;
import io.tact.model.Treatment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the treatments that an author names: by id, or by campaign or offer and channel. */
final class NamedTreatments {
    private final Catalogue catalogue;
    private final boolean all;

    NamedTreatments(ScenarioTables tables) {
        this.catalogue = tables.catalogue();
        this.all = tables.allTreatments();
    }

    /** Whether a treatment that is not found is surely none. */
    boolean all() {
        return all;
    }

    /**
     * The treatments of a label: a treatment's id, {@code CAMPAIGN/CHANNEL} or {@code OFFER/CHANNEL}; those of the
     * direction, if there are any. Empty if it names none.
     */
    List<Treatment> of(String label, Direction direction) {
        int ordinal = catalogue.ordinal(label);
        if (ordinal >= 0) {
            return List.of(catalogue.get(ordinal));
        }
        int slash = label.lastIndexOf('/');
        return slash < 0 ? List.of() : of(label.substring(0, slash), label.substring(slash + 1), direction);
    }

    /** The treatments of a campaign, an offer or an id on one channel, preferably of that direction. */
    List<Treatment> of(String name, String channel, Direction direction) {
        int ordinal = catalogue.ordinal(name);
        if (ordinal >= 0) {
            Treatment exact = catalogue.get(ordinal);
            return exact.slot().channel().name().equals(channel) ? List.of(exact) : List.of();
        }
        List<Treatment> ofCampaign = onChannel(name, null, channel);
        List<Treatment> found = ofCampaign.isEmpty() ? onChannel(null, name, channel) : ofCampaign;
        List<Treatment> sameWay =
                found.stream().filter(t -> t.slot().direction() == direction).toList();
        return sameWay.isEmpty() ? found : sameWay;
    }

    private List<Treatment> onChannel(@Nullable String campaign, @Nullable String offer, String channel) {
        return catalogue.treatments().stream()
                .filter(t -> campaign == null || t.campaign().equals(campaign))
                .filter(t -> offer == null || t.offer().equals(offer))
                .filter(t -> t.slot().channel().name().equals(channel))
                .toList();
    }
}
