package io.tact.rules.workbooks;

import java.util.Locale;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * How a spreadsheet shows a number.
 *
 * @param kind what it shows it as
 * @param zeros how many digits it shows at least, where that is more than one; otherwise 0
 */
record CellFormat(Kind kind, int zeros) {
    static final CellFormat PLAIN = new CellFormat(Kind.NUMBER, 0);

    /** What a number is shown as. */
    enum Kind {
        NUMBER,
        /** A number such as 1.00E+05. */
        SCIENTIFIC,
        PERCENT,
        DATE,
        DATE_TIME,
        TIME,
        /** Hours that may be more than 24. */
        ELAPSED
    }

    /**
     * @param id the number of the format; some dates of eastern Asia have no code
     * @param code the format as authors see it, such as {@code 0.00%}
     */
    static CellFormat of(int id, String code) {
        boolean eastern = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
        if (eastern || DateUtil.isADateFormat(id, code)) {
            return new CellFormat(eastern && code.isEmpty() ? easternKind(id) : dateKind(code), 0);
        }
        String first = plain(code.split(";", 2)[0]);
        if (first.contains("%")) {
            return new CellFormat(Kind.PERCENT, 0);
        }
        if (first.matches(".*[eE][+-].*")) {
            return new CellFormat(Kind.SCIENTIFIC, 0);
        }
        return first.matches("0{2,15}") ? new CellFormat(Kind.NUMBER, first.length()) : PLAIN;
    }

    private static Kind easternKind(int id) {
        return id == 32 || id == 33 || id == 55 || id == 56 ? Kind.TIME : Kind.DATE;
    }

    private static Kind dateKind(String code) {
        String first = code.split(";", 2)[0].toLowerCase(Locale.ROOT);
        if (first.matches(".*\\[(h+|m+|s+)].*")) {
            return Kind.ELAPSED;
        }
        String plain = plain(first).replace("am/pm", "h").replace("a/p", "h");
        boolean time = plain.contains("h") || plain.contains("s");
        boolean date = plain.contains("y") || plain.contains("d") || (!time && plain.contains("m"));
        return date && time ? Kind.DATE_TIME : time ? Kind.TIME : Kind.DATE;
    }

    /** A format without the text that it shows as it is, and without colours, currencies and languages. */
    private static String plain(String code) {
        return code.replaceAll("\"[^\"]*\"", "").replaceAll("[\\\\_*].", "").replaceAll("\\[[^\\]]*]", "");
    }
}
