package io.tact.rules.tables;

import io.tact.model.Channel;
import io.tact.model.Fixed;
import io.tact.model.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The types of cells that are the same in every table. */
final class CellTypes {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/+-]{0,63}");
    private static final Pattern PERCENT = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?\\s*%");
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");
    private static final Set<String> ZONES = new TreeSet<>(ZoneId.getAvailableZoneIds());

    private CellTypes() {}

    static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw CellException.mustBe(
                    text,
                    "an id of at most 64 letters, digits and . _ / + -",
                    "Maybe "
                            + text.strip()
                                    .replaceAll("[^\\p{L}\\p{N}._/+-]+", "-")
                                    .replaceAll("^[^\\p{L}\\p{N}]+", ""));
        }
        return text;
    }

    static Fixed number(String text) {
        try {
            return Fixed.parse(text);
        } catch (NumberFormatException e) {
            throw CellException.mustBe(text, "a number such as 12 or -0.5", numberAdvice(text));
        } catch (ArithmeticException e) {
            boolean large = e.getMessage() != null && e.getMessage().contains("range");
            throw CellException.mustBe(
                    text,
                    large ? "a number within ±8000000000" : "a number with at most six decimal places",
                    large ? "Maybe choose a larger unit" : "Maybe round it");
        }
    }

    private static String numberAdvice(String text) {
        if (text.matches("-?\\d+,\\d+")) {
            return "Maybe " + text.replace(',', '.');
        }
        if (PERCENT.matcher(text).matches()) {
            return "Maybe " + text.replace("%", "").strip() + ", without %";
        }
        return text.matches("-?\\d{1,3}([ \u00A0\u202F.,']\\d{3})+") ? "Maybe " + text.replaceAll("[^-\\d]", "") : "";
    }

    /** From 0 to 1, or as a percentage: {@code 5%} is 0.05. */
    static Fixed share(String text) {
        Fixed share = PERCENT.matcher(text).matches() ? percentage(text) : number(text);
        if (share.isNegative() || share.compareTo(Fixed.ONE) > 0) {
            boolean percent = share.compareTo(Fixed.ONE) > 0 && share.compareTo(Fixed.of(100)) <= 0;
            throw CellException.mustBe(
                    text,
                    "from 0 to 1",
                    percent
                            ? "Maybe "
                                    + share.toBigDecimal()
                                            .movePointLeft(2)
                                            .stripTrailingZeros()
                                            .toPlainString()
                                    + " for " + share + " %"
                            : "");
        }
        return share;
    }

    private static Fixed percentage(String text) {
        String figure = text.replace("%", "").strip();
        try {
            return Fixed.parse(
                    new BigDecimal(figure).movePointLeft(2).stripTrailingZeros().toPlainString());
        } catch (ArithmeticException e) {
            throw CellException.mustBe(text, "a share with at most six decimal places", "Maybe round it");
        }
    }

    static Fixed notNegative(String text) {
        Fixed number = number(text);
        if (number.isNegative()) {
            throw CellException.mustBe(text, "0 or more", "");
        }
        return number;
    }

    static int whole(String text) {
        Fixed number = number(text);
        BigDecimal decimal = number.toBigDecimal().stripTrailingZeros();
        if (decimal.scale() > 0 || decimal.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw CellException.mustBe(text, "a whole number within ±2147483647", "");
        }
        return decimal.intValueExact();
    }

    static int count(String text) {
        int whole = whole(text);
        if (whole < 0) {
            throw CellException.mustBe(text, "0 or more", "Maybe leave the row out if nothing is to be capped");
        }
        return whole;
    }

    static boolean yesNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw CellException.mustBe(text, "yes or no", "");
        };
    }

    /** One of an enum's names, in any case. */
    static <E extends Enum<E>> CellType<E> oneOf(Class<E> type) {
        return text -> {
            try {
                return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace(' ', '_'));
            } catch (IllegalArgumentException e) {
                Set<String> names = new LinkedHashSet<>();
                Arrays.stream(type.getEnumConstants()).forEach(constant -> names.add(constant.name()));
                throw CellException.mustBe(text, "one of " + String.join(", ", names), Closest.advice(text, names));
            }
        };
    }

    /** A list separated by {@code |}. */
    static <T> CellType<Set<T>> list(CellType<T> type) {
        return text -> {
            Set<T> values = new LinkedHashSet<>();
            for (String part : text.split("\\|", -1)) {
                if (part.isBlank()) {
                    throw new CellException(
                            "(\"" + Texts.brief(text) + "\") has an empty place in its list", "Maybe delete one |");
                }
                values.add(type.read(part.strip()));
            }
            return values;
        };
    }

    /** A list of an enum's names; {@code ALL} alone, for none of them. */
    static <E extends Enum<E>> CellType<Set<E>> setOrAll(Class<E> type) {
        return text ->
                text.equalsIgnoreCase("ALL") ? Set.of() : list(orAll(type)).read(text);
    }

    private static <E extends Enum<E>> CellType<E> orAll(Class<E> type) {
        return text -> {
            try {
                return oneOf(type).read(text);
            } catch (CellException e) {
                throw text.equalsIgnoreCase("ALL")
                        ? new CellException("ALL must stand alone", "Delete it, or everything else")
                        : new CellException(e.what().replaceFirst("must be one of ", "must be ALL or of "), e.advice());
            }
        };
    }

    static Channel channel(String text) {
        try {
            return new Channel(text);
        } catch (IllegalArgumentException e) {
            throw CellException.mustBe(
                    text,
                    "a channel such as SMS or CALL_CENTRE",
                    "Maybe " + text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"));
        }
    }

    static String jurisdiction(String text) {
        if (!JURISDICTION.matcher(text).matches()) {
            throw CellException.mustBe(text, "a jurisdiction such as FR or US-FL", "");
        }
        return text;
    }

    static ZoneId zone(String text) {
        if (!ZONES.contains(text)) {
            throw CellException.mustBe(text, "an IANA time zone such as Europe/Paris", Closest.advice(text, ZONES));
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw CellException.mustBe(text, "an IANA time zone such as Europe/Paris", "");
        }
    }

    static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1900 || date.getYear() > 9999) {
                throw CellException.mustBe(text, "a date of the years 1900 to 9999", "");
            }
            return date;
        } catch (DateTimeParseException e) {
            throw CellException.mustBe(text, "a date such as 2026-11-23", "");
        }
    }

    static Instant instant(String text) {
        try {
            Instant instant =
                    ZonedDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME).toInstant();
            if (instant.isBefore(Instant.parse("1900-01-01T00:00:00Z"))
                    || instant.isAfter(Instant.parse("9999-12-30T00:00:00Z"))) {
                throw CellException.mustBe(text, "an instant of the years 1900 to 9999", "");
            }
            return instant;
        } catch (DateTimeException e) {
            throw CellException.mustBe(text, "an instant with its offset such as 2026-11-23T10:00:00+01:00", "");
        }
    }

    /** A length of time of at most {@code days} days, months and years counted at their longest. */
    static CellType<Span> span(int days) {
        return text -> {
            Span span = anySpan(text);
            if (span.isZero()) {
                throw CellException.mustBe(text, "longer than nothing", "");
            }
            double total = span.period().getYears() * 366.0
                    + span.period().getMonths() * 31.0
                    + span.period().getDays()
                    + span.duration().getSeconds() / 86_400.0;
            if (total > days) {
                throw CellException.mustBe(text, "at most " + days + " days", "Maybe a shorter one");
            }
            return span;
        };
    }

    private static Span anySpan(String text) {
        try {
            return Span.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw CellException.mustBe(
                    text,
                    "a length of time such as PT24H or P30D",
                    text.matches("\\d+") ? "Maybe P" + text + "D for " + text + " days" : "");
        } catch (IllegalArgumentException e) {
            throw CellException.mustBe(text, "0 or longer", "");
        }
    }

    /** A time of day as its minute, 24:00 being 1440. */
    static int time(String text) {
        var matcher = TIME.matcher(text);
        if (matcher.matches()) {
            int minute = Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
            if (minute <= 1440) {
                return minute;
            }
        }
        throw CellException.mustBe(
                text,
                "a time from 00:00 to 24:00",
                text.matches("\\d:[0-5]\\d")
                        ? "Maybe 0" + text
                        : text.matches("\\d{1,2}") ? "Maybe " + text + ":00" : "");
    }
}
