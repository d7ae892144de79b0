package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageNamesTest {
    private static final int MANY = 60;

    @Test
    void aNameIsOutsideIfTheCatalogueHasItAndNoneOfItsMessagesIsCovered() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Catalogue catalogue = catalogue(random);
            MessageNames names = new MessageNames(catalogue);
            BitSet covered = new BitSet();
            for (int i = 0; i < MANY; i++) {
                covered.set(i, random.nextInt(4) == 0);
            }
            for (MessageNames.Kind kind : MessageNames.Kind.values()) {
                for (int i = -1; i < 20; i++) {
                    String name = "N" + i;
                    int[] having = IntStream.range(0, MANY)
                            .filter(t -> name.equals(kind.of(catalogue.get(t).slot())))
                            .toArray();
                    assertThat(names.areOutside(covered, kind, name))
                            .as("%s %s, seed %d", kind, name, seed)
                            .isEqualTo(having.length > 0 && IntStream.of(having).noneMatch(covered::get));
                }
            }
        }
    }

    @Test
    void theyAreGatheredOncePerActivation() {
        ActiveRuleset active = Sample.ruleset(List.of(), List.of());
        assertThat(active.names()).isSameAs(active.names());
    }

    private static Catalogue catalogue(Random random) {
        List<Treatment> treatments = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Slot slot = new Slot(
                    new Channel("SMS"),
                    Direction.OUTBOUND,
                    Purpose.MARKETING,
                    null,
                    null,
                    random.nextBoolean() ? null : "N" + random.nextInt(20),
                    SenderClass.CVM,
                    "N" + random.nextInt(20),
                    "N" + random.nextInt(20));
            treatments.add(Sample.treatment("T" + i, slot));
        }
        return new Catalogue(treatments);
    }
}
