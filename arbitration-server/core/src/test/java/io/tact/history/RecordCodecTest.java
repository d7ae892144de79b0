package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.tact.model.Amounts;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final LedgerKey KEY = LedgerKey.ofSubscriber("S-1");

    @Test
    void everyHistoryComesBackAsItWas() {
        for (long seed = 0; seed < 1000; seed++) {
            ContactHistory history = new RandomHistories(seed).history("s:" + seed);
            byte[] packed = RecordCodec.encode(history, history.version());
            assertThat(RecordCodec.decode(history.key(), packed))
                    .as("history of seed %d", seed)
                    .isEqualTo(history);
        }
    }

    @Test
    void writesTheVersionItIsToldWhateverTheRecordSays() {
        for (long version : new long[] {0, 1, 127, 128, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            byte[] packed = RecordCodec.encode(TypicalHistory.of("S-1", 1), version);
            assertThat(RecordCodec.versionOf(packed)).isEqualTo(version);
            assertThat(RecordCodec.decode(KEY, packed).version()).isEqualTo(version);
        }
    }

    @Test
    void aRedirectComesBackEvenOneThatPointsNowhere() {
        Redirect there = new Redirect(LedgerKey.ofLine("+336"), 7, LedgerKey.ofAccount("A-9"), "S-1");
        assertThat(RecordCodec.decode(there.key(), RecordCodec.encode(there, 7)))
                .isEqualTo(there);
        assertThat(RecordCodec.decode(there.key(), RecordCodec.encode(there.nowhere(), 8)))
                .isEqualTo(new Redirect(there.key(), 8, null, null));
    }

    @Test
    void readsYesterdaysBytes() throws IOException {
        assertThat(RecordCodec.decode(KEY, golden("history-1"))).isEqualTo(TypicalHistory.of("S-1", 10));
        assertThat(RecordCodec.decode(KEY, golden("history-2"))).isEqualTo(TypicalHistory.inFull("S-1"));
        assertThat(RecordCodec.decode(LedgerKey.ofLine("+336"), golden("redirect-1")))
                .isEqualTo(new Redirect(LedgerKey.ofLine("+336"), 300, LedgerKey.ofAccount("Ä-9"), "S-1"));
    }

    @Test
    void stillWritesTheBytesOfEveryFormat() throws IOException {
        Redirect there = new Redirect(LedgerKey.ofLine("+336"), 0, LedgerKey.ofAccount("Ä-9"), "S-1");
        assertThat(RecordCodec.encode(TypicalHistory.of("S-1", 10), 41, 1))
                .asHexString()
                .isEqualTo(hex("history-1"));
        assertThat(RecordCodec.encode(there, 300, 1)).asHexString().isEqualTo(hex("redirect-1"));
        assertThat(RecordCodec.encode(TypicalHistory.inFull("S-1"), 41, 2))
                .asHexString()
                .isEqualTo(hex("history-2"));
        assertThat(RecordCodec.encode(TypicalHistory.inFull("S-1"), 41))
                .as("the newest unless told otherwise")
                .asHexString()
                .isEqualTo(hex("history-2"));
    }

    @Test
    void anOlderFormatSaysAllOfARecordOrNothing() {
        for (long seed = 0; seed < 1000; seed++) {
            ContactHistory history = new RandomHistories(seed).history("s:" + seed);
            ContactHistory plain = withoutWhatFormatOneLacks(history);
            byte[] packed = RecordCodec.encode(plain, plain.version(), 1);
            assertThat(RecordCodec.formatOf(packed)).isEqualTo(1);
            assertThat(RecordCodec.decode(plain.key(), packed))
                    .as("history of seed %d", seed)
                    .isEqualTo(plain);
            if (!history.equals(plain)) {
                assertThatExceptionOfType(InexpressibleException.class)
                        .as("history of seed %d", seed)
                        .isThrownBy(() -> RecordCodec.encode(history, history.version(), 1));
            }
        }
    }

    private static ContactHistory withoutWhatFormatOneLacks(ContactHistory h) {
        List<Subscriber> subscribers = h.subscribers().stream()
                .map(s -> with(
                        s.consents().stream().filter(c -> c.special() == null).toList(), with(Circumstances.NONE, s)))
                .toList();
        List<Contact> contacts = h.contacts().stream()
                .map(c -> with(
                        with(null, c.slot()),
                        c.outcomes().stream()
                                .filter(o -> o.type().compareTo(OutcomeType.COMPLAINED) <= 0)
                                .toList(),
                        c))
                .toList();
        return new ContactHistory(h.key(), h.version(), h.floor(), subscribers, contacts);
    }

    @Test
    void formatOneRefusesWhateverCameAfterIt() {
        ContactHistory full = TypicalHistory.inFull("S-1");
        ContactHistory plain = TypicalHistory.of("S-1", 10);
        Subscriber known = full.subscribers().get(0);
        Subscriber ordinary = plain.subscribers().get(0);
        cannotSay(with(known.circumstances(), ordinary), plain.contacts(), "where a subscriber is");
        cannotSay(with(known.consents(), ordinary), plain.contacts(), "special consents");
        Contact first = plain.contacts().get(0);
        Slot slot = first.slot();
        Slot counted = with(new Amounts(Fixed.ZERO, Fixed.ZERO, Fixed.ZERO), slot);
        cannotSay(ordinary, List.of(with(counted, first.outcomes(), first)), "what a contact amounts to");
        for (OutcomeType type : OutcomeType.values()) {
            Contact contact = with(slot, List.of(new Outcome("o", type, first.at(), null)), first);
            if (type.compareTo(OutcomeType.COMPLAINED) > 0) {
                cannotSay(ordinary, List.of(contact), "outcomes of the types OBJECTED, TERMINATED and NO_RESPONSE");
            } else {
                assertThat(RecordCodec.encode(history(ordinary, List.of(contact)), 1, 1))
                        .isNotEmpty();
            }
        }
    }

    private static void cannotSay(Subscriber subscriber, List<Contact> contacts, String what) {
        ContactHistory history = history(subscriber, contacts);
        assertThatExceptionOfType(InexpressibleException.class)
                .isThrownBy(() -> RecordCodec.encode(history, 1, 1))
                .withMessageStartingWith("records of format 1 cannot say " + what);
        assertThat(RecordCodec.decode(KEY, RecordCodec.encode(history, 0, 2))).isEqualTo(history);
    }

    private static ContactHistory history(Subscriber subscriber, List<Contact> contacts) {
        return new ContactHistory(KEY, 0, contacts.get(0).at(), List.of(subscriber), contacts);
    }

    private static Subscriber with(Circumstances circumstances, Subscriber s) {
        return new Subscriber(
                s.id(),
                s.lines(),
                s.emails(),
                s.devices(),
                s.zone(),
                s.jurisdiction(),
                s.language(),
                s.profile(),
                s.consents(),
                circumstances);
    }

    private static Subscriber with(List<Consent> consents, Subscriber s) {
        return new Subscriber(
                s.id(),
                s.lines(),
                s.emails(),
                s.devices(),
                s.zone(),
                s.jurisdiction(),
                s.language(),
                s.profile(),
                consents,
                s.circumstances());
    }

    static Slot with(@Nullable Amounts amounts, Slot s) {
        return new Slot(
                s.channel(),
                s.direction(),
                s.purpose(),
                s.category(),
                s.subject(),
                s.sender(),
                s.senderClass(),
                s.campaign(),
                s.offer(),
                amounts);
    }

    static Contact with(Slot slot, List<Outcome> outcomes, Contact c) {
        return new Contact(
                c.id(), c.subscriber(), c.line(), slot, c.treatment(), c.at(), c.expiresAt(), c.stored(), outcomes);
    }

    @Test
    void whatARecordRemembersIsNotTakenForAnotherFormat() {
        ContactHistory plain = TypicalHistory.of("S-1", 10);
        LedgerRecord read = RecordCodec.decode(KEY, RecordCodec.encode(plain, 41, 2));
        assertThat(RecordCodec.encode(read, 41, 1)).isEqualTo(RecordCodec.encode(plain, 41, 1));
        byte[] packed = RecordCodec.encode(plain, 42, 1);
        LedgerRecord unpacked = RecordCodec.decode(KEY, packed);
        assertThat(RecordCodec.encode(unpacked, 42, 1)).isSameAs(packed);
        assertThat(RecordCodec.encode(unpacked, 42)).isEqualTo(RecordCodec.encode(plain, 42));
        assertThat(RecordCodec.encode(unpacked, 43, 1)).isEqualTo(RecordCodec.encode(plain, 43, 1));
    }

    @Test
    void ordersRecordsOfFormatsThatItDoesNotKnow() {
        byte[] packed = RecordCodec.encode(TypicalHistory.of("S-1", 1), 300);
        packed[0] = 9;
        packed[1] = 7;
        assertThat(RecordCodec.versionOf(packed)).isEqualTo(300);
        assertThat(RecordCodec.formatOf(packed)).isEqualTo(9);
        packed[0] = 0;
        assertThatIllegalArgumentException().isThrownBy(() -> RecordCodec.versionOf(packed));
    }

    @Test
    void writesNoFormatThatItDoesNotKnow() {
        for (int format : new int[] {0, RecordCodec.FORMAT + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RecordCodec.encode(TypicalHistory.of("S-1", 1), 1, format))
                    .withMessage("record format (" + format + ") must be 1 to 2");
        }
    }

    @Test
    void refusesEveryTruncation() {
        byte[] packed = RecordCodec.encode(TypicalHistory.of("S-1", 10), 41);
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatIllegalArgumentException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> RecordCodec.decode(KEY, cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordCodec.decode(KEY, Arrays.copyOf(packed, packed.length + 1)))
                .withMessageContaining("1 bytes too many");
    }

    @Test
    void refusesDamageWithoutAnyOtherException() {
        byte[] packed = RecordCodec.encode(TypicalHistory.of("S-1", 10), 41);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = packed.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += refuses(damaged, i);
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            if (garbage.length > 2) {
                garbage[0] = RecordCodec.FORMAT;
                garbage[1] = (byte) (1 + random.nextInt(2));
            }
            refused += refuses(garbage, i);
        }
        assertThat(refused).as("most damage is noticed").isGreaterThan(20_000);
    }

    private static int refuses(byte[] bytes, int seed) {
        try {
            RecordCodec.decode(KEY, bytes);
            return 0;
        } catch (IllegalArgumentException e) {
            return 1;
        } catch (RuntimeException | Error e) {
            return fail("case " + seed + ": " + HexFormat.of().formatHex(bytes), e);
        }
    }

    @Test
    void aHugeCountTakesNoMemory() {
        byte[] bomb = HexFormat.of().parseHex("02010101" + "ffffffffffffffff7f");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordCodec.decode(KEY, bomb))
                .withMessageContaining("too few");
    }

    @Test
    void namesAFormatThatIsNotKnownYet() {
        assertThatExceptionOfType(UnknownFormatException.class)
                .isThrownBy(() -> RecordCodec.decode(KEY, new byte[] {9, 1, 1}))
                .withMessageContaining("record format 9 is not known. Maybe a newer version of Tact wrote it");
    }

    @Test
    void everyConstantHasAWireCode() {
        assertThat(WireCodes.DIRECTIONS).containsExactlyInAnyOrder(Direction.values());
        assertThat(WireCodes.PURPOSES).containsExactlyInAnyOrder(Purpose.values());
        assertThat(WireCodes.SENDER_CLASSES).containsExactlyInAnyOrder(SenderClass.values());
        assertThat(WireCodes.STATES).containsExactlyInAnyOrder(ContactState.values());
        assertThat(WireCodes.OUTCOMES).containsExactlyInAnyOrder(OutcomeType.values());
        assertThat(WireCodes.SPECIAL_CONSENTS).containsExactlyInAnyOrder(SpecialConsent.values());
        assertThat(WireCodes.RELATIONS).containsExactlyInAnyOrder(Relation.Kind.values());
    }

    @Test
    void anOrdinarySubscriberTakesLittleRoom() {
        int empty = RecordCodec.encode(TypicalHistory.of("S-1", 0), 41).length;
        int ten = RecordCodec.encode(TypicalHistory.of("S-1", 10), 41).length;
        assertThat(empty).isLessThan(560);
        assertThat(ten - empty).as("ten contacts with 15 outcomes").isLessThan(900);
    }

    private static String hex(String name) throws IOException {
        return HexFormat.of().withUpperCase().formatHex(golden(name));
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = RecordCodecTest.class.getResourceAsStream("/records/" + name + ".hex")) {
            String hex = new String(
                    Objects.requireNonNull(in, name).readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
