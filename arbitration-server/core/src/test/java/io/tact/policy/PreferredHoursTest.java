package io.tact.policy;

import static io.tact.policy.HourRow.allow;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Direction;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.time.DayOfWeek;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreferredHoursTest {
    private static final PreferredHours EVENINGS = new PreferredHours(Set.of(), 1080, 1230);
    private static final PreferredHours SATURDAYS = new PreferredHours(Set.of(DayOfWeek.SATURDAY), 600, 720);

    @Test
    void reachesASubscriberWithinAnyOfTheirHours() {
        Story story = Story.in("Europe/Paris").preferring(EVENINGS, SATURDAYS);

        assertThat(story.objections("2026-11-20T17:59:59.999")).containsExactly("preference#hours");
        assertThat(story.objections("2026-11-20T18:00")).isEmpty();
        assertThat(story.closes("2026-11-20T18:00")).isEqualTo("2026-11-20T20:30+01:00");
        assertThat(story.next("2026-11-20T20:30")).as("Friday night").isEqualTo("2026-11-21T10:00+01:00");
        assertThat(story.next("2026-11-21T12:00")).isEqualTo("2026-11-21T18:00+01:00");
    }

    @Test
    void saysWhoseHoursTheyAre() {
        Reason reason = Story.in("Europe/Paris")
                .preferring(EVENINGS)
                .reasons("2026-11-20T09:15")
                .get(0);

        assertThat(reason.code()).isEqualTo(Reason.Code.HOURS);
        assertThat(reason.text()).isEqualTo("outside the hours that the subscriber prefers: Fri 09:15 in Europe/Paris");
        assertThat(reason.nextAllowedAt()).isEqualTo("2026-11-20T17:00:00Z");
        assertThat(reason.binding()).isNull();
    }

    @Test
    void leavesOtherMessagesAlone() {
        Story story = Story.in("Europe/Paris").preferring(EVENINGS);
        String morning = "2026-11-20T09:00";

        assertThat(story.asking(slot(Direction.OUTBOUND, Purpose.RESEARCH)).objections(morning))
                .containsExactly("preference#hours");
        for (Purpose purpose : Set.of(Purpose.SERVICE, Purpose.TRANSACTIONAL, Purpose.EMERGENCY, Purpose.COLLECTIONS)) {
            story.asking(slot(Direction.OUTBOUND, purpose));
            assertThat(story.objections(morning)).as("%s", purpose).isEmpty();
            assertThat(story.next(morning)).isEqualTo("2026-11-20T09:00+01:00");
            assertThat(story.closes("2026-11-20T19:00")).isNull();
        }
        assertThat(story.asking(slot(Direction.INBOUND, Purpose.MARKETING)).objections(morning))
                .isEmpty();
    }

    @Test
    void closesOneNightAfterTheOther() {
        PreferredHours nights = new PreferredHours(Set.of(DayOfWeek.FRIDAY), 1320, 120);
        Story story = Story.in("Europe/Paris").preferring(nights);

        assertThat(story.closes("2026-11-20T23:00")).as("Friday").isEqualTo("2026-11-21T02:00+01:00");
        assertThat(story.next("2026-11-21T02:00")).isEqualTo("2026-11-27T22:00+01:00");
    }

    @Test
    void asksEveryClockAndBesidesTheRows() {
        Story story = Story.in("America/New_York")
                .alsoIn("America/Los_Angeles")
                .preferring(new PreferredHours(Set.of(), 540, 1020))
                .rules(allow("day", "MON-SUN", "10:00-20:00").rule());

        assertThat(story.objections("2026-05-01T08:00")).containsExactly("hours#day", "preference#hours");
        assertThat(story.next("2026-05-01T08:00")).isEqualTo("2026-05-01T13:00-04:00");
        assertThat(story.objections("2026-05-01T17:00")).containsExactly("preference#hours");
        assertThat(story.closes("2026-05-01T14:00")).isEqualTo("2026-05-01T17:00-04:00");
    }

    private static Slot slot(Direction direction, Purpose purpose) {
        return new Slot(Story.SMS, direction, purpose, null, null, "OP", SenderClass.CVM, null, null);
    }
}
