package io.tact.rules.packs;

import io.tact.model.Binding;
import io.tact.policy.RuleInfo;
import io.tact.ruleset.Pack;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pack: what it says of itself, every row in words, and what is not encoded. */
final class PackSection {
    private static final Pattern ROW = Pattern.compile("\\b[a-z]+#[\\p{L}\\p{N}._/+-]*[\\p{L}\\p{N}_/+-]");
    private static final List<String> COLUMNS =
            List.of("Row", "What it says", "Force", "Where and when", "Citation and source", "Note");

    private final Anchors anchors;

    PackSection(Anchors anchors) {
        this.anchors = anchors;
    }

    void write(ShownPack shown, Html html) {
        Pack pack = shown.pack();
        String anchor = anchors.of(shown);
        html.open("section", "id", anchor, "class", "pack", "aria-labelledby", anchor + "-title");
        html.open("h2", "id", anchor + "-title").text(pack.title()).text(" ");
        status(pack, html);
        html.closeLine();
        html.open("p", "class", "facts")
                .element("code", "includes: [" + shown.reference() + "]")
                .text(" · " + (pack.jurisdiction() == null ? "everywhere" : "jurisdiction " + pack.jurisdiction())
                        + " · reviewed " + pack.reviewed() + " · " + rows(shown))
                .closeLine();
        if (pack.description() != null) {
            html.element("p", pack.description()).text("\n");
        }
        if (!shown.rows().isEmpty()) {
            table(shown, html);
        }
        omissions(pack, html);
        html.closeLine();
    }

    private static String rows(ShownPack shown) {
        int rows = shown.rows().size();
        return rows
                + (rows == 1 ? " row" : " rows")
                + (shown.unverified() == 0 ? "" : ", " + shown.unverified() + " not verified");
    }

    static void status(Pack pack, Html html) {
        html.element(
                "span",
                pack.status().name(),
                "class",
                "status " + pack.status().name().toLowerCase(Locale.ROOT));
    }

    private void table(ShownPack shown, Html html) {
        html.open(
                "div",
                "class",
                "wide",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Rows of " + shown.reference());
        html.open("table", "class", "rows").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().closeLine();
        html.open("tbody");
        shown.rows().forEach(row -> row(shown, row, html));
        html.close().close().closeLine();
    }

    private void row(ShownPack shown, ShownRow row, Html html) {
        RuleInfo info = row.info();
        String anchor = anchors.of(shown, info);
        html.open("tr", "id", anchor, "class", info.verified() ? "filtered" : "filtered doubtful");
        html.open("th", "scope", "row")
                .element("a", info.name(), "href", "#" + anchor)
                .close();
        html.open("td");
        words(shown, row.words(), html);
        html.close().open("td");
        force(info, html);
        html.close().element("td", where(shown, info) + dates(info)).open("td");
        if (info.citation() != null) {
            html.element("cite", info.citation());
        }
        if (!row.provenance().source().isEmpty()) {
            html.open("div", "class", "source");
            Links.write(row.provenance().source(), html);
            html.close();
        }
        html.close().element("td", row.provenance().note()).closeLine();
    }

    /** Words in which the names of other rows lead to them. */
    private void words(ShownPack shown, String words, Html html) {
        Matcher name = ROW.matcher(words);
        int done = 0;
        while (name.find()) {
            html.text(words.substring(done, name.start()));
            String anchor = anchors.ofName(shown, name.group());
            if (anchor == null) {
                html.text(name.group());
            } else {
                html.element("a", name.group(), "href", "#" + anchor);
            }
            done = name.end();
        }
        html.text(words.substring(done));
    }

    /** With what force a row binds; of one that was not verified only that. */
    private static void force(RuleInfo info, Html html) {
        if (info.verified()) {
            html.element("span", name(info.binding()), "class", "force").text(" verified");
        } else {
            html.element("span", "not verified", "class", "unverified");
        }
    }

    static String name(Binding binding) {
        return Words.capital(binding.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Where a row binds, if that is not the pack's whole jurisdiction. */
    private static String where(ShownPack shown, RuleInfo info) {
        String where = info.jurisdiction();
        return where == null || where.equals(shown.pack().jurisdiction()) ? "" : where + ": ";
    }

    private static String dates(RuleInfo info) {
        if (info.effectiveFrom() == null && info.effectiveTo() == null) {
            return "no date found, so always";
        }
        String from = info.effectiveFrom() == null ? "" : "from " + info.effectiveFrom();
        String to = info.effectiveTo() == null ? "" : "to " + info.effectiveTo();
        return (from + " " + to).strip();
    }

    private static void omissions(Pack pack, Html html) {
        if (pack.notEncoded().isEmpty()) {
            return;
        }
        html.element("h3", "Not encoded, and why").open("dl", "class", "omitted");
        for (Pack.Omission omission : pack.notEncoded()) {
            html.open("div", "class", "filtered")
                    .element("dt", omission.id())
                    .element("dd", omission.why())
                    .closeLine();
        }
        html.closeLine();
    }
}
