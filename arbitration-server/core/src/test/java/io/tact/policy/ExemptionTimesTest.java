package io.tact.policy;

import static io.tact.policy.Rows.cap;
import static io.tact.policy.Rows.customers;
import static io.tact.policy.Rows.exemption;
import static io.tact.policy.Rows.lifting;
import static io.tact.policy.Rows.relation;
import static io.tact.policy.Rows.row;
import static io.tact.policy.Rows.scope;
import static io.tact.policy.Rows.weekdays;
import static io.tact.policy.Story.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When exemptions begin and end, and which contacts they keep caps from counting. */
class ExemptionTimesTest {
    private static final Slot SMS = Story.slot(Story.SMS, Purpose.MARKETING, null, "OP");
    private static final String NOW = "2026-05-04T10:00";

    @Test
    void isInForceOnItsDaysOnly() {
        RuleInfo days = new RuleInfo(
                "exemptions", "e", "law", null, LocalDate.parse("2026-05-05"), LocalDate.parse("2026-05-06"), null);
        ExemptionRule dated =
                new ExemptionRule(days, Scope.OUTBOUND, Set.of(), null, Set.of(RuleKind.CAPS), Set.of(), true);
        Story story = Story.in("Europe/Paris").asking(SMS).rules(cap("law", 0), dated);

        assertThat(story.next(NOW)).isEqualTo("2026-05-05T00:00+02:00");
        assertThat(story.objections("2026-05-04T23:59:59.999")).containsExactly("caps#law");
        assertThat(story.objections("2026-05-06T23:59:59.999")).isEmpty();
        assertThat(story.objections("2026-05-07T00:00")).containsExactly("caps#law");
    }

    @Test
    void liftsOnTheClockOfEveryZoneInWhichTheSubscriberMayBe() {
        RuleInfo from = new RuleInfo("exemptions", "e", "law", null, LocalDate.parse("2026-05-05"), null, null);
        ExemptionRule dated =
                new ExemptionRule(from, Scope.OUTBOUND, Set.of(), null, Set.of(RuleKind.CAPS), Set.of(), true);
        Story story =
                Story.in("Europe/Paris").alsoIn("America/New_York").asking(SMS).rules(cap("law", 0), dated);

        assertThat(story.next(NOW)).isEqualTo("2026-05-05T06:00+02:00");
    }

    @Test
    void findsTheInstantAfterAnExemptionFromHoursHasEnded() {
        // The gap is over at 21:00; until 20:00 hours are lifted, so the gap alone stands in the way, and then both.
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(
                        HoursTest.allow("day", "", 540, 1080),
                        Story.cap("gap", Story.gap("PT12H"), 1),
                        exemption(
                                "own",
                                Set.of(Relation.Kind.EXISTING_CUSTOMER),
                                null,
                                Set.of(RuleKind.HOURS),
                                Set.of(),
                                true))
                .bound(relation("2026-01-01T00:00:00Z", "2026-05-04T20:00:00Z"))
                .contact(delivered("c1", Instant.parse("2026-05-04T09:00:00Z"), SMS));

        assertThat(story.objections("2026-05-04T19:00")).containsExactly("caps#gap");
        assertThat(story.next("2026-05-04T19:00")).isEqualTo("2026-05-05T09:00Z");
        assertThat(story.objections("2026-05-04T20:00")).containsExactly("caps#gap", "hours#day");
    }

    @Test
    void agreesWithWhicheverComesFirstTheEndOfTheRowOrTheExemption() {
        RuleInfo untilFriday = new RuleInfo("caps", "law", "law", null, null, LocalDate.parse("2026-05-08"), null);
        CapRule stop = new CapRule(
                untilFriday,
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                Story.rolling("P1D"),
                ZoneBasis.SUBSCRIBER,
                0,
                Counted.ATTEMPTS,
                Set.of());
        Story later = Story.in("UTC")
                .asking(SMS)
                .rules(stop, customers(null, RuleKind.CAPS))
                .bound(relation("2026-05-10T00:00:00Z", null));
        Story sooner = Story.in("UTC")
                .asking(SMS)
                .rules(stop, customers(null, RuleKind.CAPS))
                .bound(relation("2026-05-07T12:00:00Z", "2026-05-08T12:00:00Z"));

        assertThat(later.next(NOW)).isEqualTo("2026-05-09T00:00Z");
        assertThat(sooner.next(NOW)).isEqualTo("2026-05-07T12:00Z");
        assertThat(sooner.next("2026-05-08T12:00")).isEqualTo("2026-05-09T00:00Z");
    }

