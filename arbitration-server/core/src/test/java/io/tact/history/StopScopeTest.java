package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopScopeTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final Channel SMS = new Channel("SMS");

    @Test
    void aScopeIsReadAsItWasWritten() {
        StopScope narrow = new StopScope(SMS, Purpose.RESEARCH, "é|\\", "x".repeat(128), AT);

        assertThat(StopScope.parse(narrow.text())).isEqualTo(narrow);
        assertThat(StopScope.parse(StopScope.ALL.text())).isEqualTo(StopScope.ALL);
        assertThat(new StopScope(
                                new Channel("A".repeat(32)),
                                Purpose.MARKETING,
                                "\uD83D\uDE80".repeat(64),
                                "é".repeat(128),
                                AT)
                        .text())
                .hasSizeLessThan(1_024)
                .matches("[\\w-]+");
        assertThatIllegalArgumentException().isThrownBy(() -> StopScope.parse("_w"));
    }

    @Test
    void whatStandsIsWhatWasNotLiftedNorHasEnded() {
        Subscriber subscriber = Subscriber.unknown("S-1")
                .with(Circumstances.NONE.with(List.of(
                        suppression("open", null, null),
                        suppression("ends", AT.plusSeconds(1), null),
                        suppression("ended", AT, null),
                        suppression("lifted", null, new Suppression.Lift(AT.minusSeconds(1), "asked")))));

        assertThat(StopScope.standing(subscriber, List.of(), AT))
                .containsExactly(
                        new StopScope(SMS, null, "open", null, null),
                        new StopScope(SMS, null, "ends", null, AT.plusSeconds(1)));
    }

    @Test
    void aRefusalStandsAndAGrantDoesNot() {
        Subscriber subscriber = Subscriber.unknown("S-1")
                .withConsents(List.of(consent("DATA", false, AT), consent("DEVICE", true, AT)));

        assertThat(StopScope.standing(subscriber, List.of(), AT))
                .containsExactly(new StopScope(SMS, Purpose.MARKETING, "DATA", null, null));
    }

    @Test
    void aNoOnThePhoneStandsUntilALaterGrant() {
        Contact objected = contact("DATA", OutcomeType.OBJECTED);
        Contact refused = contact("DEVICE", OutcomeType.REFUSED);
        Contact accepted = contact("VOICE", OutcomeType.ACCEPTED);
        Subscriber nobody = Subscriber.unknown("S-1");
        Subscriber won =
                nobody.withConsents(List.of(consent("DATA", true, AT.plusSeconds(1)), consent("DEVICE", true, AT)));

        assertThat(StopScope.standing(nobody, List.of(objected, refused, accepted), AT))
                .containsExactly(
                        new StopScope(null, Purpose.MARKETING, null, null, null),
                        new StopScope(null, Purpose.MARKETING, "DEVICE", null, null));
        assertThat(StopScope.standing(won, List.of(objected, refused), AT))
                .containsExactly(new StopScope(null, Purpose.MARKETING, "DEVICE", null, null));
    }

    @Test
    void whoSaidNoToTooManyThingsSaidNo() {
        List<Suppression> many = new ArrayList<>();
        for (int i = 0; i <= StopScope.MOST; i++) {
            many.add(suppression("c" + i, null, null));
        }
        Subscriber subscriber = Subscriber.unknown("S-1").with(Circumstances.NONE.with(many));

        assertThat(StopScope.standing(subscriber, List.of(), AT)).containsExactly(StopScope.ALL);
    }

    private static Suppression suppression(String category, @Nullable Instant ends, Suppression.@Nullable Lift lift) {
        return new Suppression(category, SMS, null, category, null, "asked", null, AT.minusSeconds(60), ends, lift);
    }

    private static Consent consent(String category, boolean granted, Instant at) {
        return new Consent(SMS, Purpose.MARKETING, category, null, granted, at, null, null);
    }

    private static Contact contact(String category, OutcomeType said) {
        Slot slot =
                new Slot(SMS, Direction.OUTBOUND, Purpose.MARKETING, category, null, null, SenderClass.CVM, null, null);
        Contact contact = new Contact(
                "c-" + category, "S-1", null, slot, null, AT.minusSeconds(60), null, ContactState.SENT, List.of());
        return contact.with(new Outcome("o", said, AT, null));
    }
}
