package io.tact.policy;

import static io.tact.policy.Rows.cap;
import static io.tact.policy.Rows.cooloff;
import static io.tact.policy.Rows.customers;
import static io.tact.policy.Rows.exclusion;
import static io.tact.policy.Rows.exemption;
import static io.tact.policy.Rows.hours;
import static io.tact.policy.Rows.lifting;
import static io.tact.policy.Rows.listed;
import static io.tact.policy.Rows.optIn;
import static io.tact.policy.Rows.relation;
import static io.tact.policy.Rows.row;
import static io.tact.policy.Rows.said;
import static io.tact.policy.Rows.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Consent;
import io.tact.model.Counted;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExemptionsTest {
    private static final Slot SMS = Story.slot(Story.SMS, Purpose.MARKETING, null, "OP");
    private static final String NOW = "2026-05-04T10:00";

    @Test
    void liftsTheKindsOfRowsThatItNamesAndNoOthers() {
        PolicyRule[] rows = {cap("law", 0), hours("law"), optIn("law"), listed("law"), cooloff("law"), exclusion("law")
        };
        List<String> all =
                List.of("caps#law", "consent#law", "consent#law-list", "cooloffs#law", "exclusions#law", "hours#law");
        assertThat(standing(rows).objections(NOW)).isEqualTo(all);
        for (RuleKind kind : RuleKind.values()) {
            String lifted =
                    switch (kind) {
                        case HOURS -> "hours#law";
                        case CAPS -> "caps#law";
                        case COOLOFFS -> "cooloffs#law";
                        case CONSENT -> "consent#law";
                        case LISTS -> "consent#law-list";
                        case EXCLUSIONS -> "exclusions#law";
                    };
            assertThat(standing(rows).rules(lifting("law", kind)).objections(NOW))
                    .as("%s", kind)
                    .hasSize(all.size() - 1)
                    .doesNotContain(lifted);
        }
    }

    @Test
    void liftsOnlyRowsOfItsOwnPack() {
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(optIn("law"), optIn("own"), cap("law", 0), cap("own", 0))
                .rules(lifting("own", RuleKind.CONSENT, RuleKind.CAPS));

        assertThat(story.objections(NOW)).containsExactly("caps#law", "consent#law");
    }

    @Test
    void liftsASingleRowByItsName() {
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(cap("a", "law", 0), cap("b", "law", 0))
                .rules(exemption("law", Set.of(), null, Set.of(), Set.of("caps#a"), true));

        assertThat(story.objections(NOW)).containsExactly("caps#b");
        assertThat(Story.in("UTC")
                        .asking(SMS)
                        .rules(cap("a", "law", 0))
                        .rules(exemption("own", Set.of(), null, Set.of(), Set.of("caps#a"), true))
                        .objections(NOW))
                .as("another pack's row is not lifted by naming it")
                .containsExactly("caps#a");
    }

    @Test
    void liftsOnlyForMessagesInItsScope() {
        ExemptionRule service = new ExemptionRule(
                row("exemptions", "e", "law"),
                scope(Purpose.SERVICE),
                Set.of(),
                null,
                Set.of(RuleKind.CAPS),
                Set.of(),
                true);
        Story story = Story.in("UTC").rules(cap("law", 0), service);

        assertThat(story.asking(SMS).objections(NOW)).containsExactly("caps#law");
        assertThat(story.asking(Story.slot(Story.SMS, Purpose.SERVICE, null, "OP"))
                        .objections(NOW))
                .isEmpty();
    }

    @Test
    void holdsWhileARelationIsInForceAndForAWhileAfterIt() {
        Relation bought = relation("2026-01-10T09:00:00Z", "2026-01-10T09:00:00Z");
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(optIn("law"), customers("P3M", RuleKind.CONSENT))
                .bound(bought);

        assertThat(story.objections("2026-01-10T08:59:59.999")).containsExactly("consent#law");
        assertThat(story.next("2026-01-10T08:00")).isEqualTo("2026-01-10T09:00Z");
        assertThat(story.reasons("2026-01-10T08:00").get(0).nextAllowedAt()).isEqualTo("2026-01-10T09:00:00Z");
        assertThat(story.objections("2026-01-10T09:00")).isEmpty();
        assertThat(story.objections("2026-04-10T08:59:59.999")).isEmpty();
        assertThat(story.objections("2026-04-10T09:00")).containsExactly("consent#law");
        assertThat(story.next("2026-04-10T09:00")).isNull();
    }

    @Test
    void holdsForNoOtherRelationSenderOrTopic() {
        Story story = Story.in("UTC").asking(SMS).rules(optIn("law"), customers(null, RuleKind.CONSENT));

        assertThat(story.objections(NOW)).containsExactly("consent#law");
        story.bound(new Relation(Relation.Kind.EXPRESS_REQUEST, null, null, null, null))
                .bound(new Relation(Relation.Kind.EXISTING_CUSTOMER, "OTHER", null, null, null))
                .bound(new Relation(Relation.Kind.EXISTING_CUSTOMER, null, "DEVICE", null, null));
        assertThat(story.objections(NOW)).containsExactly("consent#law");
        assertThat(story.bound(new Relation(Relation.Kind.EXISTING_CUSTOMER, "OP", null, null, null))
                        .objections(NOW))
                .isEmpty();
    }

    @Test
    void neverLiftsARefusalThroughARelation() {
        Relation customer = relation("2026-01-01T00:00:00Z", null);
        Consent refused = said(null, false, "2026-02-01T00:00:00Z");
        Consent again = said(null, true, "2026-05-06T08:00:00Z");
        Story bound = Story.in("UTC")
                .asking(SMS)
                .rules(optIn("law"), listed("law"), customers(null, RuleKind.CONSENT, RuleKind.LISTS))
                .bound(customer);
        assertThat(bound.objections(NOW)).isEmpty();

        assertThat(bound.said(refused).objections(NOW)).containsExactly("consent#law", "consent#law-list");
        assertThat(bound.said(again).next(NOW)).isEqualTo("2026-05-06T08:00Z");
        assertThat(Story.in("UTC")
                        .asking(SMS)
                        .rules(optIn("law"), lifting("law", RuleKind.CONSENT))
                        .said(refused)
                        .objections(NOW))
                .as("an exemption without a condition is about messages that ask for no consent at all")
                .isEmpty();
    }

    @Test
    void hearsARefusalToBeCalledByAMachineWhateverBindsThem() {
        ConsentRule automated = new ConsentRule(
                row("consent", "law", "law"),
                Scope.OUTBOUND,
                ConsentRule.Model.OPT_IN,
                null,
                SpecialConsent.AUTOMATED,
                Set.of(),
                null);
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(automated, customers(null, RuleKind.CONSENT))
                .bound(relation("2026-01-01T00:00:00Z", null));

        assertThat(story.objections(NOW)).isEmpty();
        assertThat(story.said(said(SpecialConsent.NIGHT, false, "2026-02-01T00:00:00Z"))
                        .objections(NOW))
                .isEmpty();
        assertThat(story.said(said(SpecialConsent.AUTOMATED, false, "2026-02-01T00:00:00Z"))
                        .objections(NOW))
                .containsExactly("consent#law");
    }

    @Test
    void liftsHoursThroughARelationThoughTheyRefusedBecauseConsentIsAnotherRow() {
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(hours("law"), customers(null, RuleKind.HOURS))
                .bound(relation("2026-01-01T00:00:00Z", null))
                .said(said(null, false, "2026-02-01T00:00:00Z"));

        assertThat(story.objections(NOW)).isEmpty();
    }

    @Test
    void liftsARowOfTheCountryInOneStateOnlyForWhoIsSurelyThere() {
        RuleInfo states = new RuleInfo("caps", "us", "us", "US", null, null, null);
        RuleInfo florida = new RuleInfo("exemptions", "e", "us", "US-FL", null, null, null);
        CapRule never = new CapRule(
                states,
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                Story.rolling("P1D"),
                ZoneBasis.SUBSCRIBER,
                0,
                Counted.ATTEMPTS,
                Set.of());
        ExemptionRule inFlorida =
                new ExemptionRule(florida, Scope.OUTBOUND, Set.of(), null, Set.of(RuleKind.CAPS), Set.of(), true);
        Story story = Story.in("UTC").asking(SMS).rules(never, inFlorida);

        assertThat(story.objections(NOW)).as("nowhere known").containsExactly("caps#us");
        assertThat(story.of("US").objections(NOW)).as("some state").containsExactly("caps#us");
        assertThat(story.of("US-NY").objections(NOW)).containsExactly("caps#us");
        assertThat(story.of("US-FL").objections(NOW)).isEmpty();
    }

    @Test
    void knowsWhoIsSurelyInAPart() {
        assertThat(where("US-FL", "US").isSurelyIn("US-FL", "US")).isTrue();
        assertThat(where("US-FL", "US-NY").isSurelyIn("US-FL", "US")).isFalse();
        assertThat(where("US-FL", "FR").isSurelyIn("US-FL", "US")).isTrue();
        assertThat(where("US-FL", "FR").isSurelyIn("US-FL", null)).isFalse();
        assertThat(where("US-FL").isSurelyIn("US", "US-FL")).isTrue();
        assertThat(where().isSurelyIn("US", "US-FL")).isTrue();
        assertThat(where().isSurelyIn("US-FL", "US")).isFalse();
        assertThat(where().isSurelyIn("US", null)).isFalse();
    }

    private static Story standing(PolicyRule... rows) {
        return Story.in("UTC")
                .asking(SMS)
                .rules(rows)
                .contact(Story.answered("c1", Instant.parse("2026-05-04T09:00:00Z"), SMS, OutcomeType.REFUSED));
    }

    private static Whereabouts where(String... jurisdictions) {
        return new Whereabouts(List.of(ZoneOffset.UTC), Set.of(jurisdictions));
    }
}
