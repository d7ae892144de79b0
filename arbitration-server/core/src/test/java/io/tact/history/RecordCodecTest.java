package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.SpecialConsent;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
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
    void stillWritesTheBytesOfFormatTwo() throws IOException {
        assertThat(HexFormat.of().formatHex(RecordCodec.encode(TypicalHistory.inFull("S-1"), 41)))
                .isEqualTo(HexFormat.of().formatHex(golden("history-2")));
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
        assertThatIllegalArgumentException()
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

    private static byte[] golden(String name) throws IOException {
        try (var in = RecordCodecTest.class.getResourceAsStream("/records/" + name + ".hex")) {
            String hex = new String(
                    Objects.requireNonNull(in, name).readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
