package io.tact.arbitration;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Amounts;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.port.CompiledRuleset;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Small rulesets, subscribers and requests for tests. */
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    public static final Duration RETENTION = ContactHistory.DEFAULT_RETENTION;

    private Sample() {}

    static Treatment treatment(String campaign, String channel, Purpose purpose, String category) {
        return treatment(
                campaign + "/" + channel,
                new Slot(
                        new Channel(channel),
                        Direction.OUTBOUND,
                        purpose,
                        category,
                        null,
                        "northline",
                        SenderClass.CVM,
                        campaign,
                        "offer-" + campaign));
    }

    static Treatment treatment(String id, Slot slot) {
        return new Treatment(
                id,
                slot,
                null,
                null,
                null,
                0,
                Fixed.of(10),
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.parse("0.1"),
                Fixed.ZERO,
                null,
                null,
                Map.of("", "hello", "fr", "bonjour"));
    }

    public static Treatment marketing(String campaign, String channel) {
        return treatment(campaign, channel, Purpose.MARKETING, "DATA");
    }

    /** A treatment like another, of which the catalogue says what it amounts to. */
    static Treatment amounting(Treatment like, Amounts amounts) {
        Slot slot = like.slot();
        return new Treatment(
                like.id(),
                new Slot(
                        slot.channel(),
                        slot.direction(),
                        slot.purpose(),
                        slot.category(),
                        slot.subject(),
                        slot.sender(),
                        slot.senderClass(),
                        slot.campaign(),
                        slot.offer(),
                        amounts),
                null,
                null,
                null,
                0,
                amounts.value(),
                amounts.contactCost(),
                amounts.incentiveCost(),
                like.prior(),
                like.lever(),
                null,
                null,
                like.content());
    }

    public static PolicyRule cap(String id, int max, Span length) {
        return new CapRule(
                new RuleInfo("caps", id, "sample", null, null, null, null),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                new Window.Rolling(length),
                ZoneBasis.SUBSCRIBER,
                max,
                Counted.ATTEMPTS,
                Set.of());
    }

    static PolicyRule channelCap(String id, String channel, int max, Span length) {
        return new CapRule(
                new RuleInfo("caps", id, "sample", null, null, null, null),
                new Scope(
                        Set.of(new Channel(channel)),
                        Set.of(Direction.OUTBOUND),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of()),
                CapRule.Level.SUBSCRIBER,
                new Window.Rolling(length),
                ZoneBasis.SUBSCRIBER,
                max,
                Counted.ATTEMPTS,
                Set.of());
    }

    static RulesetSettings settings(String universal, String campaign) {
        return new RulesetSettings(
                "sample",
                null,
                null,
                ZoneId.of("Europe/Paris"),
                "en",
                Fixed.parse(universal),
                Fixed.parse(campaign),
                "salt",
                Duration.ofMinutes(15),
                Duration.ofDays(400),
                List.of(ZoneId.of("Europe/Paris")));
    }

    static ActiveRuleset ruleset(
            RulesetSettings settings,
            List<Treatment> treatments,
            List<PolicyRule> policy,
            Consumer<FakeEvaluator> rules) {
        Catalogue catalogue = new Catalogue(treatments);
        FakeEvaluator evaluator = new FakeEvaluator(catalogue);
        rules.accept(evaluator);
        Ruleset ruleset = new Ruleset(
                new RulesetVersion("sample", "0123456789abcdef"),
                settings,
                new Dictionary(List.of()),
                catalogue,
                new PolicyBook(policy));
        return new ActiveRuleset(new CompiledRuleset(ruleset, evaluator), 7);
    }

    public static ActiveRuleset ruleset(List<Treatment> treatments, List<PolicyRule> policy) {
        return ruleset(settings("0", "0"), treatments, policy, rules -> {});
    }

    static Subscriber subscriber(String id) {
        return new Subscriber(
                id,
                List.of("+33639980001"),
                List.of(),
                List.of(),
                ZoneId.of("Europe/Paris"),
                null,
                "fr-FR",
                Map.of(),
                List.of());
    }

    static ContactHistory history(String subscriber) {
        return new ContactHistory(
                LedgerKey.ofSubscriber(subscriber), 1, Instant.EPOCH, List.of(subscriber(subscriber)), List.of());
    }

    static ArbitrationRequest request(String subscriber, int limit, boolean reserve) {
        return request(subscriber, limit, reserve, Explain.FULL, false, null);
    }

    static ArbitrationRequest request(
            String subscriber,
            int limit,
            boolean reserve,
            Explain explain,
            boolean deferrable,
            @Nullable Instant notAfter) {
        return new ArbitrationRequest(
                new SubscriberRef.ById(subscriber),
                Direction.OUTBOUND,
                List.of(),
                List.of(),
                Map.of(),
                limit,
                reserve,
                explain,
                deferrable,
                notAfter);
    }
}
