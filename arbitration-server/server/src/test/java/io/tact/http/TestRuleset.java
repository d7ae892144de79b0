package io.tact.http;

import io.tact.arbitration.ActiveRuleset;
import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Amounts;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.policy.BudgetRule;
import io.tact.policy.CapRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.port.CompiledRuleset;
import io.tact.port.CouldNotDecideException;
import io.tact.port.RulesetEvaluator;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A small ruleset: two SMS campaigns and one for agents, one message a day, a kiosk that only policy names, and rules that
 * may be made to wait or to fail.
 */
final class TestRuleset {
    static final RulesetVersion VERSION = new RulesetVersion("test", "0123456789abcdef");

    /** Run before the rules of every decision. */
    final AtomicReference<@Nullable Runnable> beforeRules = new AtomicReference<>();

    /** @param more rules beside its own */
    ActiveRuleset activated(RulesetVersion version, long epoch, PolicyRule... more) {
        List<PolicyRule> rules = new ArrayList<>(policy());
        rules.addAll(List.of(more));
        return activated(version, epoch, rules, List.of());
    }

    /** With budgets, and no rule beside them. */
    ActiveRuleset activated(RulesetVersion version, long epoch, List<BudgetRule> budgets) {
        return activated(version, epoch, List.of(), budgets);
    }

    private ActiveRuleset activated(
            RulesetVersion version, long epoch, List<PolicyRule> rules, List<BudgetRule> budgets) {
        Ruleset ruleset =
                new Ruleset(version, settings(), dictionary(), catalogue(), new PolicyBook(rules), List.of(), budgets);
        return new ActiveRuleset(new CompiledRuleset(ruleset, new Everything()), epoch);
    }

    static void fail() {
        throw new CouldNotDecideException("rule \"endless\" did not come to an end");
    }

    private static RulesetSettings settings() {
        return new RulesetSettings(
                "test",
                null,
                null,
                ZoneOffset.UTC,
                "en",
                Fixed.ZERO,
                Fixed.ZERO,
                "salt",
                Duration.ofMinutes(30),
                Duration.ofDays(30),
                List.of(ZoneOffset.UTC));
    }

    private static Dictionary dictionary() {
        return new Dictionary(List.of(
                new Attribute(
                        "plan",
                        AttributeScope.PROFILE,
                        AttributeType.STRING,
                        null,
                        Set.of("PREPAID", "POSTPAID"),
                        null),
                new Attribute("balance", AttributeScope.PROFILE, AttributeType.NUMBER, "cents", Set.of(), null),
                new Attribute("roaming", AttributeScope.PROFILE, AttributeType.BOOLEAN, null, Set.of(), null),
                new Attribute("contractEnd", AttributeScope.PROFILE, AttributeType.DATE, null, Set.of(), null),
                new Attribute("lastTopUp", AttributeScope.PROFILE, AttributeType.INSTANT, null, Set.of(), null),
                new Attribute("callReason", AttributeScope.CONTEXT, AttributeType.STRING, null, Set.of(), null),
                new Attribute("billAmount", AttributeScope.CONTEXT, AttributeType.NUMBER, "cents", Set.of(), null)));
    }

    private static Catalogue catalogue() {
        return new Catalogue(List.of(
                treatment("TOPUP-10", "SMS", Direction.OUTBOUND, "2"),
                treatment("DATA-5", "SMS", Direction.OUTBOUND, "1"),
                treatment("LOYALTY", "CALL_CENTRE", Direction.INBOUND, "3")));
    }

    private static Treatment treatment(String campaign, String channel, Direction direction, String value) {
        Slot slot = new Slot(
                new Channel(channel),
                direction,
                Purpose.MARKETING,
                null,
                null,
                "Northline",
                SenderClass.CVM,
                campaign,
                campaign + "-OFFER",
                new Amounts(Fixed.parse(value), Fixed.ZERO, Fixed.ZERO));
        return new Treatment(
                campaign + "/" + channel,
                slot,
                null,
                null,
                null,
                0,
                Fixed.parse(value),
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.parse("0.14"),
                Fixed.ZERO,
                null,
                null,
                Map.of("", "Hello from " + campaign, "fr", "Bonjour de " + campaign));
    }

    private static List<PolicyRule> policy() {
        RuleInfo kiosk = new RuleInfo("exclusions", "kiosk", "test", null, null, null, null);
        return List.of(
                new CapRule(
                        new RuleInfo("caps", "sms-day", "test", null, null, null, null),
                        Scope.OUTBOUND,
                        CapRule.Level.SUBSCRIBER,
                        new Window.Rolling(Span.parse("PT24H")),
                        ZoneBasis.SUBSCRIBER,
                        1,
                        Counted.ATTEMPTS,
                        Set.of()),
                new ExclusionRule.OnePer(kiosk, Selector.Dimension.CHANNEL, "KIOSK", null, List.of()));
    }

    /** Everybody is eligible for everything. */
    private final class Everything implements RulesetEvaluator {
        @Override
        public TableHits tables(Facts facts) {
            return new TableHits() {
                @Override
                public BitSet eligible() {
                    BitSet all = new BitSet();
                    all.set(0, 3);
                    return all;
                }

                @Override
                public List<Reason> ineligibility(int treatment) {
                    return List.of();
                }

                @Override
                public Factors factors(int treatment) {
                    Treatment t = catalogue().get(treatment);
                    return new Factors(t.prior(), Fixed.ONE, t.value(), t.lever());
                }

                @Override
                public boolean matched(String row) {
                    return false;
                }
            };
        }

        @Override
        public List<Verdict> rules(Facts facts, TableHits hits, Collection<Slot> slots) {
            Runnable before = beforeRules.get();
            if (before != null) {
                before.run();
            }
            return List.of();
        }

        @Override
        public boolean runsAuthorCode() {
            return true;
        }

        @Override
        public void close() {}
    }
}
