package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbsentDecisionsTest {
    private final AbsentDecisions absent = new AbsentDecisions();

    @Test
    void knowsWhatWasLookedForAndNotWrittenSince() {
        assertThat(absent.isAbsent("one")).isFalse();

        absent.add("one", absent.now());
        absent.writes("two");
        absent.written();

        assertThat(absent.isAbsent("one")).isTrue();
        assertThat(absent.isAbsent("two")).isFalse();
    }

    @Test
    void forgetsWhatAGroupWrites() {
        absent.add("one", absent.now());
        absent.writes("one");
        assertThat(absent.isAbsent("one")).isFalse();
        absent.written();
        assertThat(absent.isAbsent("one")).isFalse();
    }

    @Test
    void doesNotTrustWhoLookedBeforeTheGroupThatWroteItWasToBeSeen() {
        absent.writes("one");
        long before = absent.now();
        absent.written();
        absent.add("one", before);
        assertThat(absent.isAbsent("one")).isFalse();
    }

    @Test
    void trustsWhoLookedAfterIt() {
        absent.writes("one");
        absent.written();
        absent.add("one", absent.now());
        assertThat(absent.isAbsent("one")).as("erased since, say").isTrue();
    }

    @Test
    void doesNotTrustWhoLookedWhileItWasNotKnownWhatAGroupWrote() {
        absent.writes("one");
        long failed = absent.now();
        absent.writes("two");
        absent.written();
        absent.add("one", failed);
        assertThat(absent.isAbsent("one")).isFalse();
    }

    @Test
    void confusesNoIdWithAnotherOfItsHash() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        absent.add("Aa", absent.now());
        assertThat(absent.isAbsent("BB")).isFalse();

        absent.writes("BB");
        absent.written();
        assertThat(absent.isAbsent("Aa")).as("not known any more").isFalse();
    }
}
