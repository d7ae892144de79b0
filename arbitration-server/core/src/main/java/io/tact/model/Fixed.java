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

    /** Times 100,000,000 and doubled it still fits in a long. */
    private static final long MOST_DIVISOR = 10_000_000_000L;

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
        long lifted = 100_000_000 + percent.micros;
        if (a.micros >= 0 && b.micros >= 0 && c.micros >= 0 && lifted >= 0) {
            long quick = quickProduct(a.micros, b.micros, c.micros, lifted);
            if (quick >= 0 && quick <= MAX_MICROS) {
                return new Fixed(quick);
            }
        }
        return exactProduct(a, b, c, percent);
    }

    /**
     * The product in micros while it fits in a long without rounding in between, else −1: neutral factors fall away, and
     * powers of ten are taken out as early as they divide.
     */
    private static long quickProduct(long a, long b, long c, long lifted) {
        long product = a;
        long divisor = 1;
        if (b != 1_000_000) {
            product = product > Integer.MAX_VALUE || b > Integer.MAX_VALUE ? -1 : product * b;
            divisor *= 1_000_000;
        }
        while (product > 0 && divisor > 1 && product % 10 == 0) {
            product /= 10;
            divisor /= 10;
        }
        if (c != 1_000_000 && product >= 0) {
            product = Math.multiplyHigh(product, c) != 0 ? -1 : product * c;
            divisor *= 1_000_000;
        }
        while (product > 0 && divisor > 1 && product % 10 == 0) {
            product /= 10;
            divisor /= 10;
        }
        if (lifted != 100_000_000 && product >= 0) {
            boolean fits = divisor <= MOST_DIVISOR && Math.multiplyHigh(product, lifted) == 0;
            product = fits ? product * lifted : -1;
            divisor *= 100_000_000;
        }
        return product < 0 ? -1 : divideHalfEven(product, divisor);
    }

    private static long divideHalfEven(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long twice = (dividend - quotient * divisor) * 2;
        boolean up = twice > divisor || (twice == divisor && (quotient & 1) == 1);
        return up ? quotient + 1 : quotient;
    }

    private static Fixed exactProduct(Fixed a, Fixed b, Fixed c, Fixed percent) {
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
        long fraction = Math.abs(micros % 1_000_000);
        if (fraction == 0) {
            return Long.toString(micros / 1_000_000);
        }
        String digits = Long.toString(1_000_000 + fraction);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return (micros < 0 ? "-" : "") + Math.abs(micros / 1_000_000) + "." + digits.substring(1, end);
    }

    private static String brief(BigDecimal decimal) {
        String text = decimal.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
