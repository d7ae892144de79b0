package io.tact.policy;

import static io.tact.policy.HourRow.allow;
import static io.tact.policy.HourRow.calendar;
import static io.tact.policy.Story.cap;
import static io.tact.policy.Story.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Suppression;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edge cases of people: what they answered, where they are, what binds them; see {@code docs/edge-cases.md}. */
class PeopleEdgeCasesTest {
    private static final String NOW = "2026-05-04T12:00:00Z";
    private static final Instant EARLIER = Instant.parse("2026-05-04T09:00:00Z");
    private static final Slot CALL = Story.slot(Story.CALL, "TOPUP", "TOPUP-10");

    @Test
    void case14ACapCountsAttemptsOrWhatBecameOfThemAndALateOutcomeReclassifies() {
        Contact dialled = Story.delivered("c1", EARLIER, CALL).in(ContactState.SENT);
        Contact rang = dialled.with(outcome("o1", OutcomeType.NO_ANSWER));
        Contact calledBack = rang.with(outcome("o2", OutcomeType.CONVERSATION));

        assertThat(counting(dialled))
                .as("nobody has said yet what became of it")
                .containsExactly("caps#ATTEMPTS", "caps#CONVERSATIONS", "caps#UNANSWERED");
        assertThat(counting(rang)).containsExactly("caps#ATTEMPTS", "caps#UNANSWERED");
        assertThat(counting(calledBack)).containsExactly("caps#ATTEMPTS", "caps#CONVERSATIONS");
    }

    private static Iterable<String> counting(Contact contact) {
        Story story = Story.in("Europe/Paris").asking(CALL).contact(contact);
        for (Counted counted : new Counted[] {Counted.ATTEMPTS, Counted.UNANSWERED, Counted.CONVERSATIONS}) {
            story.rules(new CapRule(
                    Story.row("caps", counted.name()),
                    Scope.OUTBOUND,
                    CapRule.Level.SUBSCRIBER,
                    rolling("P7D"),
                    ZoneBasis.SUBSCRIBER,
                    1,
                    counted,
                    Set.of()));
        }
        return story.objections(NOW);
    }

    private static Outcome outcome(String id, OutcomeType type) {
        return new Outcome(id, type, EARLIER.plusSeconds(40), null);
    }

    @Test
    void case20ALineIsCountedWhoeverOfTheFamilyWasCalledOnIt() {
        CapRule line = cap("line", CapRule.Level.LINE, rolling("P1D"), 1, Set.of());
        CapRule person = cap("person", CapRule.Level.SUBSCRIBER, rolling("P1D"), 1, Set.of());
        CapRule family = cap("family", CapRule.Level.ACCOUNT, rolling("P1D"), 1, Set.of());
        Contact daughters =
                new Contact("c1", "daughter", "+33600000001", CALL, null, EARLIER, null, ContactState.SENT, List.of());
        Story story = Story.in("Europe/Paris")
                .asking(CALL)
                .rules(line, person, family)
                .contact(daughters);

        assertThat(story.line("+33600000001").objections(NOW)).containsExactly("caps#family", "caps#line");
        assertThat(story.line("+33600000002").objections(NOW)).containsExactly("caps#family");
    }

    @Test
    void case22WhoMovedIsUnderTheLawOfWhereTheyAreWithAllThatWasSentBefore() {
        CapRule florida = in("US-FL", cap("florida", rolling("PT24H"), 1));
        CapRule texas = in("US-TX", cap("texas", rolling("P7D"), 1));
        Story story = Story.in("America/New_York").rules(florida, texas).sent("2026-05-04T06:00");

        assertThat(story.of("US-FL").objections(NOW)).containsExactly("caps#florida");
        assertThat(story.of("US-TX").objections(NOW))
                .as("what was sent in Florida is a fact in Texas")
                .containsExactly("caps#texas");
        assertThat(story.of("US-NY").objections(NOW)).isEmpty();
    }

