package io.tact.http;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Mandate;
import io.tact.arbitration.MessageNames.Kind;
import io.tact.model.Catalogue;
import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.model.Suspension;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are a credential's own: those that its limits cover. What the catalogue has of others is not, and nobody speaks in
 * its name; what it does not have is of another system, and anybody's. For one thread.
 */
final class OwnMessages {
    private final Mandate.Limits limits;
    private final Catalogue catalogue;
    private final BitSet covered;
    private final ActiveRuleset active;

    OwnMessages(ActiveRuleset active, Mandate.Limits limits) {
        this.active = active;
        this.limits = limits;
        this.catalogue = active.ruleset().catalogue();
        this.covered = limits.isNone() ? new BitSet() : active.covered(limits);
    }

    /** Whether all that the catalogue has of such a name is another's. */
    private boolean isForeign(Kind kind, String name) {
        return active.names().areOutside(covered, kind, name);
    }

    /** Whether everything is. */
    boolean isEverything() {
        return limits.isNone();
    }

    /** Why a contact is not of them: what it says that is another's; nothing if it is. */
    Optional<String> whyNot(Contact contact) {
        if (limits.isNone()) {
            return Optional.empty();
        }
        Slot slot = contact.slot();
        if (!limits.cover(slot)) {
            return Optional.of("is of sender " + slot.sender() + ", sender class " + slot.senderClass() + ", purpose "
                    + slot.purpose());
        }
        if (isOthersTreatment(contact.treatment())) {
            return Optional.of("is of treatment " + contact.treatment() + ", which is another's");
        }
        for (Kind kind : Kind.values()) {
            String value = kind.of(slot);
            if (value != null && isForeign(kind, value)) {
                return Optional.of("names " + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + value
                        + ", which is another's");
            }
        }
        return Optional.empty();
    }

    private boolean isOthersTreatment(@Nullable String treatment) {
        int ordinal = treatment == null ? -1 : catalogue.ordinal(treatment);
        return ordinal >= 0 && !covered.get(ordinal);
    }

    /** Whether the catalogue has a message of such a campaign, and of such a treatment if one is named, that is of them. */
    boolean have(@Nullable String campaign, @Nullable String treatment) {
        if (limits.isNone()) {
            return true;
        }
        int ordinal = treatment == null ? -1 : catalogue.ordinal(treatment);
        return ordinal >= 0
                ? covered.get(ordinal)
                : campaign != null && catalogue.ofCampaign(campaign).intersects(covered);
    }

    /** Whether a suspension may stop one of them. */
    boolean mayBeStoppedBy(Suspension suspension) {
        return limits.isNone()
                || switch (suspension.target()) {
                    case CHANNEL, REGION -> true;
                    case CAMPAIGN -> !isForeign(Kind.CAMPAIGN, suspension.value());
                    case OFFER -> !isForeign(Kind.OFFER, suspension.value());
                    case SENDER -> !isForeign(Kind.SENDER, suspension.value());
                };
    }
}
