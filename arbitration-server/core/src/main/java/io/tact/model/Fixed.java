package io.tact.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A decimal with six places, exact: money, weights, scores and every NUMBER attribute.
 *
 * <p>The range is ±8,000,000,000: below 2^33 a {@code double} holds millionths apart, so a rule that compares doubles and
 * an index that compares {@link #micros()} always agree.
 *
 * @param micros the value times 1,000,000
 */
public record Fixed(long micros) implements Comparable<Fixed> {
    public static final Fixed ZERO = new Fixed(0);
    public static final Fixed ONE = new Fixed(1_000_000);

    /** The largest magnitude of {@link #micros()}: 8,000,000,000. */
    public static final long MAX_MICROS = 8_000_000_000_000_000L;

    public Fixed {
        if (micros > MAX_MICROS || micros < -MAX_MICROS) {
            throw new ArithmeticException("number out of range: at most 8000000000 either side of zero");
        }
    }

    public static Fixed of(long whole) {
        if (whole > MAX_MICROS / 1_000_000 || whole < -MAX_MICROS / 1_000_000) {
            throw new ArithmeticException("number " + whole + " is out of range (±8000000000)");
        }
        return new Fixed(whole * 1_000_000);
    }

    /**
     * The exact value of a decimal.
     *
     * @throws ArithmeticException if it has more than six places or is out of range; the message names the value
     */
    public static Fixed of(BigDecimal decimal) {
        // A huge exponent must not be expanded: compare its magnitude first.
        BigDecimal stripped = decimal.stripTrailingZeros();
        if (stripped.scale() > 6) {
            throw new ArithmeticException("number " + brief(decimal) + " has more than six decimal places");
        }
        if ((long) stripped.precision() - stripped.scale() > 10) {
            throw new ArithmeticException("number " + brief(decimal) + " is out of range (±8000000000)");
        }
        BigDecimal scaled = stripped.movePointRight(6);
        if (scaled.abs().compareTo(BigDecimal.valueOf(MAX_MICROS)) > 0) {
            throw new ArithmeticException("number " + brief(decimal) + " is out of range (±8000000000)");
        }
        return new Fixed(scaled.longValueExact());
    }

    /**
     * Reads plain decimal notation, such as {@code 12}, {@code -0.5}.
     *
     * @throws NumberFormatException if the text is not a number
     * @throws ArithmeticException as {@link #of(BigDecimal)}
     */
    public static Fixed parse(String text) {
        if (text.length() > 40) {
            throw new NumberFormatException("not a number: too long");
        }
        return of(new BigDecimal(text));
    }

    /**
     * {@code a × b × c × (100 + percent) / 100}, rounded once, half to even, to six places; held at the end of the range
     * instead of overflowing.
     */
    public static Fixed product(Fixed a, Fixed b, Fixed c, Fixed percent) {
        BigDecimal exact = a.toBigDecimal()
                .multiply(b.toBigDecimal())
                .multiply(c.toBigDecimal())
                .multiply(percent.toBigDecimal().add(BigDecimal.valueOf(100)).movePointLeft(2));
        BigDecimal micros = exact.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal held = micros.min(BigDecimal.valueOf(MAX_MICROS)).max(BigDecimal.valueOf(-MAX_MICROS));
        return new Fixed(held.longValueExact());
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(micros, 6);
    }

    public double toDouble() {
        return micros / 1_000_000.0;
    }

    public boolean isNegative() {
        return micros < 0;
    }

    @Override
    public int compareTo(Fixed other) {
        return Long.compare(micros, other.micros);
    }

    /** Plain notation without trailing zeros: {@code 0.42}, {@code 3}. */
    @Override
    public String toString() {
        return micros % 1_000_000 == 0
                ? Long.toString(micros / 1_000_000)
                : toBigDecimal().stripTrailingZeros().toPlainString();
    }

    private static String brief(BigDecimal decimal) {
        String text = decimal.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