    private static CapRule in(String jurisdiction, CapRule cap) {
        return new CapRule(
                new RuleInfo("caps", cap.info().id(), "law", jurisdiction, null, null, null),
                cap.scope(),
                cap.level(),
                cap.window(),
                cap.zoneBasis(),
                cap.max(),
                cap.counts(),
                cap.keys(),
                cap.mode());
    }

    @Test
    void case23AHolidayThatMayMoveByADayIsClosedByHandOnBoth() {
        // The feast is reckoned for 16 May 2027; the moon may be sighted a day later.
        HolidayCalendar reckoned = calendar("AE", "2027-05-16");
        HolidayCalendar both =
                new TightenedCalendar(reckoned, Map.of(LocalDate.parse("2027-05-17"), OverriddenCalendar.Kind.CLOSED));
        Story before = Story.in("Asia/Dubai")
                .rules(allow("AE-01", "MON-SUN", "09:00-18:00").by(reckoned).rule());
        Story after = Story.in("Asia/Dubai")
                .rules(allow("AE-01", "MON-SUN", "09:00-18:00").by(both).rule());

        assertThat(before.next("2027-05-15T18:00")).isEqualTo("2027-05-17T09:00+04:00");
        assertThat(after.next("2027-05-15T18:00")).isEqualTo("2027-05-18T09:00+04:00");
    }

    @Test
    void case26ANewCapCountsWhatWasSentBeforeItCameIntoForce() {
        CapRule cap = cap("new", rolling("P30D"), 2);
        CapRule fromJune = new CapRule(
                new RuleInfo("caps", "new", "law", null, LocalDate.parse("2026-06-01"), null, null),
                cap.scope(),
                cap.level(),
                cap.window(),
                cap.zoneBasis(),
                cap.max(),
                cap.counts(),
                cap.keys(),
                cap.mode());
        Story story = Story.in("Europe/Paris")
                .rules(fromJune)
                .sent("2026-05-20T10:00")
                .sent("2026-05-25T10:00");

        assertThat(story.objections("2026-05-31T23:59:59.999")).isEmpty();
        assertThat(story.objections("2026-06-01T00:00")).containsExactly("caps#new");
        assertThat(story.next("2026-06-01T00:00")).isEqualTo("2026-06-19T10:00+02:00");
    }

    @Test
    void case27ASpecialConsentLiftsTheHoursThatNameItAndNotTheCap() {
        Story story = Story.in("Europe/Paris")
                .rules(
                        allow("hours", "MON-FRI", "10:00-13:00")
                                .liftedBy(SpecialConsent.OUTSIDE_HOURS)
                                .rule(),
                        cap("cap", rolling("P30D"), 1))
                .sent("2026-05-01T10:00");

        assertThat(story.objections("2026-05-02T22:00")).containsExactly("caps#cap", "hours#hours");
        assertThat(story.said(new Consent(
                                null,
                                null,
                                null,
                                null,
                                SpecialConsent.OUTSIDE_HOURS,
                                true,
                                EARLIER.minusSeconds(999_999),
                                null,
                                null))
                        .objections("2026-05-02T22:00"))
                .containsExactly("caps#cap");
    }

    @Test
    void case28AnOptOutReachesAsFarAsItWasSaid() {
        ConsentRule optOut =
                new ConsentRule(Story.row("consent", "opt-out"), Scope.OUTBOUND, ConsentRule.Model.OPT_OUT, null);

        assertThat(refusing(optOut, Story.SMS, "PLAN", "SMS PLAN", "SMS DEVICE", "PUSH PLAN"))
                .containsExactly("SMS PLAN");
        assertThat(refusing(optOut, Story.SMS, null, "SMS PLAN", "SMS DEVICE", "PUSH PLAN"))
                .containsExactly("SMS PLAN", "SMS DEVICE");
        assertThat(refusing(optOut, null, "PLAN", "SMS PLAN", "SMS DEVICE", "PUSH PLAN"))
                .containsExactly("SMS PLAN", "PUSH PLAN");
        assertThat(refusing(optOut, null, null, "SMS PLAN", "SMS DEVICE", "PUSH PLAN"))
                .containsExactly("SMS PLAN", "SMS DEVICE", "PUSH PLAN");
    }

