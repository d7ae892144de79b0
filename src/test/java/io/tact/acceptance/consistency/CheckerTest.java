package io.tact.acceptance.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.acceptance.consistency.Violation.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong in a doctored run, says to whom and by how much, and nothing in a sound one. */
class CheckerTest {
    private final Story story = new Story();

    /** Fills the cap of three in 15 seconds exactly, three times over, with the fourth at the instant the first has left. */
    private Story sound() {
        return story.granted("d1", "S-0", 0, "PUSH", "A")
                .granted("d2", "S-0", 5_000, "PUSH", "B")
                .granted("d3", "S-0", 14_999, "PUSH", "C")
                .granted("d4", "S-0", 15_000, "PUSH", "D")
                .granted("d5", "S-4", 16_000, "SMS", "A")
                .granted("d6", "S-4", 19_000, "SMS", "B");
    }

    private ListAssert<Violation> violations() {
        return assertThat(story.verdict(25).violations());
    }

    private void finds(Promise promise, String subscriber, String rule, String figures) {
        violations().singleElement().satisfies(v -> {
            assertThat(v.promise()).isEqualTo(promise);
            assertThat(v.subscriber()).isEqualTo(subscriber);
            assertThat(v.rule()).isEqualTo(rule);
            assertThat(v.figures()).contains(figures);
        });
    }