    @Test
    void closesWhenTheExemptionFromHoursEnds() {
        Story customer = Story.in("UTC")
                .asking(SMS)
                .rules(weekdays("law"), customers(null, RuleKind.HOURS))
                .bound(relation("2026-01-01T00:00:00Z", "2026-05-04T20:00:00Z"));
        Story everyone = Story.in("UTC").asking(SMS).rules(weekdays("law"), lifting("law", RuleKind.HOURS));

        assertThat(customer.closes("2026-05-04T19:00"))
                .as("it is past 18:00: the exemption alone lets it through")
                .isEqualTo("2026-05-04T20:00Z");
        assertThat(customer.closes("2026-05-04T17:00")).isEqualTo("2026-05-04T20:00Z");
        assertThat(customer.closes("2026-05-04T20:00")).isNull();
        assertThat(customer.closes("2026-05-05T17:00")).isEqualTo("2026-05-05T18:00Z");
        assertThat(everyone.closes("2026-05-04T17:00")).isNull();
    }

    @Test
    void doesNotCountTheContactsThatItTakesOut() {
        Slot service = Story.slot(Story.SMS, Purpose.SERVICE, null, "OP");
        ExemptionRule uncounted = new ExemptionRule(
                row("exemptions", "e", "law"), scope(Purpose.SERVICE), Set.of(), null, Set.of(), Set.of(), false);
        Story story = Story.in("UTC")
                .rules(cap("law", 1), cap("own", 1), uncounted)
                .contact(delivered("c1", Instant.parse("2026-05-04T09:00:00Z"), service));

        assertThat(story.asking(SMS).objections(NOW)).containsExactly("caps#own");
        assertThat(story.asking(service).objections(NOW)).containsExactly("caps#own");
        story.contact(delivered("c2", Instant.parse("2026-05-04T09:30:00Z"), SMS));
        assertThat(story.asking(service).objections(NOW))
                .as("not to be counted is not to be free")
                .containsExactly("caps#law", "caps#own");
    }

    @Test
    void judgesWhatDoesNotCountForTheTimeOfTheContact() {
        ExemptionRule customers =
                exemption("law", Set.of(Relation.Kind.EXISTING_CUSTOMER), null, Set.of(), Set.of(), false);
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(cap("law", 1), customers)
                .bound(relation("2026-01-01T00:00:00Z", "2026-05-04T09:00:00Z"))
                .contact(delivered("c1", Instant.parse("2026-05-04T08:59:59.999Z"), SMS));

        assertThat(story.objections(NOW)).isEmpty();
        story.contact(delivered("c2", Instant.parse("2026-05-04T09:00:00Z"), SMS));
        assertThat(story.objections(NOW)).containsExactly("caps#law");
    }

    @Test
    void countsWhatOthersOfTheAccountReceivedWhateverBindsThisSubscriber() {
        CapRule account = new CapRule(
                row("caps", "law", "law"),
                Scope.OUTBOUND,
                CapRule.Level.ACCOUNT,
                Story.rolling("P1D"),
                ZoneBasis.SUBSCRIBER,
                1,
                Counted.ATTEMPTS,
                Set.of());
        ExemptionRule customers =
                exemption("law", Set.of(Relation.Kind.EXISTING_CUSTOMER), null, Set.of(), Set.of(), false);
        Story story = Story.in("UTC")
                .asking(SMS)
                .rules(account, customers)
                .bound(relation("2026-01-01T00:00:00Z", null))
                .contact(new Contact(
                        "c1",
                        "s2",
                        null,
                        SMS,
                        null,
                        Instant.parse("2026-05-04T09:00:00Z"),
                        null,
                        ContactState.DELIVERED,
                        List.of()));

        assertThat(story.objections(NOW)).containsExactly("caps#law");
    }
}
