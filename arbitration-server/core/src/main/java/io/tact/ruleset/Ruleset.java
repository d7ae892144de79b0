package io.tact.ruleset;

import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Dictionary;
import io.tact.policy.BudgetRule;
import io.tact.policy.PolicyBook;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The data of a ruleset: everything but what decides eligibility, scores and DRL.
 *
 * @param version which state of it
 * @param settings what {@code ruleset.yaml} says
 * @param dictionary the attributes rules may read
 * @param catalogue the treatments
 * @param policy the contact policy, that of the packs included
 * @param packs the packs that it includes
 * @param budgets the budgets across subscribers
 */
public record Ruleset(
        RulesetVersion version,
        RulesetSettings settings,
        Dictionary dictionary,
        Catalogue catalogue,
        PolicyBook policy,
        List<Pack> packs,
        List<BudgetRule> budgets) {
    public Ruleset {
        packs = List.copyOf(packs);
        budgets = List.copyOf(budgets);
    }

    /** A ruleset without budgets. */
    public Ruleset(
            RulesetVersion version,
            RulesetSettings settings,
            Dictionary dictionary,
            Catalogue catalogue,
            PolicyBook policy,
            List<Pack> packs) {
        this(version, settings, dictionary, catalogue, policy, packs, List.of());
    }

    /** A ruleset without packs. */
    public Ruleset(
            RulesetVersion version,
            RulesetSettings settings,
            Dictionary dictionary,
            Catalogue catalogue,
            PolicyBook policy) {
        this(version, settings, dictionary, catalogue, policy, List.of());
    }

    /**
     * Whether a message may be on that channel, which may be one that is not sent on from here: the catalogue or a policy
     * row names it, or it is well known. A policy row then counts what its author meant it to.
     */
    public boolean knows(Channel channel) {
        return catalogue.hasChannel(channel)
                || policy.channels().contains(channel.name())
                || Channel.WELL_KNOWN.contains(channel);
    }

    /** The names of the channels that it {@linkplain #knows(Channel) knows}, in order. */
    public SortedSet<String> channels() {
        SortedSet<String> names = new TreeSet<>(policy.channels());
        catalogue.channels().forEach(channel -> names.add(channel.name()));
        Channel.WELL_KNOWN.forEach(channel -> names.add(channel.name()));
        return names;
    }
}
