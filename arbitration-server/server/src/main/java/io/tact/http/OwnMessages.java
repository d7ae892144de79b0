package io.tact.http;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Mandate;
import io.tact.model.Catalogue;
import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.model.Suspension;
import io.tact.model.Treatment;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are a credential's own: those that its limits cover. What the catalogue has of others is not, and nobody speaks in
 * its name; what it does not have is of another system, and anybody's. For one thread.
 */
final class OwnMessages {
    private final Mandate.Limits limits;
    private final Catalogue catalogue;
    private final BitSet covered;
    private @Nullable Set<String> foreign;

    /** What may stand in a contact in the place of who speaks, and of what. */
    private enum Name {
        CAMPAIGN(Slot::campaign),
        OFFER(Slot::offer),
        SENDER(Slot::sender);

        private final Function<Slot, @Nullable String> of;

        Name(Function<Slot, @Nullable String> of) {
            this.of = of;
        }

        String with(String value) {
            return this + " " + value;
        }
    }

    OwnMessages(ActiveRuleset active, Mandate.Limits limits) {
        this.limits = limits;
        this.catalogue = active.ruleset().catalogue();
        this.covered = limits.isNone() ? new BitSet() : active.covered(limits);
    }

    /** Whether all that the catalogue has of such a name is another's. */
    private boolean isForeign(Name name, String value) {
        Set<String> all = foreign;
        if (all == null) {
            all = new HashSet<>();
            for (Name each : Name.values()) {
                all.addAll(names(each, catalogue.treatments().stream()));
                all.removeAll(names(each, covered.stream().mapToObj(catalogue::get)));
            }
            foreign = all;
        }
        return all.contains(name.with(value));
    }

    private static Set<String> names(Name name, Stream<Treatment> treatments) {
        return treatments
                .map(treatment -> name.of.apply(treatment.slot()))
                .flatMap(Stream::ofNullable)
                .map(name::with)
                .collect(Collectors.toSet());
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
        for (Name name : Name.values()) {
            String value = name.of.apply(slot);
            if (value != null && isForeign(name, value)) {
                return Optional.of("names " + name.name().toLowerCase(java.util.Locale.ROOT) + " " + value
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
                    case CAMPAIGN -> !isForeign(Name.CAMPAIGN, suspension.value());
                    case OFFER -> !isForeign(Name.OFFER, suspension.value());
                    case SENDER -> !isForeign(Name.SENDER, suspension.value());
                };
    }
}
