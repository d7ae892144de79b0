package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Suppression;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private static final Slot SMS = Story.slot(Story.SMS, Purpose.MARKETING, "DEVICE", "OP");

    @Test
    void stopsFromItsInstantUntilItExpires() {
        Suppression stop = stop(null, null, null, null, "2026-05-08T10:00:00Z");
        Story story = Story.in("UTC").suppressed(stop).asking(SMS);

        assertThat(story.objections("2026-05-01T09:59:59.999")).isEmpty();
        assertThat(story.reasons("2026-05-01T10:00")).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(Reason.Code.SUPPRESSION);
            assertThat(reason.rule()).isEqualTo("suppression#x1");
            assertThat(reason.text()).isEqualTo("in mourning");
            assertThat(reason.nextAllowedAt()).isEqualTo("2026-05-08T10:00:00Z");
        });
        assertThat(story.objections("2026-05-08T09:59:59.999")).containsExactly("suppression#x1");
        assertThat(story.objections("2026-05-08T10:00")).isEmpty();
        assertThat(story.next("2026-05-01T12:00")).isEqualTo("2026-05-08T10:00Z");
    }

    @Test
    void stopsForGoodUntilItIsLifted() {
        Suppression stop = stop(null, null, null, null, null);
        assertThat(Story.in("UTC").suppressed(stop).asking(SMS).next("2026-05-01T12:00"))
                .isNull();

        Story lifted = Story.in("UTC")
                .suppressed(stop.lifted(Instant.parse("2026-05-03T10:00:00Z"), "asked for offers again"))
                .asking(SMS);
        assertThat(lifted.objections("2026-05-03T09:59:59.999")).containsExactly("suppression#x1");
        assertThat(lifted.objections("2026-05-03T10:00")).isEmpty();
    }

    @Test
    void stopsOnlyWhatItNames() {
        assertThat(objections(stop(Story.SMS, null, null, null, null), SMS)).isNotEmpty();
        assertThat(objections(stop(Story.EMAIL, null, null, null, null), SMS)).isEmpty();
        assertThat(objections(stop(null, Purpose.MARKETING, null, null, null), SMS))
                .isNotEmpty();
        assertThat(objections(stop(null, Purpose.SERVICE, null, null, null), SMS))
                .isEmpty();
        assertThat(objections(stop(null, null, "DEVICE", null, null), SMS)).isNotEmpty();
        assertThat(objections(stop(null, null, "DATA", null, null), SMS)).isEmpty();
        assertThat(objections(stop(null, null, null, "OP", null), SMS)).isNotEmpty();
        assertThat(objections(stop(null, null, null, "OTHER", null), SMS)).isEmpty();
    }

    @Test
    void letsEmergenciesThroughUnlessItNamesThemAndAnswersWhoCalls() {
        Slot emergency = Story.slot(Story.SMS, Purpose.EMERGENCY, null, "STATE");
        Slot answer = new Slot(
                Story.SMS, Direction.INBOUND, Purpose.MARKETING, null, null, "OP", SenderClass.CVM, null, null);

        assertThat(objections(stop(null, null, null, null, null), emergency)).isEmpty();
        assertThat(objections(stop(null, Purpose.EMERGENCY, null, null, null), emergency))
                .isNotEmpty();
        assertThat(objections(stop(null, null, null, null, null), answer)).isEmpty();
    }

    @Test
    void nameEachSuppressionThatStops() {
        Suppression other = new Suppression(
                "x0", null, null, null, null, "fraud", null, Instant.parse("2026-05-01T10:00:00Z"), null, null);

        assertThat(Story.in("UTC")
                        .suppressed(stop(null, null, null, null, null))
                        .suppressed(other)
                        .asking(SMS)
                        .objections("2026-05-01T12:00"))
                .containsExactly("suppression#x0", "suppression#x1");
    }

    private static java.util.List<String> objections(Suppression suppression, Slot slot) {
        return Story.in("UTC").suppressed(suppression).asking(slot).objections("2026-05-01T12:00");
    }

    private static Suppression stop(
            @Nullable Channel channel,
            @Nullable Purpose purpose,
            @Nullable String category,
            @Nullable String sender,
            @Nullable String until) {
        return new Suppression(
                "x1",
                channel,
                purpose,
                category,
                sender,
                "in mourning",
                null,
                Instant.parse("2026-05-01T10:00:00Z"),
                until == null ? null : Instant.parse(until),
                null);
    }
}
