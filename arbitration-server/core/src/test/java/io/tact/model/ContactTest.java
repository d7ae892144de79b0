package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant EXPIRY = AT.plusSeconds(600);

    @Test
    void isUnknownFromTheInstantItsReservationRanOut() {
        Contact reserved = contact(ContactState.RESERVED);
        assertThat(reserved.stateAt(EXPIRY.minusMillis(1))).isEqualTo(ContactState.RESERVED);
        assertThat(reserved.stateAt(EXPIRY)).isEqualTo(ContactState.UNKNOWN);
        assertThat(contact(ContactState.SENT).stateAt(EXPIRY)).isEqualTo(ContactState.SENT);
        assertThatThrownBy(() -> contact(ContactState.UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsWhateverMayStillBecomeAContact() {
        for (Counted counted : Counted.values()) {
            assertThat(contact(ContactState.RESERVED).countsAs(counted))
                    .as("%s", counted)
                    .isTrue();
            assertThat(contact(ContactState.RELEASED).countsAs(counted))
                    .as("%s", counted)
                    .isFalse();
        }
    }

    @Test
    void freesCapsOnSentAndDeliveredWhenItFailsButNeverOnAttempts() {
        assertThat(countedAs(contact(ContactState.FAILED))).containsExactly(Counted.ATTEMPTS, Counted.UNANSWERED);
        assertThat(countedAs(after(OutcomeType.FAILED))).containsExactly(Counted.ATTEMPTS, Counted.UNANSWERED);
    }

    @Test
    void tellsConversationsFromCallsThatNobodyAnswered() {
        assertThat(countedAs(after(OutcomeType.NO_ANSWER)))
                .containsExactly(Counted.ATTEMPTS, Counted.SENT, Counted.DELIVERED, Counted.UNANSWERED);
        assertThat(countedAs(after(OutcomeType.CONVERSATION)))
                .containsExactly(Counted.ATTEMPTS, Counted.SENT, Counted.DELIVERED, Counted.CONVERSATIONS);
        assertThat(countedAs(after(OutcomeType.VOICEMAIL, OutcomeType.REFUSED)))
                .containsExactly(Counted.ATTEMPTS, Counted.SENT, Counted.DELIVERED, Counted.CONVERSATIONS);
    }

    @Test
    void takesTheStateThatItsOutcomesImply() {
        assertThat(after(OutcomeType.SENT).stored()).isEqualTo(ContactState.SENT);
        assertThat(after(OutcomeType.SENT, OutcomeType.FAILED).stored()).isEqualTo(ContactState.FAILED);
        assertThat(after(OutcomeType.FAILED, OutcomeType.DELIVERED).stored()).isEqualTo(ContactState.DELIVERED);
        assertThat(after(OutcomeType.NO_ANSWER, OutcomeType.FAILED).stored()).isEqualTo(ContactState.SENT);
        assertThat(after(OutcomeType.CLICKED).stored()).isEqualTo(ContactState.DELIVERED);
    }

    @Test
    void comesOutTheSameInWhateverOrderOutcomesCome() {
        Random random = new Random(1);
        List<OutcomeType> all = Arrays.asList(OutcomeType.values());
        for (int i = 0; i < 3_000; i++) {
            List<OutcomeType> some = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                some.add(all.get(random.nextInt(all.size())));
            }
            List<Outcome> outcomes = outcomes(some);
            Contact inOrder = with(contact(ContactState.RESERVED), outcomes);
            Collections.shuffle(outcomes, random);
            assertThat(with(contact(ContactState.RESERVED), outcomes))
                    .as("%s", outcomes)
                    .isEqualTo(inOrder);
        }
    }

    @Test
    void cutsItsInstantsToTheMillisecond() {
        Contact contact = new Contact(
                "c",
                "s",
                null,
                slot(),
                null,
                AT.plusNanos(1_999_999),
                EXPIRY.plusNanos(1),
                ContactState.RESERVED,
                List.of());
        assertThat(contact.at()).isEqualTo(AT.plusMillis(1));
        assertThat(contact.expiresAt()).isEqualTo(EXPIRY);
    }

    private static EnumSet<Counted> countedAs(Contact contact) {
        EnumSet<Counted> counted = EnumSet.noneOf(Counted.class);
        for (Counted one : Counted.values()) {
            if (contact.countsAs(one)) {
                counted.add(one);
            }
        }
        return counted;
    }

    private static Contact after(OutcomeType... types) {
        return with(contact(ContactState.RESERVED), outcomes(Arrays.asList(types)));
    }

    private static List<Outcome> outcomes(List<OutcomeType> types) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            outcomes.add(new Outcome("o" + i, types.get(i), AT.plusSeconds(i / 2), null));
        }
        return outcomes;
    }

    private static Contact with(Contact contact, List<Outcome> outcomes) {
        Contact changed = contact;
        for (Outcome outcome : outcomes) {
            changed = changed.with(outcome);
        }
        return changed;
    }

    private static Contact contact(ContactState state) {
        return new Contact("c", "s", null, slot(), null, AT, EXPIRY, state, List.of());
    }

    private static Slot slot() {
        return new Slot(
                new Channel("IVR"),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                null,
                SenderClass.CVM,
                null,
                null);
    }
}
