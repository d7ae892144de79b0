package io.tact.policy;

import io.tact.model.Selector;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which senders, campaigns, offers and subjects the rows of a book can tell apart: those that they name, and all of them
 * where a row counts per value. A value that no row can tell from another is as good as none. Also which channels the rows
 * name. Immutable.
 */
final class TestedValues {
    private final Set<String> channels = new HashSet<>();
    private final Set<String> senders = new HashSet<>();
    private final Set<String> campaigns = new HashSet<>();
    private final Set<String> offers = new HashSet<>();
    private final Map<CapRule.Key, List<Scope>> countedPer = new EnumMap<>(CapRule.Key.class);
    private final Set<Selector.Dimension> onePer = new HashSet<>();
    private final List<Scope> consents = new ArrayList<>();

    TestedValues(List<PolicyRule> rules) {
        rules.forEach(this::add);
    }

    private void add(PolicyRule rule) {
        if (rule instanceof CapRule cap) {
            add(cap.scope());
            countedPer.computeIfAbsent(cap.key(), k -> new ArrayList<>()).add(cap.scope());
        } else if (rule instanceof HoursRule hours) {
            add(hours.scope());
        } else if (rule instanceof ConsentRule consent) {
            add(consent.scope());
            consents.add(consent.scope());
        } else if (rule instanceof ExclusionRule.NeverTogether pair) {
            add(pair.a().dimension(), pair.a().value());
            add(pair.b().dimension(), pair.b().value());
        } else if (rule instanceof ExclusionRule.OnePer one) {
            if (one.only() == null) {
                onePer.add(one.dimension());
            } else {
                add(one.dimension(), one.only());
            }
        } else if (rule instanceof ExclusionRule.Withholds withholds) {
            add(withholds.what().dimension(), withholds.what().value());
        }
    }

    private void add(Scope scope) {
        scope.channels().forEach(channel -> channels.add(channel.name()));
        senders.addAll(scope.senders());
        campaigns.addAll(scope.campaigns());
        offers.addAll(scope.offers());
    }

    private void add(Selector.Dimension dimension, String value) {
        switch (dimension) {
            case CHANNEL -> channels.add(value);
            case SENDER -> senders.add(value);
            case CAMPAIGN -> campaigns.add(value);
            case OFFER -> offers.add(value);
            case ALL, TREATMENT, CATEGORY, PURPOSE -> {}
        }
    }

    /** The names of the channels that rows name. */
    Set<String> channels() {
        return Collections.unmodifiableSet(channels);
    }

    Slot project(Slot slot) {
        boolean sender = named(senders, slot.sender())
                || perValue(slot, CapRule.Key.PER_SENDER, Selector.Dimension.SENDER)
                || covered(consents, slot);
        boolean campaign = named(campaigns, slot.campaign())
                || perValue(slot, CapRule.Key.PER_CAMPAIGN, Selector.Dimension.CAMPAIGN);
        boolean offer = named(offers, slot.offer()) || perValue(slot, CapRule.Key.PER_OFFER, Selector.Dimension.OFFER);
        boolean subject = covered(countedPer.getOrDefault(CapRule.Key.PER_SUBJECT, List.of()), slot);
        return new Slot(
                slot.channel(),
                slot.direction(),
                slot.purpose(),
                slot.category(),
                subject ? slot.subject() : null,
                sender ? slot.sender() : null,
                slot.senderClass(),
                campaign ? slot.campaign() : null,
                offer ? slot.offer() : null);
    }

    private static boolean named(Set<String> names, @Nullable String value) {
        return value != null && names.contains(value);
    }

    private boolean perValue(Slot slot, CapRule.Key key, Selector.Dimension dimension) {
        return onePer.contains(dimension) || covered(countedPer.getOrDefault(key, List.of()), slot);
    }

    private static boolean covered(List<Scope> scopes, Slot slot) {
        for (Scope scope : scopes) {
            if (scope.covers(slot)) {
                return true;
            }
        }
        return false;
    }
}
