package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Select;
import io.tact.facts.Verdict;
import io.tact.history.ContactHistory;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Suspension;
import io.tact.model.Treatment;
import io.tact.policy.CapAllowance;
import io.tact.policy.ConsentRule;
import io.tact.policy.DoNotCallLists;
import io.tact.policy.PolicyRule;
import io.tact.policy.Registers;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowanceTellerTest {
    private static final Span WEEK = Span.parse("P7D");

    private final Treatment sms = Sample.marketing("A", "SMS");
    private final Treatment email = Sample.treatment("B", "EMAIL", Purpose.SERVICE, "BILL");

    private static List<Allowance> tell(ActiveRuleset ruleset, Registers registers, ContactHistory history) {
        return new AllowanceTeller(ruleset, registers)
                .tell(history.subscribers().get(0), history, Sample.NOW);
    }

    private static Allowance of(List<Allowance> all, String channel, Purpose purpose) {
        return all.stream()
                .filter(a ->
                        a.slot().channel().name().equals(channel) && a.slot().purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ways(List<Allowance> all) {
        return all.stream()
                .map(a -> a.slot().channel() + "/" + a.slot().purpose() + "/"
                        + a.slot().sender())
                .toList();
    }

    @Test
    void tellsEveryWayThatTheCatalogueOrPolicyKnows() {
        Treatment inbound = said(Sample.treatment("C", "WEB", Purpose.RESEARCH, "X"), Direction.INBOUND, "another");
        List<Allowance> all = tell(
                Sample.ruleset(List.of(sms, email, inbound), List.of(Sample.channelCap("fax", "FAX", 1, WEEK))),
                Registers.EMPTY,
                Sample.history("S-1"));

        assertThat(ways(all))
                .containsExactly(
                        "EMAIL/SERVICE/northline",
                        "EMAIL/MARKETING/northline",
                        "FAX/SERVICE/northline",
                        "FAX/MARKETING/northline",
                        "SMS/SERVICE/northline",
                        "SMS/MARKETING/northline");
        assertThat(all).allMatch(Allowance::isAllowed);
        assertThat(of(all, "FAX", Purpose.MARKETING).caps())
                .extracting(CapAllowance::rule)
                .containsExactly("caps#fax");
        assertThat(of(all, "SMS", Purpose.MARKETING).caps()).isEmpty();
    }

    @Test
    void saysWhyNotAndWhenAndWhatIsLeft() {
        List<PolicyRule> rules = List.of(
                Sample.cap("week", 2, WEEK),
                Sample.channelCap("sms", "SMS", 1, WEEK),
                new ConsentRule(
                        new RuleInfo("consent", "email", "sample", null, null, null, null),
                        new Scope(
                                Set.of(new Channel("EMAIL")),
                                Set.of(),
                                Set.of(Purpose.MARKETING),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of()),
                        ConsentRule.Model.OPT_IN,
                        null));
        ContactHistory history = Sample.history("S-1").plus(List.of(sent("c", Duration.ofDays(2))));

        List<Allowance> all = tell(Sample.ruleset(List.of(sms, email), rules), Registers.EMPTY, history);

        Allowance service = of(all, "EMAIL", Purpose.SERVICE);
        assertThat(service.isAllowed()).isTrue();
        assertThat(service.nextAllowedAt()).isNull();
        assertThat(service.caps())
                .singleElement()
                .satisfies(cap -> assertThat(cap.remaining().toString()).isEqualTo("1"));
        Allowance text = of(all, "SMS", Purpose.MARKETING);
        assertThat(text.isAllowed()).isFalse();
        assertThat(text.reasons()).extracting(Reason::rule).containsExactly("caps#sms");
        assertThat(text.nextAllowedAt()).isEqualTo(Sample.NOW.plus(Duration.ofDays(5)));
        assertThat(text.caps()).extracting(CapAllowance::rule).containsExactly("caps#sms", "caps#week");
        assertThat(text.caps().get(0).freesAt()).isEqualTo(Sample.NOW.plus(Duration.ofDays(5)));
        Allowance never = of(all, "EMAIL", Purpose.MARKETING);
        assertThat(never.reasons()).extracting(Reason::rule).containsExactly("consent#email");
        assertThat(never.nextAllowedAt()).isNull();
    }

    private Contact sent(String id, Duration ago) {
        return new Contact(
                id, "S-1", null, sms.slot(), sms.id(), Sample.NOW.minus(ago), null, ContactState.SENT, List.of());
    }

    @Test
    void hearsSuspensionsAndRulesOfAuthors() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(sms, email),
                List.of(),
                rules -> rules.says(
                        new Verdict.Withhold("no e-mail today", Select.channel("EMAIL"), "the server is down")));
        Suspension suspension = new Suspension(
                "outage",
                Suspension.Target.CHANNEL,
                "SMS",
                "maintenance",
                Sample.NOW,
                Sample.NOW.plus(Duration.ofHours(2)));

        List<Allowance> all =
                tell(ruleset, new Registers(DoNotCallLists.NONE, List.of(suspension)), Sample.history("S-1"));

        Allowance text = of(all, "SMS", Purpose.MARKETING);
        assertThat(text.reasons()).extracting(Reason::rule).containsExactly("suspension#outage");
        assertThat(text.nextAllowedAt()).isEqualTo(Sample.NOW.plus(Duration.ofHours(2)));
        Allowance mail = of(all, "EMAIL", Purpose.SERVICE);
        assertThat(mail.reasons()).extracting(Reason::rule).containsExactly("no e-mail today");
        assertThat(mail.nextAllowedAt()).isNull();
    }

    @Test
    void consentsSpeakForTheSenderTheyName() {
        Treatment partner = said(Sample.marketing("P", "SMS"), Direction.OUTBOUND, "partner");
        ContactHistory history = Sample.history("S-1");
        history = history.with(history.subscribers()
                .get(0)
                .withConsents(List.of(new Consent(null, null, null, "partner", false, Sample.NOW, null, null))));
        PolicyRule optOut = new ConsentRule(
                new RuleInfo("consent", "all", "sample", null, null, null, null),
                Scope.ANY,
                ConsentRule.Model.OPT_OUT,
                null);

        List<Allowance> all = tell(Sample.ruleset(List.of(sms, partner), List.of(optOut)), Registers.EMPTY, history);

        assertThat(ways(all)).containsExactly("SMS/MARKETING/northline", "SMS/MARKETING/partner");
        assertThat(all).extracting(Allowance::isAllowed).containsExactly(true, false);
    }

    private static Treatment said(Treatment t, Direction direction, String sender) {
        Slot slot = new Slot(
                t.slot().channel(),
                direction,
                t.slot().purpose(),
                t.slot().category(),
                null,
                sender,
                t.slot().senderClass(),
                t.campaign(),
                t.offer());
        return new Treatment(
                t.id(),
                slot,
                null,
                null,
                null,
                0,
                t.value(),
                t.contactCost(),
                t.incentiveCost(),
                t.prior(),
                t.lever(),
                null,
                null,
                t.content());
    }
}
