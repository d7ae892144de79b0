package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReloadTest {
    @Test
    void fiftyReloadsLeaveNoClassLoaderAlive() {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            loaders.add(loadAskAndClose(i));
        }
        int alive = 50;
        for (int i = 0; i < 20 && alive > 0; i++) {
            System.gc();
            alive = (int) loaders.stream().filter(l -> l.get() != null).count();
        }
        assertThat(alive).isZero();
    }

    private static WeakReference<ClassLoader> loadAskAndClose(int i) {
        String drl = "rule \"r" + i + "\" when Profile( number(\"balance\") < " + i
                + " ) then verdicts.mustMention(\"x\"); end";
        DrlRules rules = Sample.compile(drl);
        try (rules) {
            rules.verdicts(Sample.facts(Map.of("balance", -1)), Sample.NO_HITS, List.of(Sample.SMS));
            return new WeakReference<>(rules.classLoader());
        }
    }
}
