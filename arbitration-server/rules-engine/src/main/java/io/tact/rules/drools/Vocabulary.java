package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.Dictionary;
import io.tact.model.Selector;
import io.tact.model.Selector.Dimension;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.Scope;
import io.tact.rules.tables.ParsedRuleset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the rules of a ruleset may name.
 *
 * @param dictionary the attributes
 * @param names the campaigns, offers, treatments, categories, channels and senders there are; a dimension that is not there
 *     is open: any name will do
 */
public record Vocabulary(Dictionary dictionary, Map<Dimension, Set<String>> names) {
    public Vocabulary {
        names = Map.copyOf(names);
    }

    /** What the tables name: the catalogue, and policy rows about messages that are not in it. */
    public static Vocabulary of(ParsedRuleset tables) {
        Map<Dimension, Set<String>> names = new TreeMap<>();
        tables.names().forEach((dimension, some) -> names.put(dimension, new TreeSet<>(some)));
        tables.policy().forEach(row -> add(row, names));
        return new Vocabulary(tables.dictionary(), names);
    }

    /** Whether there may be a message of that name. */
    boolean knows(Dimension dimension, String name) {
        Set<String> all = names.get(dimension);
        return all == null || all.contains(name);
    }

    /** The names of a dimension that is not open; empty for one that is. */
    Set<String> of(Dimension dimension) {
        return names.getOrDefault(dimension, Set.of());
    }

    /** The first dimension that has that name. */
    Optional<Dimension> dimensionOf(String name) {
        return Arrays.stream(Dimension.values())
                .filter(d -> of(d).contains(name))
                .findFirst();
    }

    private static void add(PolicyRule row, Map<Dimension, Set<String>> names) {
        if (row instanceof CapRule cap) {
            add(cap.scope(), names);
        } else if (row instanceof HoursRule hours) {
            add(hours.scope(), names);
        } else if (row instanceof ConsentRule consent) {
            add(consent.scope(), names);
        } else if (row instanceof CooloffRule cooloff) {
            add(cooloff.scope(), names);
            add(
                    Dimension.CHANNEL,
                    cooloff.triggerChannels().stream().map(Channel::name).toList(),
                    names);
        } else if (row instanceof ExemptionRule exemption) {
            add(exemption.scope(), names);
        } else {
            selectors((ExclusionRule) row).forEach(s -> add(s.dimension(), List.of(s.value()), names));
        }
    }

    private static void add(Scope scope, Map<Dimension, Set<String>> names) {
        add(Dimension.CHANNEL, scope.channels().stream().map(Channel::name).toList(), names);
        add(Dimension.CATEGORY, scope.categories(), names);
        add(Dimension.SENDER, scope.senders(), names);
        add(Dimension.CAMPAIGN, scope.campaigns(), names);
        add(Dimension.OFFER, scope.offers(), names);
    }

    private static void add(Dimension dimension, Collection<String> more, Map<Dimension, Set<String>> names) {
        names.computeIfPresent(dimension, (d, some) -> {
            some.addAll(more);
            return some;
        });
    }

    private static List<Selector> selectors(ExclusionRule row) {
        if (row instanceof ExclusionRule.NeverTogether two) {
            return List.of(two.a(), two.b());
        } else if (row instanceof ExclusionRule.NotAfter order) {
            return List.of(order.a(), order.b());
        } else if (row instanceof ExclusionRule.OnlyAfter order) {
            return List.of(order.a(), order.b());
        } else if (row instanceof ExclusionRule.Withholds one) {
            return List.of(one.what());
        }
        ExclusionRule.OnePer one = (ExclusionRule.OnePer) row;
        return one.only() == null ? List.of() : List.of(new Selector(one.dimension(), one.only()));
    }
}
