package io.tact.policy;

import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which campaigns, offers, subjects and amounts the rows of a book can tell apart: those that they name, and all of them
 * where a row counts or compares them. A value that no row can tell from another is as good as none. The other dimensions
 * always stay: consents, suppressions and DRL may ask for them. Also which channels and purposes the rows name.
 * Immutable.
 */
final class TestedValues {
    private enum Compared {
        CAMPAIGN,
        OFFER,
        SUBJECT,
        AMOUNTS
    }

    private final Set<String> channels = new HashSet<>();
    private final Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    private final Set<String> campaigns = new HashSet<>();
    private final Set<String> offers = new HashSet<>();
    private final Set<String> subjects = new HashSet<>();
    private final Map<Compared, List<Scope>> compared = new EnumMap<>(Compared.class);

    TestedValues(Collection<PolicyRule> rules) {
        rules.forEach(this::add);
    }

    private void add(PolicyRule rule) {
        if (rule instanceof CapRule cap) {
            add(cap.scope());
            addCap(cap);
        } else if (rule instanceof HoursRule hours) {
            add(hours.scope());
        } else if (rule instanceof CooloffRule cooloff) {
            add(cooloff.scope());
            cooloff.triggerChannels().forEach(channel -> channels.add(channel.name()));
            addCooloff(cooloff);
        } else if (rule instanceof ExemptionRule exemption) {
            add(exemption.scope());
        } else if (rule instanceof ConsentRule consent) {
            add(consent.scope());
        } else if (rule instanceof ExclusionRule exclusion) {
            addExclusion(exclusion);
        }
    }

    private void addCap(CapRule cap) {
        for (CapRule.Key key : cap.keys()) {
            switch (key) {
                case PER_CAMPAIGN -> compare(Compared.CAMPAIGN, cap.scope());
                case PER_OFFER -> compare(Compared.OFFER, cap.scope());
                case PER_SUBJECT -> compare(Compared.SUBJECT, cap.scope());
                case PER_SENDER, PER_CATEGORY -> {}
            }
        }
        switch (cap.mode()) {
            case DISTINCT_OFFERS -> compare(Compared.OFFER, cap.scope());
            case SUM_CONTACT_COST, SUM_INCENTIVE_COST, SUM_VALUE -> compare(Compared.AMOUNTS, cap.scope());
            case COUNT, DISTINCT_CHANNELS -> {}
        }
    }

    private void addCooloff(CooloffRule cooloff) {
        for (CooloffRule.Sharing sharing : cooloff.appliesTo()) {
            switch (sharing) {
                case SAME_CAMPAIGN -> compare(Compared.CAMPAIGN, cooloff.scope());
                case SAME_OFFER -> compare(Compared.OFFER, cooloff.scope());
                case SAME_SUBJECT -> compare(Compared.SUBJECT, cooloff.scope());
                case SAME_SENDER, SAME_CATEGORY, SAME_CHANNEL, SAME_LINE -> {}
            }
        }
    }

    private void addExclusion(ExclusionRule rule) {
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            add(pair.a());
            add(pair.b());
        } else if (rule instanceof ExclusionRule.NotAfter order) {
            add(order.a());
        } else if (rule instanceof ExclusionRule.OnlyAfter order) {
            add(order.a());
        } else if (rule instanceof ExclusionRule.Withholds withholds) {
            add(withholds.what());
        } else if (rule instanceof ExclusionRule.OnePer one) {
            if (one.only() != null) {
                add(new Selector(one.dimension(), one.only()));
            } else if (one.dimension() == Selector.Dimension.CAMPAIGN) {
                compare(Compared.CAMPAIGN, Scope.ANY);
            } else if (one.dimension() == Selector.Dimension.OFFER) {
                compare(Compared.OFFER, Scope.ANY);
            }
        }
    }

    private void compare(Compared what, Scope scope) {
        compared.computeIfAbsent(what, w -> new ArrayList<>()).add(scope);
    }

    private void add(Scope scope) {
        scope.channels().forEach(channel -> channels.add(channel.name()));
        purposes.addAll(scope.purposes());
        campaigns.addAll(scope.campaigns());
        offers.addAll(scope.offers());
        subjects.addAll(scope.subjects());
    }

    private void add(Selector selector) {
        switch (selector.dimension()) {
            case CAMPAIGN -> campaigns.add(selector.value());
            case OFFER -> offers.add(selector.value());
            case CHANNEL -> channels.add(selector.value());
            case PURPOSE -> purposes.add(Purpose.valueOf(selector.value()));
            case ALL, TREATMENT, CATEGORY, SENDER -> {}
        }
    }

    /** The names of the channels that rows name. */
    Set<String> channels() {
        return Collections.unmodifiableSet(channels);
    }

    /** The purposes that rows name. */
    Set<Purpose> purposes() {
        return Collections.unmodifiableSet(purposes);
    }

    Slot project(Slot slot) {
        return new Slot(
                slot.channel(),
                slot.direction(),
                slot.purpose(),
                slot.category(),
                isTested(Compared.SUBJECT, subjects, slot.subject(), slot) ? slot.subject() : null,
                slot.sender(),
                slot.senderClass(),
                isTested(Compared.CAMPAIGN, campaigns, slot.campaign(), slot) ? slot.campaign() : null,
                isTested(Compared.OFFER, offers, slot.offer(), slot) ? slot.offer() : null,
                isCompared(Compared.AMOUNTS, slot) ? slot.amounts() : null);
    }

    private boolean isTested(Compared what, Set<String> named, @Nullable String value, Slot slot) {
        return value != null && (named.contains(value) || isCompared(what, slot));
    }

    private boolean isCompared(Compared what, Slot slot) {
        for (Scope scope : compared.getOrDefault(what, List.of())) {
            if (scope.covers(slot)) {
                return true;
            }
        }
        return false;
    }
}
