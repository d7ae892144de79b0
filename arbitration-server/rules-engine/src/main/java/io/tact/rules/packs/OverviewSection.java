package io.tact.rules.packs;

import io.tact.model.Binding;
import io.tact.model.Channel;
import io.tact.ruleset.Pack;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The overview: a row for each jurisdiction, a column for each channel. */
final class OverviewSection {
    private static final String EVERYWHERE = "";

    private final Map<String, List<ShownPack>> jurisdictions;
    private final Anchors anchors;

    OverviewSection(List<ShownPack> packs, Anchors anchors) {
        this.anchors = anchors;
        this.jurisdictions = packs.stream()
                .collect(Collectors.groupingBy(
                        pack -> code(pack.pack().jurisdiction()),
                        () -> new TreeMap<>(Comparator.comparing(OverviewSection::country)
                                .thenComparing(Comparator.naturalOrder())),
                        Collectors.toList()));
    }

    private static String code(@Nullable String jurisdiction) {
        return jurisdiction == null ? EVERYWHERE : jurisdiction;
    }

    /** The country's name; what is about every country comes last. */
    private static String country(String code) {
        return code.isEmpty() ? "\uFFFF" : new Locale("", code.substring(0, 2)).getDisplayCountry(Locale.ENGLISH);
    }

    void write(Html html) {
        html.open("section", "id", "_overview", "aria-labelledby", "_overview-title");
        html.element("h2", "Overview", "id", "_overview-title");
        html.element(
                "p",
                "What the packs say of outbound marketing, in a few words, as of the day of their review; other purposes are "
                        + "named. \"No row\" means that no pack has one, and not that everything is allowed. A state's "
                        + "packs add to those of its country, and of rows that differ the stricter wins. What is neither marked nor in brackets rests on a statute or a "
                        + "regulation.");
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Overview table");
        html.open("table", "class", "matrix").open("thead").open("tr");
        html.element("th", "Jurisdiction", "scope", "col");
        for (Channel channel : Overview.CHANNELS) {
            html.element("th", Words.capital(Words.channel(channel)), "scope", "col");
        }
        html.close().closeLine();
        html.open("tbody");
        jurisdictions.forEach((code, packs) -> row(code, packs, html));
        html.close().close().close().closeLine();
    }

    private void row(String code, List<ShownPack> packs, Html html) {
        html.open("tr", "class", "filtered").open("th", "scope", "row");
        html.text(title(packs));
        if (!code.isEmpty()) {
            html.text(" ").element("span", code, "class", "code");
        }
        for (ShownPack pack : packs) {
            html.open("span", "class", "packs")
                    .element("a", pack.reference(), "href", "#" + anchors.of(pack))
                    .text(" ");
            PackSection.status(pack.pack(), html);
            html.close();
        }
        html.close();
        for (Channel channel : Overview.CHANNELS) {
            html.open("td");
            cell(packs, channel, html);
            html.close();
        }
        html.closeLine();
    }

    /** That of the pack that claims to be law, if there is one. */
    private static String title(List<ShownPack> packs) {
        return packs.stream()
                .map(ShownPack::pack)
                .min(Comparator.comparing(Pack::status))
                .map(Pack::title)
                .orElse("");
    }

    private void cell(List<ShownPack> packs, Channel channel, Html html) {
        boolean empty = true;
        for (Aspect aspect : Aspect.values()) {
            boolean titled = false;
            for (ShownPack pack : packs) {
                for (Brief brief : new Overview(pack).of(channel)) {
                    if (brief.aspect() == aspect) {
                        if (!titled) {
                            html.open("div", "class", "aspect").element("b", aspect.title());
                        }
                        html.text(titled ? "; " : " ");
                        brief(pack, brief, html);
                        titled = true;
                    }
                }
            }
            if (titled) {
                html.close();
            }
            empty &= !titled;
        }
        if (empty) {
            html.element("span", "no row", "class", "none");
        }
    }

    private void brief(ShownPack pack, Brief brief, Html html) {
        html.element(
                "a",
                brief.words(),
                "href",
                "#" + anchors.of(pack, brief.row()),
                "title",
                brief.row().name());
        if (!brief.verified()) {
            html.text(" ").element("span", "not verified", "class", "unverified");
        } else if (brief.row().binding() != Binding.LAW) {
            html.text(" [" + PackSection.name(brief.row().binding()) + "]");
        }
    }
}
