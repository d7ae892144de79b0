package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedTest {
    @Test
    void readsAndPrintsPlainDecimals() {
        assertThat(Fixed.parse("12")).isEqualTo(Fixed.of(12)).hasToString("12");
        assertThat(Fixed.parse("-0.5").micros()).isEqualTo(-500_000);
        assertThat(Fixed.parse("-0.5")).hasToString("-0.5");
        assertThat(Fixed.parse("0.420000")).hasToString("0.42");
        assertThat(Fixed.parse("0.000001")).hasToString("0.000001");
        assertThat(Fixed.parse("0E+1000000000")).isEqualTo(Fixed.ZERO);
    }

    @Test
    void roundTripsEveryValue() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            Fixed value = any(random);
            assertThat(Fixed.parse(value.toString())).isEqualTo(value);
        }
    }

    @Test
    void keepsDoublesApartAndInOrderOverItsWholeRange() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            Fixed value = any(random);
            if (value.micros() < Fixed.MAX_MICROS) {
                assertThat(value.toDouble()).isLessThan(new Fixed(value.micros() + 1).toDouble());
            }
        }
        assertThat(new Fixed(Fixed.MAX_MICROS - 1).toDouble()).isLessThan(new Fixed(Fixed.MAX_MICROS).toDouble());
    }

    @Test
    void multipliesAsExactDecimalsRoundedOnceHalfToEven() {
        Random random = new Random(3);
        BigDecimal most = new Fixed(Fixed.MAX_MICROS).toBigDecimal();
        int held = 0;
        for (int i = 0; i < 10_000; i++) {
            Fixed a = any(random);
            Fixed b = any(random);
            Fixed c = any(random);
            Fixed percent = any(random);
            BigDecimal factor = percent.toBigDecimal()
                    .add(new BigDecimal("100"))
                    .divide(new BigDecimal("100"), MathContext.UNLIMITED);
            BigDecimal exact = a.toBigDecimal()
                    .multiply(b.toBigDecimal())
                    .multiply(c.toBigDecimal())
                    .multiply(factor)
                    .setScale(6, RoundingMode.HALF_EVEN);
            boolean over = exact.abs().compareTo(most) > 0;
            BigDecimal expected = over ? (exact.signum() < 0 ? most.negate() : most) : exact;

            assertThat(Fixed.product(a, b, c, percent).toBigDecimal())
                    .as("%s × %s × %s × (1 + %s %%)", a, b, c, percent)
                    .isEqualByComparingTo(expected);
            held += over ? 1 : 0;
        }
        assertThat(held).as("products held at the end of the range").isBetween(500, 9_500);
    }

    @Test
    void roundsHalvesToEven() {
        Fixed half = Fixed.parse("0.5");
        assertThat(Fixed.product(Fixed.parse("0.000001"), half, Fixed.ONE, Fixed.ZERO))
                .isEqualTo(Fixed.ZERO);
        assertThat(Fixed.product(Fixed.parse("0.000003"), half, Fixed.ONE, Fixed.ZERO))
                .isEqualTo(Fixed.parse("0.000002"));
    }

    @Test
    void multipliesEverydayFactorsExactly() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long[] micros = new long[4];
            for (int k = 0; k < micros.length; k++) {
                long digits = random.nextInt(1 + random.nextInt(2_000));
                micros[k] = digits * (long) Math.pow(10, random.nextInt(7));
            }
            Fixed[] f = {new Fixed(micros[0]), new Fixed(micros[1]), new Fixed(micros[2]), new Fixed(micros[3])};
            BigDecimal exact = f[0].toBigDecimal()
                    .multiply(f[1].toBigDecimal())
                    .multiply(f[2].toBigDecimal())
                    .multiply(f[3].toBigDecimal().add(BigDecimal.valueOf(100)))
                    .movePointLeft(2)
                    .setScale(6, RoundingMode.HALF_EVEN);
            if (exact.compareTo(BigDecimal.valueOf(8_000_000_000L)) <= 0) {
                assertThat(Fixed.product(f[0], f[1], f[2], f[3]).toBigDecimal())
                        .as("%s", java.util.Arrays.toString(f))
                        .isEqualByComparingTo(exact);
            }
        }
    }

    @Test
    void appliesAPercentLever() {
        assertThat(Fixed.product(Fixed.of(2), Fixed.of(3), Fixed.ONE, Fixed.of(50)))
                .isEqualTo(Fixed.of(9));
        assertThat(Fixed.product(Fixed.of(2), Fixed.of(3), Fixed.ONE, Fixed.of(-100)))
                .isEqualTo(Fixed.ZERO);
    }

    @Test
    void readsBackWhatItPrints() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            Fixed value = new Fixed(random.nextLong(-2_000_000, 2_000_000) * (1 + random.nextInt(1_000)));
            assertThat(Fixed.parse(value.toString())).isEqualTo(value);
            assertThat(value)
                    .hasToString(
                            value.micros() == 0
                                    ? "0"
                                    : value.toBigDecimal().stripTrailingZeros().toPlainString());
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThat(Fixed.parse("8000000000").micros()).isEqualTo(Fixed.MAX_MICROS);
        assertThat(Fixed.of(-8_000_000_000L)).hasToString("-8000000000");
        for (String text : new String[] {"8000000000.000001", "-8000000000.000001", "1E11", "1E999999999"}) {
            assertThatThrownBy(() -> Fixed.parse(text))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("out of range");
        }
        for (long whole : new long[] {8_000_000_001L, -8_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> Fixed.of(whole))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining(Long.toString(whole));
        }
        assertThatThrownBy(() -> new Fixed(Fixed.MAX_MICROS + 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isHeldApartFromItsNeighbourByADoubleEvenAtTheEndOfTheRange() {
        double largest = new Fixed(Fixed.MAX_MICROS).toDouble();
        assertThat(new Fixed(Fixed.MAX_MICROS - 1).toDouble()).isLessThan(largest);
        assertThat(new Fixed(Fixed.MAX_MICROS - 2).toDouble()).isLessThan(new Fixed(Fixed.MAX_MICROS - 1).toDouble());
    }

    @Test
    void refusesASeventhDecimalAndWhatIsNoNumber() {
        assertThatThrownBy(() -> Fixed.parse("0.0000001"))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("more than six decimal places");
        assertThatThrownBy(() -> Fixed.parse("1E-999999999")).isInstanceOf(ArithmeticException.class);
        for (String text : new String[] {"", "abc", "1,5", "NaN", "1".repeat(41)}) {
            assertThatThrownBy(() -> Fixed.parse(text)).isInstanceOf(NumberFormatException.class);
        }
    }

    private static Fixed any(Random random) {
        long bits = random.nextLong() >> (11 + random.nextInt(50));
        return new Fixed(Math.max(-Fixed.MAX_MICROS, Math.min(Fixed.MAX_MICROS, bits)));
    }
}
