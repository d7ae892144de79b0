package io.tact.rules.simulation;

import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.policy.BudgetRule;
import io.tact.policy.CapRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetEvaluator;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A ruleset made by hand: everybody is eligible for everything, and the policy is what a test puts in. */
final class OpenRuleset {
    private OpenRuleset() {}

    static CompiledRuleset of(
            String name,
            ZoneId zone,
            Dictionary dictionary,
            List<Treatment> treatments,
            List<PolicyRule> policy,
            Function<Facts, List<Verdict>> drl) {
        RulesetSettings settings = new RulesetSettings(
                name,
                null,
                null,
                zone,
                "en",
                Fixed.ONE, // everybody is control, unless the simulation leaves control out
                Fixed.ONE,
                "salt",
                Duration.ofHours(1),
                Duration.ofDays(60),
                List.of(zone));
        Catalogue catalogue = new Catalogue(treatments);
        Ruleset ruleset = new Ruleset(
                new RulesetVersion(name, "0123456789abcdef"), settings, dictionary, catalogue, new PolicyBook(policy));
        return new CompiledRuleset(ruleset, new Everything(catalogue.size(), drl));
    }

    static CompiledRuleset withCaps(ZoneId zone, PolicyRule... caps) {
        return of("caps", zone, new Dictionary(List.of()), List.of(), List.of(caps), facts -> List.of());
    }

    /** The same with budgets. */
    static CompiledRuleset withBudgets(CompiledRuleset from, BudgetRule... budgets) {
        Ruleset r = from.ruleset();
        return new CompiledRuleset(
                new Ruleset(
                        r.version(),
                        r.settings(),
                        r.dictionary(),
                        r.catalogue(),
                        r.policy(),
                        r.packs(),
                        List.of(budgets)),
                from.evaluator());
    }

    static BudgetRule budget(String id, String channel, BudgetRule.Period period, ZoneId zone, long max) {
        return new BudgetRule(
                new RuleInfo("budgets", id, "budgets", null, null, null, null),
                new Scope(
                        Set.of(new Channel(channel)),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of()),
                period,
                zone,
                max);
    }

    static CapRule cap(String id, Window window, int max) {
        return new CapRule(
                new RuleInfo("caps", id, "caps", null, null, null, null),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                window,
                ZoneBasis.SUBSCRIBER,
                max,
                Counted.SENT,
                Set.of());
    }

    static CapRule rolling(String id, String length, int max) {
        return cap(id, new Window.Rolling(Span.parse(length)), max);
    }

    static Treatment treatment(String id, String campaign, String offer, String channel) {
        Slot slot = new Slot(
                new Channel(channel),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                null,
                SenderClass.CVM,
                campaign,
                offer);
        return new Treatment(
                id,
                slot,
                null,
                null,
                null,
                0,
                Fixed.ONE,
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ONE,
                Fixed.ZERO,
                null,
                null,
                Map.of());
    }

    private record Everything(int treatments, Function<Facts, List<Verdict>> drl) implements RulesetEvaluator {
        @Override
        public TableHits tables(Facts facts) {
            BitSet all = new BitSet();
            all.set(0, treatments);
            return new TableHits() {
                @Override
                public BitSet eligible() {
                    return all;
                }

                @Override
                public List<Reason> ineligibility(int treatment) {
                    return List.of();
                }

                @Override
                public Factors factors(int treatment) {
                    return new Factors(Fixed.ONE, Fixed.ONE, Fixed.ONE, Fixed.ZERO);
                }

                @Override
                public boolean matched(String row) {
                    return false;
                }
            };
        }

        @Override
        public List<Verdict> rules(Facts facts, TableHits hits, Collection<Slot> slots) {
            return drl.apply(facts);
        }

        @Override
        public boolean runsAuthorCode() {
            return true;
        }

        @Override
        public void close() {}
    }
}