    @Test
    void findsNothingInASoundRun() {
        sound();

        Verdict verdict = story.verdict(25);

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.contacts()).isEqualTo(6);
        assertThat(verdict.filled())
                .containsOnly(Map.entry("caps#any", 2), Map.entry("caps#sms-apart", 2), Map.entry("caps#spend", 1));
        assertThat(verdict.liveness().grants()).isEqualTo(6);
        assertThat(verdict.liveness().longestGap()).isEqualTo(9.999);
    }

    @Test
    void findsACapPassedByOneMillisecond() {
        sound().granted("d7", "S-0", 19_999, "PUSH", "E");

        finds(Promise.CAP, "S-0", "caps#any", "4 of 3 in PT15S up to 2026-11-23T10:00:19.999Z");
    }

    @Test
    void doesNotCountWhatHasJustLeftTheWindow() {
        sound().granted("d7", "S-0", 20_000, "PUSH", "E");

        violations().isEmpty();
    }

    @Test
    void findsACapOfAnAccountPassedByItsTwoSubscribers() {
        sound().granted("d7", "S-1", 15_001, "PUSH", "A").granted("d8", "S-1", 15_002, "PUSH", "B");

        finds(Promise.CAP, "S-1", "caps#household", "5 of 4");
    }

    @Test
    void findsAGapThatWasTooShort() {
        sound().granted("d7", "S-4", 21_999, "SMS", "C");

        violations().extracting(Violation::rule).contains("caps#sms-apart");
    }

    @Test
    void findsASumThatIsTooHigh() {
        sound().granted("d7", "S-4", 22_000, "SMS", "C");

        finds(Promise.CAP, "S-4", "caps#spend", "3.00 of 2.50");
    }

    @Test
    void findsACapPerCampaignPassedWithinItsLongerWindow() {
        story.granted("d1", "S-0", 0, "PUSH", "A")
                .granted("d2", "S-0", 8_000, "PUSH", "A")
                .granted("d3", "S-0", 16_000, "PUSH", "A");

        finds(Promise.CAP, "S-0", "caps#campaign", "3 of 2");
    }

    @Test
    void whatWasReleasedBeforeCountsNoMore() {
        sound().sent(Intent.release("S-0", "d2-1"), 17_000, 200, "{}")
                .state("d2-1", "RELEASED")
                .granted("d7", "S-0", 19_000, "PUSH", "E");

        violations().isEmpty();
    }

    @Test
    void whatWasReleasedOnlyAfterwardsDidCount() {
        sound().granted("d7", "S-0", 19_000, "PUSH", "E")
                .sent(Intent.release("S-0", "d2-1"), 19_006, 200, "{}")
                .state("d2-1", "RELEASED");

        finds(Promise.CAP, "S-0", "caps#any", "4 of 3");
    }

    @Test
    void whatWasReleasedWhileAnotherWasAskedForMayHaveBeenFree() {
        sound().granted("d7", "S-0", 19_000, 100, "PUSH", "E")
                .sent(Intent.release("S-0", "d2-1"), 19_050, 200, "{}")
                .state("d2-1", "RELEASED");

        violations().isEmpty();
    }

    @Test
    void aFailureFreesACapOnWhatWasSentAndNoOther() {
        story.granted("d1", "S-0", 0, "EMAIL", "A").granted("d2", "S-0", 100, "EMAIL", "B");
        fail("d1-1", 1_000);
        story.granted("d3", "S-0", 2_000, "EMAIL", "C");
        violations().isEmpty();
        fail("d2-1", 3_000);
        story.granted("d4", "S-0", 4_000, "EMAIL", "D");

        finds(Promise.CAP, "S-0", "caps#any", "4 of 3");
    }

    private void fail(String reservation, long millis) {
        Intent failed = Intent.outcome("S-0", reservation, "FAILED", Story.at(millis));
        story.sent(failed, millis, 200, "RECORDED")
                .state(reservation, "FAILED", new FinalState.Outcome(failed.outcomeId(), "FAILED"));
    }

    @Test
    void findsAnInstantThatIsNotTrue() {
        sound();
        Intent asked = Intent.decide("S-8", "d7", List.of(), List.of(), 1);
        story.sent(asked, 20_000, 200, Story.answer("d7", Story.at(21_002), "PUSH", "A"))
                .kept("d7", "S-8", 21_002, "PUSH", "A");
        violations().isEmpty();

        story.sent(
                        Intent.decide("S-6", "d8", List.of(), List.of(), 1),
                        20_000,
                        200,
                        Story.answer("d8", Story.at(21_007), "PUSH", "A"))
                .kept("d8", "S-6", 21_007, "PUSH", "A");
        finds(Promise.TIME, "", "d8", "is PT1.002S ahead of d");
    }

    @Test
    void findsABudgetThatIsOverdrawnInTheEnd() {
        story.budgets.add(Budget.stock("stock", "OFFER", 6));
        sound();
        violations().isEmpty();
        assertThat(story.verdict(25).drawn()).containsExactly(Map.entry("stock", 6));

        story.kept("fruit", "S-8", 20_000, "PUSH", "A")
                .sent(Intent.decide("S-8", "", List.of(), List.of(), 1), 19_999, Attempt.NO_ANSWER, "reset");
        finds(Promise.BUDGET, "", "stock", "7 of 6 in the end");
    }

    @Test
    void findsABudgetThatIsOverdrawnWithWhatEarlierRunsDrew() {
        story.budgets.add(Budget.stock("stock", "OFFER", 6));
        story.drawnBefore.put("stock", 1);
        sound();

        violations().extracting(Violation::toString).contains("BUDGET: stock: 7 of 6 in the end");
    }

    @Test
    void countsEachHourAndEachDayOfParisForItself() {
        story.budgets.add(new Budget("hour", "PUSH", "OFFER", "HOUR", 4));
        story.budgets.add(new Budget("day", "PUSH", "OFFER", "DAY", 5));
        sound().granted("d7", "S-6", Duration.ofHours(1).toMillis(), "PUSH", "A")
                .granted("d8", "S-6", Duration.ofHours(13).toMillis(), "PUSH", "A");
        assertThat(overdrawn()).isEmpty();
        assertThat(story.verdict(47_000).drawn())
                .containsOnly(
                        Map.entry("hour 2026-11-23T10:00:00Z", 4),
                        Map.entry("hour 2026-11-23T11:00:00Z", 1),
                        Map.entry("hour 2026-11-23T23:00:00Z", 1),
                        Map.entry("day 2026-11-23", 5),
                        Map.entry("day 2026-11-24", 1));

        story.granted("d9", "S-8", Duration.ofMinutes(59).toMillis(), "PUSH", "A");
        assertThat(overdrawn())
                .contains(
                        "BUDGET: hour 2026-11-23T10:00:00Z: 5 of 4 in the end",
                        "BUDGET: day 2026-11-23: 6 of 5 in the end");
    }

    private List<String> overdrawn() {
        return story.verdict(47_000).violations().stream()
                .filter(violation -> violation.promise() == Promise.BUDGET)
                .map(Violation::toString)
                .toList();
    }

    @Test
    void findsABudgetThatWasOverdrawnForAMoment() {
        story.budgets.add(Budget.stock("stock", "OFFER", 6));
        sound().granted("d7", "S-6", 20_000, "PUSH", "A")
                .sent(Intent.release("S-4", "d6-1"), 20_006, 200, "{}")
                .state("d6-1", "RELEASED");

        finds(Promise.BUDGET, "S-6", "stock", "7 of 6 with d7-1");
    }

    @Test
    void whatWasGivenBackWhileAnotherWasAskedForMayHaveBeenDrawnAgain() {
        story.budgets.add(Budget.stock("stock", "OFFER", 6));
        sound().granted("d7", "S-6", 20_000, 100, "PUSH", "A")
                .sent(Intent.release("S-4", "d6-1"), 20_050, 200, "{}")
                .state("d6-1", "RELEASED");

        violations().isEmpty();
    }

    @Test
    void findsAnEndThatNobodyIsToldOfAndOneThatIsToldTwice() {
        sound().state("d2-1", "UNKNOWN").expired.add("d2-1");
        story.expired.add("one of somebody else");
        violations().isEmpty();

        story.expired.add("d2-1");
        finds(Promise.TOLD, "S-0", "d2-1", "is told to have run out 2 times");

        story.expired.clear();
        finds(Promise.TOLD, "S-0", "d2-1", "ran out, and nobody is told");
    }

    @Test
    void findsALostReservation() {
        sound().contacts.remove(1);

        finds(Promise.KEPT, "S-0", "d2-1", "was acknowledged for 2026-11-23T10:00:05Z and is not there");
    }

    @Test
    void findsAReservationThatIsThereTwice() {
        sound().contacts.add(story.contacts.get(4));

        violations().extracting(Violation::promise).contains(Promise.ONCE);
    }

    @Test
    void findsAReservationThatIsNotAsItWasTold() {
        sound().kept("d7", "S-8", 20_000, "PUSH", "A")
                .sent(
                        Intent.decide("S-8", "d7", List.of(), List.of(), 1),
                        20_000,
                        200,
                        Story.answer("d7", Story.at(20_000), "PUSH", "B"));

        finds(Promise.KEPT, "S-8", "d7-1", "was told as");
    }

    @Test
    void findsAReservationThatWasShownAndIsGone() {
        sound().sent(Intent.read("S-0"), 20_000, 200, "{\"contacts\": [{\"reservation\": \"ghost-1\"}]}");

        finds(Promise.KEPT, "S-0", "ghost-1", "was shown by node 0 and is not there");
    }

    @Test
    void findsAReservationThatNobodyAskedFor() {
        sound().kept("ghost", "S-8", 20_000, "PUSH", "A");

        finds(Promise.ASKED_FOR, "S-8", "ghost-1", "none of 0 requests");
    }

    @Test
    void oneLostAnswerExplainsOneDecisionOfTheKindAskedFor() {
        Intent lost = Intent.decide("S-8", "", List.of("PUSH"), List.of(), 1);
        sound().sent(lost, 19_999, Attempt.NO_ANSWER, "reset").kept("fruit", "S-8", 20_000, "PUSH", "A");
        violations().isEmpty();

        story.kept("ghost", "S-8", 20_001, "PUSH", "B");
        finds(Promise.ASKED_FOR, "S-8", "ghost-1", "none of 0 requests");
    }

    @Test
    void aLostAnswerDoesNotExplainAnotherChannel() {
        Intent lost = Intent.decide("S-8", "", List.of("PUSH"), List.of(), 1);
        sound().sent(lost, 19_999, Attempt.NO_ANSWER, "reset").kept("ghost", "S-8", 20_000, "SMS", "A");

        finds(Promise.ASKED_FOR, "S-8", "ghost-1", "none of 1 requests");
    }

    @Test
    void findsAKeyWithTwoAnswers() {
        sound();
        Attempt first = story.attempts.get(0);
        story.sent(first.intent(), 20_000, 200, first.body().replace("\"recorded\":true", "\"recorded\":false"));

        finds(Promise.SAME_ANSWER, "S-0", "key d1", "node 0 said");
    }

    @Test
    void findsAKeyThatNeverHadAnAnswer() {
        sound().sent(Intent.decide("S-8", "k", List.of(), List.of(), 1), 20_000, 503, "");

        finds(Promise.SAME_ANSWER, "S-8", "key k", "never had an answer");
    }

    @Test
    void findsTwoDecisionsMadeOnTheSameVersion() {
        sound().versions.put("d2", story.versions.get("d1"));

        finds(Promise.ORDER, "S-0", "d2", "made on version 1, as d1 was");
    }

    @Test
    void findsTimeGoingBack() {
        sound().granted("d7", "S-4", 2_000, "PUSH", "A");

        finds(Promise.ORDER, "S-4", "d7", "after 2026-11-23T10:00:19Z on version 6");
    }

    @Test
    void findsAReleaseThatIsNotReflected() {
        sound().sent(Intent.release("S-0", "d2-1"), 17_000, 200, "{}");

        finds(Promise.SETTLED, "S-0", "d2-1", "its release was acknowledged");
    }

    @Test
    void findsAConfirmationThatIsNotReflected() {
        sound().sent(Intent.confirm("S-0", "d2-1"), 17_000, 200, "{}");

        finds(Promise.SETTLED, "S-0", "d2-1", "that it was sent was acknowledged");
    }

    @Test
    void findsAStateThatNobodyTold() {
        sound().state("d2-1", "SENT").state("d3-1", "RELEASED");

        violations().extracting(Violation::promise).containsExactly(Promise.SETTLED, Promise.SETTLED);
    }

    @Test
    void findsAnOutcomeThatIsThereTwiceOrNotAtAll() {
        Intent delivered = Intent.outcome("S-0", "d2-1", "DELIVERED", Story.at(6_000));
        FinalState.Outcome outcome = new FinalState.Outcome(delivered.outcomeId(), "DELIVERED");
        sound().sent(delivered, 17_000, 200, "RECORDED").state("d2-1", "DELIVERED", outcome);
        violations().isEmpty();

        story.state("d2-1", "DELIVERED", outcome, outcome);
        finds(Promise.SETTLED, "S-0", "d2-1", "is there 2 times");
    }

    @Test
    void findsAnAnswerThatTheContractDoesNotHave() {
        sound().sent(Intent.read("S-0"), 17_000, 500, "oops");

        finds(Promise.ANSWER, "S-0", "READ", "node 0 answered 500: oops");
    }

    @Test
    void findsAKeyInFlightThatNobodyGave() {
        String body = "urn:tact:problem:idempotency-key-in-flight";
        sound();
        story.sent(story.attempts.get(0).intent(), 17_000, 409, body);
        violations().isEmpty();

        story.sent(Intent.decide("S-8", "", List.of(), List.of(), 1), 19_000, 409, body);
        finds(Promise.ANSWER, "S-8", "DECIDE", "node 0 answered 409");
    }

    @Test
    void findsAKeyThatTookAnotherBody() {
        sound().sent(Intent.reusingKeyOf(story.attempts.get(0).intent()), 17_000, 200, "{}");

        finds(Promise.ANSWER, "S-0", "key d1", "answered 200");
    }

    @Test
    void findsARunThatRefusedEverything() {
        for (int n = 0; n < 20; n++) {
            story.sent(Intent.decide("S-8", "", List.of(), List.of(), 1), n * 1_000L, 503, "");
        }

        violations().extracting(Violation::promise).containsExactly(Promise.ALIVE, Promise.ALIVE, Promise.ALIVE);
    }

    @Test
    void findsARunThatAnsweredAndGrantedNothing() {
        String nothing = "{\"decisionId\": \"d%d\", \"at\": \"%s\", \"recorded\": true, \"selected\": []}";
        for (int n = 0; n < 20; n++) {
            Intent intent = Intent.decide("S-8", "", List.of(), List.of(), 1);
            story.sent(intent, n * 1_000L, 200, nothing.formatted(n, Story.at(n * 1_000L)));
        }

        finds(Promise.ALIVE, "", "grants per second", "0.000, and should be at least 0.050");
    }
}
