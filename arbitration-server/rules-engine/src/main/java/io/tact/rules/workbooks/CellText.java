package io.tact.rules.workbooks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that a cell has in CSV.
 *
 * @param text the text
 * @param turned what a spreadsheet may have made of another text that was typed; empty if nothing
 * @param what what is wrong with the cell; empty if nothing
 * @param advice what to do about it
 */
record CellText(String text, Turned turned, String what, String advice) {
    /** The digits that a spreadsheet keeps of a number. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final double MOST = 1e15;
    private static final int SECONDS = 86_400;
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final int FIRST_TRUE_DAY = 61;
    private static final int DAYS_TO_1904 = 1462;
    private static final int LAST_DAY = 2_958_465;
    /** A number that a plain cell shows in full. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");

    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})?T?(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)?Z?");

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final Pattern TO_ESCAPE =
            Pattern.compile("_x[0-9A-Fa-f]{4}_|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    /** What a spreadsheet makes of text that looks like something else. */
    enum Turned {
        NOTHING,
        DATE,
        SCIENTIFIC
    }

    static CellText of(String text) {
        return new CellText(text, Turned.NOTHING, "", "");
    }

    static CellText wrong(String what, String advice) {
        return new CellText("", Turned.NOTHING, what, advice);
    }

    boolean isWrong() {
        return !what.isEmpty();
    }

    /** Text as a workbook must hold it, so that it reads as that text again. */
    static String escaped(String text) {
        Matcher matcher = TO_ESCAPE.matcher(text);
        return matcher.replaceAll(
                m -> m.group().startsWith("_x") ? "_x005F_" + m.group().substring(1) : escapedCharacter(m.group()));
    }

    private static String escapedCharacter(String one) {
        return String.format(Locale.ROOT, "_x%04X_", (int) one.charAt(0));
    }

    /** Text as CSV would give it: with plain line ends, and without blanks around it. */
    static String plain(CharSequence written) {
        String text = written.toString();
        if (text.contains("_x")) {
            Matcher matcher = ESCAPE.matcher(text);
            text = matcher.replaceAll(
                    m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
        }
        return Blanks.strip(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    /** Whether a number that a sheet holds in a plain cell reads as that text again. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches()
                && ofNumber(text, CellFormat.PLAIN, false).text().equals(text);
    }

    /** @param since1904 whether days are counted from 1904 */
    static CellText ofNumber(String written, CellFormat format, boolean since1904) {
        double value = parsed(written.strip());
        if (!Double.isFinite(value)) {
            return wrong("the number \"" + written + "\" cannot be read", "Type it again");
        }
        return switch (format.kind()) {
            case NUMBER -> number(value, format.zeros(), Turned.NOTHING);
            case SCIENTIFIC -> number(value, 0, Turned.SCIENTIFIC);
            case PERCENT -> percent(value);
            default -> moment(value, format.kind(), since1904);
        };
    }

    /** Not finite if it is no number: Java reads more than a spreadsheet writes. */
    private static double parsed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A date or time that is written as one, as the strict form of the format has it. */
    static CellText ofDate(String written, CellFormat format) {
        Matcher matcher = ISO.matcher(written.strip());
        if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) == null)) {
            return wrong("the date \"" + written + "\" cannot be read", "Type it again");
        }
        try {
            LocalDate date = matcher.group(1) == null ? EPOCH : LocalDate.parse(matcher.group(1));
            int second = matcher.group(2) == null
                    ? 0
                    : LocalTime.parse(matcher.group(2)).toSecondOfDay();
            long days = EPOCH.until(date, ChronoUnit.DAYS);
            long day = days < FIRST_TRUE_DAY ? Math.max(days - 1, 0) : days;
            return moment(day + second / (double) SECONDS, kind(format.kind(), day, second), false);
        } catch (DateTimeException e) {
            return wrong("the date \"" + written + "\" cannot be read", "Type it again");
        }
    }

    private static CellFormat.Kind kind(CellFormat.Kind shown, long day, int second) {
        return switch (shown) {
            case DATE, DATE_TIME, TIME, ELAPSED -> shown;
            default -> day == 0 ? CellFormat.Kind.TIME : second == 0 ? CellFormat.Kind.DATE : CellFormat.Kind.DATE_TIME;
        };
    }

    private static CellText number(double value, int zeros, Turned turned) {
        if (Math.abs(value) >= MOST) {
            return wrong(
                    "a number of more than 15 digits, of which a spreadsheet keeps 15",
                    "Format the cell as text, and type it again");
        }
        long whole = (long) value;
        String text = whole == value ? Long.toString(whole) : decimal(value).toPlainString();
        boolean pad = text.length() < zeros && text.matches("\\d+");
        return new CellText(pad ? "0".repeat(zeros - text.length()) + text : text, turned, "", "");
    }

    private static BigDecimal decimal(double value) {
        return value == 0 ? BigDecimal.ZERO : new BigDecimal(value, DIGITS).stripTrailingZeros();
    }

    private static CellText percent(double value) {
        if (Math.abs(value) >= MOST) {
            return number(value, 0, Turned.NOTHING);
        }
        return of(decimal(value).movePointRight(2).stripTrailingZeros().toPlainString() + "%");
    }

    private static CellText moment(double value, CellFormat.Kind kind, boolean since1904) {
        if (value < 0 || value >= LAST_DAY + 1) {
            return wrong("a date or time that a spreadsheet cannot show", "Type it again, as text such as 2026-11-23");
        }
        int day = (int) Math.floor(value);
        int second = (int) Math.round((value - day) * SECONDS);
        if (second == SECONDS) {
            day++;
            second = 0;
        }
        return switch (kind) {
            case ELAPSED -> of(clock(day * 24L + second / 3600, second));
            case TIME -> time(day, second);
            case DATE -> second == 0
                    ? date(day, since1904, "")
                    : wrong(
                            "the cell shows a date and holds a time too (" + clock(second / 3600, second) + ")",
                            "Type the date again");
            default -> date(day, since1904, "T" + clockWithSeconds(second));
        };
    }

    private static CellText time(int day, int second) {
        if (day > 1 || (day == 1 && second > 0)) {
            return wrong("the cell shows a time and holds a date too", "Type the time again");
        }
        return of(clock(day * 24L + second / 3600, second));
    }

    private static CellText date(int day, boolean since1904, String time) {
        if (!since1904 && (day == 0 || day == FIRST_TRUE_DAY - 1)) {
            return wrong("a day that never was", "Type the date again");
        }
        int days = since1904 ? day + DAYS_TO_1904 : day < FIRST_TRUE_DAY ? day + 1 : day;
        return new CellText(EPOCH.plusDays(days) + time, Turned.DATE, "", "");
    }

    private static String clock(long hours, int second) {
        String text = String.format(Locale.ROOT, "%02d:%02d", hours, second / 60 % 60);
        return second % 60 == 0 ? text : text + String.format(Locale.ROOT, ":%02d", second % 60);
    }

    private static String clockWithSeconds(int second) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    }
}
