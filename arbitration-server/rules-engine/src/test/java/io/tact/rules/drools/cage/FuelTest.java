package io.tact.rules.drools.cage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FuelTest {
    @Test
    void fuelRunsOut() {
        Fuel.fill(0, 0);
        Fuel.burn(Fuel.PER_DECISION);
        assertThatThrownBy(() -> Fuel.burn(1)).isInstanceOf(OutOfFuelException.class);
        Fuel.fill(0, 0);
        Fuel.burn(1);
        Fuel.drain();
        assertThatThrownBy(() -> Fuel.burn(1)).isInstanceOf(OutOfFuelException.class);
    }

    @Test
    void whatTakesLongerTheMoreThereIsCostsMore() {
        Fuel.fill(1_000_000, 500_000);
        for (int i = 0; i < 3; i++) {
            Fuel.say();
        }
        Fuel.burn(499_000);
        assertThatThrownBy(Fuel::search).isInstanceOf(OutOfFuelException.class);

        Fuel.fill(0, 0);
        Fuel.match("a".repeat(2_000));
        Fuel.find("a".repeat(10_000), "b".repeat(10_000));
        Fuel.compare("a".repeat(10_000), "b".repeat(10_000));
        assertThatThrownBy(() -> Fuel.match("a".repeat(2_000))).isInstanceOf(OutOfFuelException.class);
        assertThatThrownBy(() -> Fuel.made("a".repeat(10_001)))
                .isInstanceOf(OutOfFuelException.class)
                .hasMessageContaining("a text of 10001 characters together, and 10000 is the most");
        Fuel.drain();
    }
}
