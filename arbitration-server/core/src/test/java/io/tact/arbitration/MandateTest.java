package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.ContactHistory;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MandateTest {
    private static final Treatment SALE = of("SALE", "Northline", SenderClass.CVM, Purpose.MARKETING);
    private static final Treatment NOTICE = of("NOTICE", "Northline", SenderClass.PRODUCT, Purpose.SERVICE);
    private static final Treatment TONES = of("TONES", "Ringtones Ltd", SenderClass.VAS, Purpose.MARKETING);
    private static final Treatment NAMELESS = of("NAMELESS", null, SenderClass.VAS, Purpose.SERVICE);
    private static final List<Treatment> ALL = List.of(SALE, NOTICE, TONES, NAMELESS);

    private final ActiveRuleset ruleset = Sample.ruleset(ALL, List.of());

    private static Treatment of(String campaign, @Nullable String sender, SenderClass senderClass, Purpose purpose) {
        Treatment like = Sample.treatment(campaign, "SMS", purpose, "TOPIC-" + campaign);
        Slot slot = new Slot(
                like.slot().channel(),
                like.slot().direction(),
                purpose,
                like.slot().category(),
                null,
                sender,
                senderClass,
                campaign,
                like.offer());
        return new Treatment(
                like.id(),
                slot,
                like.owner(),
                like.starts(),
                like.ends(),
                like.priority(),
                like.value(),
                like.contactCost(),
                like.incentiveCost(),
                like.prior(),
                like.lever(),
                like.controlShare(),
                like.notAfter(),
                like.content());
    }

    private Set<String> competing(Mandate.Limits limits) {
        ContactHistory history = Sample.history("S-1");
        ArbitrationRequest request =
                Sample.request("S-1", 10, true).explainedInFull().by(new Mandate("somebody", limits));
        Decision decision =
                new Decider(ruleset).decide(request, history.subscribers().get(0), history, Sample.NOW, "decision");
        Set<String> campaigns = new TreeSet<>();
        decision.selected()
                .forEach(selection -> campaigns.add(selection.treatment().campaign()));
        decision.others().forEach(other -> campaigns.add(other.treatment().campaign()));
        return campaigns;
    }

    @Test
    void onlyWhatACredentialCoversCompetes() {
        assertThat(competing(Mandate.Limits.NONE)).containsExactly("NAMELESS", "NOTICE", "SALE", "TONES");
        assertThat(competing(new Mandate.Limits(Set.of(), SenderClass.VAS, Set.of())))
                .containsExactly("NAMELESS", "TONES");
        assertThat(competing(new Mandate.Limits(Set.of(), null, Set.of(Purpose.SERVICE))))
                .containsExactly("NAMELESS", "NOTICE");
        assertThat(competing(new Mandate.Limits(Set.of("Northline"), null, Set.of())))
                .containsExactly("NOTICE", "SALE");
        assertThat(competing(new Mandate.Limits(Set.of("Northline"), SenderClass.VAS, Set.of())))
                .isEmpty();
        assertThat(competing(new Mandate.Limits(Set.of(), SenderClass.VAS, Set.of(Purpose.MARKETING))))
                .containsExactly("TONES");
    }

    @Test
    void whatIsRememberedIsWhatEachTreatmentSays() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Mandate.Limits limits = new Mandate.Limits(
                    random.nextBoolean() ? Set.of() : Set.of("sender-" + random.nextInt(2_000), "Northline"),
                    random.nextBoolean() ? null : SenderClass.values()[random.nextInt(SenderClass.values().length)],
                    random.nextBoolean()
                            ? Set.of()
                            : Set.of(Purpose.values()[random.nextInt(Purpose.values().length)]));
            BitSet expected = new BitSet();
            for (int i = 0; i < ALL.size(); i++) {
                expected.set(i, limits.cover(ALL.get(i).slot()));
            }
            assertThat(ruleset.covered(limits)).as("seed %d: %s", seed, limits).isEqualTo(expected);
        }
    }

    @Test
    void theDecisionWithoutTheLedgerIsLimitedToo() {
        Treatment alarm = of("ALARM", "Prefecture", SenderClass.GOVERNMENT, Purpose.EMERGENCY);
        Decider decider = new Decider(Sample.ruleset(List.of(alarm), List.of()));
        ArbitrationRequest request = Sample.request("S-1", 1, true);
        assertThat(decider.decideWithoutLedger(request, Sample.NOW, "d").selected())
                .hasSize(1);
        List<Mandate.Limits> others = new ArrayList<>();
        others.add(new Mandate.Limits(Set.of(), SenderClass.CVM, Set.of()));
        others.add(new Mandate.Limits(Set.of(), null, Set.of(Purpose.MARKETING)));
        for (Mandate.Limits limits : others) {
            assertThat(decider.decideWithoutLedger(request.by(new Mandate("x", limits)), Sample.NOW, "d")
                            .selected())
                    .isEmpty();
        }
    }

    @Test
    void limitsAreToldInWords() {
        assertThat(Mandate.Limits.NONE).hasToString("everything");
        assertThat(new Mandate.Limits(
                        Set.of("Ringtones Ltd"), SenderClass.VAS, Set.of(Purpose.SERVICE, Purpose.MARKETING)))
                .hasToString("sender class VAS, senders Ringtones Ltd, purposes MARKETING SERVICE");
    }
}
