package io.tact.ruleset;

import io.tact.model.Fixed;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ruleset.yaml} says.
 *
 * @param name the name
 * @param description for people
 * @param owner who answers for it
 * @param zone the zone of dates in the catalogue and in files
 * @param language the language of subscribers who declare none, as a BCP 47 tag
 * @param universalControlShare the share of subscribers never contacted for marketing or research, 0 to 1
 * @param campaignControlShare the control share of a campaign that names none, 0 to 1
 * @param controlSalt changes who is control; keep it for as long as effect is measured
 * @param reservationTtl how long a reservation is held at most
 * @param horizon how far ahead a next allowed instant is looked for
 * @param unknownZones where subscribers may be of whom nothing is known; empty for anywhere on earth
 */
public record RulesetSettings(
        String name,
        @Nullable String description,
        @Nullable String owner,
        ZoneId zone,
        String language,
        Fixed universalControlShare,
        Fixed campaignControlShare,
        String controlSalt,
        Duration reservationTtl,
        Duration horizon,
        List<ZoneId> unknownZones) {
    public RulesetSettings {
        unknownZones = List.copyOf(unknownZones);
    }
}
