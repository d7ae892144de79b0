package io.tact.arbitration;

import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import io.tact.ruleset.RulesetSettings;
import org.jspecify.annotations.Nullable;

/**
 * Who is deliberately not contacted, so that effect can be measured: a share of all subscribers, and of each campaign's.
 * Assigned by hash of subscriber and salt, so that every node agrees and a subscriber stays where they are until the salt
 * changes.
 */
final class ControlGroups {
    private final RulesetSettings settings;

    ControlGroups(RulesetSettings settings) {
        this.settings = settings;
    }

    /** What is assigned to one subscriber. */
    Assignment of(String subscriber) {
        return new Assignment(StableHash.begun(subscriber));
    }

    /** See {@link #of}. */
    final class Assignment {
        private final StableHash.Begun subscriber;
        private final boolean universal;

        private Assignment(StableHash.Begun subscriber) {
            this.subscriber = subscriber;
            this.universal = isWithin(settings.universalControlShare(), "");
        }

        /** Why the subscriber is held back from a treatment, or null if they are not. */
        @Nullable Reason reason(Treatment treatment) {
            if (!treatment.slot().purpose().allowsControl()) {
                return null;
            }
            if (universal) {
                return Reason.of(Reason.Code.CONTROL, "control#universal", null);
            }
            Fixed own = treatment.controlShare();
            Fixed share = own == null ? settings.campaignControlShare() : own;
            return isWithin(share, treatment.campaign())
                    ? Reason.of(Reason.Code.CONTROL, "control#" + treatment.campaign(), null)
                    : null;
        }

        private boolean isWithin(Fixed share, String campaign) {
            return share.micros() > 0 && subscriber.share(campaign, settings.controlSalt()) < share.toDouble();
        }
    }
}