    /** Of some messages, told by channel and category, those that are withheld after a refusal. */
    private static Iterable<String> refusing(
            ConsentRule rule, @Nullable Channel channel, @Nullable String category, String... messages) {
        Story story = Story.in("Europe/Paris")
                .rules(rule)
                .said(new Consent(channel, Purpose.MARKETING, category, null, false, EARLIER, null, null));
        return Arrays.stream(messages)
                .filter(message -> {
                    String[] words = message.split(" ");
                    Slot slot = Story.slot(new Channel(words[0]), Purpose.MARKETING, words[1], "OP");
                    return !story.asking(slot).objections(NOW).isEmpty();
                })
                .toList();
    }

    @Test
    void case28TheConfirmationOfAnOptOutPassesOnceThroughASuppression() {
        Slot confirmation = Story.slot(Story.SMS, Purpose.SERVICE, Slot.OPT_OUT_CONFIRMATION, "OP");
        Slot service = Story.slot(Story.SMS, Purpose.SERVICE, "BILL", "OP");
        Story story = Story.in("Europe/Paris")
                .suppressed(new Suppression("stop", null, null, null, null, "asked for", null, EARLIER, null, null))
                .said(new Consent(Story.SMS, null, null, null, false, EARLIER, null, null));

        assertThat(story.asking(service).objections(NOW)).containsExactly("suppression#stop");
        assertThat(story.asking(confirmation).objections(NOW)).isEmpty();
        assertThat(story.contact(Story.delivered("c1", EARLIER.plusSeconds(5), confirmation))
                        .objections(NOW))
                .containsExactly("confirmation#once");
    }

    @Test
    void case30SilenceIsARefusalWhereARuleTakesItForOne() {
        CooloffRule silence = new CooloffRule(
                Story.row("cooloffs", "silence"),
                Scope.OUTBOUND,
                Set.of(),
                Set.of(OutcomeType.NO_RESPONSE),
                1,
                null,
                Set.of(CooloffRule.Sharing.SAME_SENDER),
                null,
                CooloffRule.Start.INSTANT);
        Slot asked = Story.slot(Story.SMS, "TOPUP", "TOPUP-10");
        Story story = Story.in("Asia/Manila")
                .rules(silence)
                .contact(Story.answered("c1", EARLIER, asked, OutcomeType.NO_RESPONSE));

        assertThat(story.objections(NOW)).containsExactly("cooloffs#silence");
        assertThat(story.next(NOW)).as("until they say yes").isNull();
        assertThat(story.said(new Consent(null, null, null, null, true, EARLIER.plusSeconds(60), null, null))
                        .objections(NOW))
                .isEmpty();
    }

    @Test
    void case31ASoftOptInTurnsOnTheProductAndTheSenderNotOnThePersonAlone() {
        ConsentRule soft = new ConsentRule(
                Story.row("consent", "soft"),
                Scope.OUTBOUND,
                ConsentRule.Model.SOFT_OPT_IN,
                null,
                null,
                Set.of(Relation.Kind.OWN_SIMILAR_PRODUCT),
                null);
        Story story = Story.in("Europe/Madrid")
                .rules(soft)
                .bound(new Relation(Relation.Kind.OWN_SIMILAR_PRODUCT, "OP", "MOBILE", EARLIER, null));

        assertThat(story.asking(about("MOBILE", "OP")).objections(NOW)).isEmpty();
        assertThat(story.asking(about("ENERGY", "OP")).objections(NOW))
                .as("no similar product")
                .containsExactly("consent#soft");
        assertThat(story.asking(about("MOBILE", "SISTER-COMPANY")).objections(NOW))
                .as("the group is not the sender")
                .containsExactly("consent#soft");
    }

    private static Slot about(String category, String sender) {
        return new Slot(
                Story.SMS, Direction.OUTBOUND, Purpose.MARKETING, category, null, sender, SenderClass.CVM, null, null);
    }
}
