package io.tact.arbitration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.history.ContactHistory;
import io.tact.history.RandomHistories;
import io.tact.history.TypicalHistory;
import io.tact.history.UnknownFormatException;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Suspension;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.RegisterExtract;
import io.tact.port.DataFormat;
import io.tact.ruleset.RulesetVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionInputsCodecTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:30:15.250Z");

    @Test
    void inputsComeBackAsTheyWere() {
        for (long seed = 0; seed < 100; seed++) {
            DecisionInputs inputs = inputs(new RandomHistories(seed).history("a:" + seed));
            assertThat(DecisionInputsCodec.decode(DecisionInputsCodec.encode(inputs)))
                    .as("inputs of seed %d", seed)
                    .usingRecursiveComparison()
                    .withEqualsForType(ContactHistory::equals, ContactHistory.class)
                    .isEqualTo(inputs);
        }
    }

    @Test
    void readsAndStillWritesTheBytesOfEveryFormat() throws IOException {
        List<DecisionInputs> golden = List.of(
                inputs(TypicalHistory.of("S-1", 2), RegisterExtract.NONE),
                inputs(TypicalHistory.inFull("S-1")),
                limited(inputs(TypicalHistory.inFull("S-1"))),
                asked(limited(inputs(TypicalHistory.inFull("S-1")))));
        for (int format = 1; format <= golden.size(); format++) {
            byte[] packed = golden("decision-inputs-" + format);
            assertThat(packed[0]).isEqualTo((byte) format);
            assertThat(DecisionInputsCodec.decode(packed))
                    .usingRecursiveComparison()
                    .withEqualsForType(ContactHistory::equals, ContactHistory.class)
                    .isEqualTo(golden.get(format - 1));
            assertThat(DecisionInputsCodec.encode(golden.get(format - 1), DataFormat.of(format)))
                    .as("format %d", format)
                    .asHexString()
                    .isEqualTo(HexFormat.of().withUpperCase().formatHex(packed));
        }
    }

    @Test
    void whatWasLeftOfBudgetsIsKeptInAFormatOfItsOwn() {
        DecisionInputs none = inputs(TypicalHistory.of("S-1", 2), RegisterExtract.NONE);
        DecisionInputs some = limited(none);
        byte[] packed = DecisionInputsCodec.encode(some);
        assertThat(packed[0]).isEqualTo((byte) 3);
        assertThat(DecisionInputsCodec.decode(packed))
                .usingRecursiveComparison()
                .withEqualsForType(ContactHistory::equals, ContactHistory.class)
                .isEqualTo(some);
        assertThat(DecisionInputsCodec.encode(none)[0])
                .as("what every node can read")
                .isEqualTo((byte) 2);
    }

    @Test
    void whoAskedIsKeptInAFormatOfItsOwn() {
        DecisionInputs plain = inputs(TypicalHistory.of("S-1", 2), RegisterExtract.NONE);
        for (DecisionInputs asked : List.of(
                asked(plain),
                asked(limited(plain)),
                askedBy(plain, new Mandate("push-gateway", Mandate.Limits.NONE)))) {
            byte[] packed = DecisionInputsCodec.encode(asked);
            assertThat(packed[0]).isEqualTo((byte) 4);
            assertThat(DecisionInputsCodec.decode(packed))
                    .usingRecursiveComparison()
                    .withEqualsForType(ContactHistory::equals, ContactHistory.class)
                    .isEqualTo(asked);
            assertThat(DecisionInputsCodec.encode(asked, DataFormat.of(3))).isEmpty();
        }
    }

    @Test
    void keepsNothingOfWhatAnOlderFormatCannotSayInFull() {
        DecisionInputs plain = inputs(TypicalHistory.of("S-1", 2), RegisterExtract.NONE);
        DecisionInputs registers = inputs(TypicalHistory.of("S-1", 2));
        assertThat(DecisionInputsCodec.encode(registers, DataFormat.of(1)))
                .as("lists and suspensions")
                .isEmpty();
        assertThat(DecisionInputsCodec.encode(limited(plain), DataFormat.of(1)))
                .as("budgets")
                .isEmpty();
        assertThat(DecisionInputsCodec.encode(limited(registers), DataFormat.of(2)))
                .as("budgets")
                .isEmpty();
        assertThat(DecisionInputsCodec.encode(
                        inputs(TypicalHistory.inFull("S-1"), RegisterExtract.NONE), DataFormat.of(1)))
                .as("a record of format 2")
                .isEmpty();
        byte[] packed = DecisionInputsCodec.encode(registers, DataFormat.of(2));
        assertThat(packed[0]).isEqualTo((byte) 2);
        assertThat(DecisionInputsCodec.decode(packed))
                .usingRecursiveComparison()
                .withEqualsForType(ContactHistory::equals, ContactHistory.class)
                .isEqualTo(registers);
    }

    @Test
    void namesAFormatThatIsNotKnownYet() {
        assertThatExceptionOfType(UnknownFormatException.class)
                .isThrownBy(() -> DecisionInputsCodec.decode(new byte[] {5, 0}))
                .withMessageContaining("format 5 of decision inputs is not known. Maybe a newer version");
    }

    @Test
    void refusesEveryTruncationAndTrailingBytes() {
        byte[] packed = DecisionInputsCodec.encode(inputs(TypicalHistory.of("S-1", 2)));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatIllegalArgumentException().isThrownBy(() -> DecisionInputsCodec.decode(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionInputsCodec.decode(Arrays.copyOf(packed, packed.length + 1)));
    }

    private static DecisionInputs inputs(ContactHistory history) {
        RegisterExtract seen = new RegisterExtract(
                List.of(
                        new RegisterExtract.Extract("BLOCTEL", AT.minusSeconds(86_400), Set.of("+336", "+337")),
                        new RegisterExtract.Extract("CLEAN", AT.plusSeconds(1), Set.of())),
                List.of(
                        new Suspension("a", Suspension.Target.REGION, "US-LA", "storm", AT, AT.plusSeconds(9)),
                        new Suspension("b", Suspension.Target.CAMPAIGN, "C", "", AT, null)));
        return inputs(history, seen);
    }

    private static DecisionInputs inputs(ContactHistory history, RegisterExtract seen) {
        return new DecisionInputs(
                AT,
                new RulesetVersion("retail", "0123456789abcdef"),
                3,
                "S-1",
                history,
                "{\"é\":1}".getBytes(UTF_8),
                seen);
    }

    private static DecisionInputs limited(DecisionInputs inputs) {
        return new DecisionInputs(
                inputs.at(),
                inputs.ruleset(),
                inputs.epoch(),
                inputs.subscriber(),
                inputs.history(),
                inputs.body(),
                inputs.registers(),
                new BudgetsLeft(Map.of(
                        "sms-hour", new BudgetsLeft.Left(0, AT.plusSeconds(3_600)),
                        "phone-x", new BudgetsLeft.Left(7, null))),
                Mandate.NONE);
    }

    private static DecisionInputs asked(DecisionInputs inputs) {
        return askedBy(
                inputs,
                new Mandate(
                        "partner-7",
                        new Mandate.Limits(
                                Set.of("Ringtones Ltd", "Games Ltd"),
                                SenderClass.VAS,
                                Set.of(Purpose.MARKETING, Purpose.SERVICE))));
    }

    private static DecisionInputs askedBy(DecisionInputs inputs, Mandate mandate) {
        return new DecisionInputs(
                inputs.at(),
                inputs.ruleset(),
                inputs.epoch(),
                inputs.subscriber(),
                inputs.history(),
                inputs.body(),
                inputs.registers(),
                inputs.budgets(),
                mandate);
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = DecisionInputsCodecTest.class.getResourceAsStream("/records/" + name + ".hex")) {
            String hex = new String(Objects.requireNonNull(in, name).readAllBytes(), US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
