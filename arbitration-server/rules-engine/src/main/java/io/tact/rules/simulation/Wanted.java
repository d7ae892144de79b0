package io.tact.rules.simulation;

import io.tact.model.Direction;
import io.tact.model.Treatment;
import java.time.ZoneId;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, apart from when and to whom; shared by all rows that say the same.
 *
 * @param campaign the campaign
 * @param channel the channel it is counted under; null if the catalogue leaves a choice
 * @param route how it is judged
 * @param own what the row says of the subscriber
 */
record Wanted(String campaign, @Nullable String channel, Route route, OwnFields own) {

    /** How a wanted contact is judged. */
    sealed interface Route {
        /** The row says all there is to say: judged as a permission is. */
        record Permission(Treatment message) implements Route {}

        /**
         * The catalogue says what it is: decided among these treatments of the campaign.
         *
         * @param direction the direction of the request
         * @param within the treatments, by catalogue ordinal
         */
        record FromCatalogue(Direction direction, BitSet within) implements Route {}
    }

    /** What a row says of the subscriber, in the place of the profile; null where it says nothing. */
    record OwnFields(@Nullable ZoneId zone, @Nullable String jurisdiction, @Nullable String language) {
        boolean isEmpty() {
            return zone == null && jurisdiction == null && language == null;
        }
    }
}
