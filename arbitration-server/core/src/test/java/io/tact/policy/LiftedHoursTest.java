package io.tact.policy;

import static io.tact.policy.HourRow.allow;
import static io.tact.policy.HourRow.calendar;
import static io.tact.policy.HourRow.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiftedHoursTest {
    private static final SpecialConsent OUTSIDE = SpecialConsent.OUTSIDE_HOURS;
    private static final HoursRule DAY =
            allow("day", "MON-FRI", "10:00-20:00").liftedBy(OUTSIDE).rule();

    @Test
    void bindsUntilTheSpecialConsentThatItNamesIsGiven() {
        assertThat(Story.in("Europe/Paris").rules(DAY).objections("2026-11-23T21:00"))
                .containsExactly("hours#day");
        assertThat(Story.in("Europe/Paris")
                        .rules(DAY)
                        .said(said(OUTSIDE, null, true, "2026-01-01T00:00:00Z", null))
                        .objections("2026-11-23T21:00"))
                .isEmpty();
        assertThat(Story.in("Europe/Paris")
                        .rules(DAY)
                        .said(said(SpecialConsent.NIGHT, null, true, "2026-01-01T00:00:00Z", null))
                        .said(said(null, null, true, "2026-01-01T00:00:00Z", null))
                        .objections("2026-11-23T21:00"))
                .as("neither another special consent nor an ordinary one")
                .containsExactly("hours#day");
    }

    @Test
    void liftsForTheMessagesThatTheConsentCoversAndForNoOthers() {
        Story story =
                Story.in("Europe/Paris").rules(DAY).said(said(OUTSIDE, Story.SMS, true, "2026-01-01T00:00:00Z", null));
        PolicyBook book = new PolicyBook(java.util.List.of(DAY));
        SlotPolicy sms = book.policyFor(slot(Story.SMS));
        SlotPolicy push = book.policyFor(slot(Story.PUSH));
        PolicyCheck check = story.check("2026-11-23T19:00");
        Instant from = Instant.parse("2026-11-23T20:00:00Z");
        Instant horizon = from.plusSeconds(86_400);

        assertThat(check.nextAllowedAt(sms, null, from, horizon)).contains(from);
        assertThat(check.nextAllowedAt(push, null, from, horizon)).contains(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(check.closesAt(sms, horizon)).isEmpty();
        assertThat(check.closesAt(push, horizon)).contains(Instant.parse("2026-11-23T19:00:00Z"));

        PolicyCheck late = story.check("2026-11-23T21:00");
        assertThat(late.reasons(sms, null)).isEmpty();
        assertThat(late.reasons(push, null)).extracting(Reason::rule).containsExactly("hours#day");
        assertThat(late.reasons(sms, null)).as("asked again").isEmpty();
    }

    @Test
    void seesAConsentBeginAndExpire() {
        Story story = Story.in("Europe/Paris")
                .rules(DAY)
                .said(said(OUTSIDE, null, true, "2026-11-21T15:30:15Z", "2026-11-21T22:00:00.500Z"));

        assertThat(story.objections("2026-11-21T16:30:14.999")).containsExactly("hours#day");
        assertThat(story.next("2026-11-21T08:00"))
                .as("on a Saturday, when the consent begins")
                .isEqualTo("2026-11-21T16:30:15+01:00");
        assertThat(story.reasons("2026-11-21T08:00").get(0).nextAllowedAt()).isEqualTo("2026-11-21T15:30:15Z");
        assertThat(story.closes("2026-11-21T17:00"))
                .as("when the consent expires")
                .isEqualTo("2026-11-21T23:00:00.500+01:00");
        assertThat(story.next("2026-11-21T23:00:00.500")).isEqualTo("2026-11-23T10:00+01:00");
    }

    @Test
    void findsAConsentThatBeginsWeeksLaterWhereNothingElseOpens() {
        Story story = Story.in("Europe/Paris")
                .rules(allow("never", "MON-SUN", "").liftedBy(OUTSIDE).rule())
                .said(said(OUTSIDE, null, true, "2026-12-30T11:00:00Z", null));

        assertThat(story.next("2026-11-01T10:00")).isEqualTo("2026-12-30T12:00+01:00");
    }

    @Test
    void hearsWhoTookTheSpecialConsentBack() {
        Story story = Story.in("Europe/Paris")
                .rules(DAY)
                .said(said(OUTSIDE, Story.SMS, true, "2026-01-01T00:00:00Z", null))
                .said(said(OUTSIDE, null, false, "2026-02-01T00:00:00Z", null));

        assertThat(story.objections("2026-11-23T21:00")).containsExactly("hours#day");
        assertThat(story.next("2026-11-23T21:00")).isEqualTo("2026-11-24T10:00+01:00");
    }

    @Test
    void takesALiftedRowForAbsent() {
        HolidayCalendar france = calendar("FR", "2026-05-01");
        Story story = Story.in("Europe/Paris")
                .rules(
                        allow("week", "MON-FRI", "10:00-20:00").rule(),
                        allow("saturday", "SAT", "10:00-12:00")
                                .liftedBy(OUTSIDE)
                                .rule(),
                        allow("holiday", "HOLIDAY", "")
                                .by(france)
                                .liftedBy(OUTSIDE)
                                .rule())
                .said(said(OUTSIDE, null, true, "2026-01-01T00:00:00Z", null));

        assertThat(story.objections("2026-05-02T11:00"))
                .as("Saturday has no row any more, so it is closed; another row is named")
                .containsExactly("hours#week");
        assertThat(story.objections("2026-05-01T11:00"))
                .as("nor are holidays known")
                .isEmpty();
        assertThat(story.objections("2026-05-01T20:00")).containsExactly("hours#week");
    }

    @Test
    void liftsQuietHoursByTheirOwnConsent() {
        HoursRule night = quiet("night", "MON-SUN", "21:00-08:00")
                .liftedBy(SpecialConsent.NIGHT)
                .rule();
        Story story = Story.in("Asia/Seoul")
                .rules(night, allow("day", "MON-SUN", "07:00-23:00").rule())
                .said(said(SpecialConsent.NIGHT, null, true, "2026-01-01T00:00:00Z", null));

        assertThat(story.objections("2026-05-01T22:00")).isEmpty();
        assertThat(story.objections("2026-05-01T23:30")).containsExactly("hours#day");
        assertThat(story.closes("2026-05-01T20:00")).isEqualTo("2026-05-01T23:00+09:00");
    }

    private static Slot slot(Channel channel) {
        return Story.slot(channel, null, null);
    }

    private static Consent said(
            @Nullable SpecialConsent special,
            @Nullable Channel channel,
            boolean granted,
            String at,
            @Nullable String expires) {
        return new Consent(
                channel,
                null,
                null,
                null,
                special,
                granted,
                Instant.parse(at),
                null,
                expires == null ? null : Instant.parse(expires));
    }
}
