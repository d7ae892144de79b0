package io.tact.rules.tables;

import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.Selector.Dimension;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads selectors: {@code campaign:TOPUP-10}, a bare name of the catalogue, or {@code *}. */
final class SelectorReader {
    private final Names names;

    SelectorReader(Names names) {
        this.names = names;
    }

    /** What selects in a cell; null if it is empty or wrong. Warns of a name that the catalogue does not have. */
    @Nullable Selector selector(TableRow row, String column) {
        return row.get(column, text -> selector(row, column, text));
    }

    /** What a text in a cell selects. */
    Selector selector(TableRow row, String column, String text) {
        if (text.equals("*")) {
            return Selector.ALL;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return bare(text);
        }
        Selector selector = of(
                text,
                text.substring(0, colon).strip(),
                text.substring(colon + 1).strip());
        if (selector.dimension() != Dimension.ALL && selector.dimension() != Dimension.PURPOSE) {
            names.doubt(row, column, selector.dimension(), selector.value());
        }
        return selector;
    }

    private static Selector of(String text, String kind, String name) {
        Dimension dimension = dimension(kind);
        if (dimension == null) {
            throw CellException.mustBe(text, "a selector such as category:DEVICE", "The kinds are " + kinds());
        }
        if (name.isEmpty()) {
            throw CellException.mustBe(text, "a selector such as category:DEVICE", "Write a name after the colon");
        }
        return switch (dimension) {
            case CAMPAIGN, OFFER, TREATMENT, SENDER -> new Selector(dimension, name);
            case CATEGORY -> new Selector(dimension, CellTypes.id(name));
            case CHANNEL -> new Selector(dimension, CellTypes.channel(name).name());
            case PURPOSE -> new Selector(
                    dimension, CellTypes.oneOf(Purpose.class).read(name).name());
            case ALL -> Selector.ALL;
        };
    }

    static @Nullable Dimension dimension(String kind) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.ALL && dimension.name().equalsIgnoreCase(kind)) {
                return dimension;
            }
        }
        return null;
    }

    private Selector bare(String text) {
        if (!names.areCatalogued()) {
            return uncatalogued(text);
        }
        List<Dimension> found = names.dimensionsOf(text);
        if (found.size() == 1) {
            return new Selector(found.get(0), text);
        }
        if (found.isEmpty()) {
            Set<String> all = found(names);
            throw new CellException(
                    "(\"" + Texts.brief(text) + "\") is no campaign, offer or category of the catalogue",
                    Closest.names(text, all).isEmpty()
                            ? "Maybe say what it is, such as category:" + Texts.brief(text)
                            : Closest.advice(text, all));
        }
        throw new CellException(
                "(\"" + Texts.brief(text) + "\") names more than one thing: "
                        + found.stream().map(Names::column).collect(Collectors.joining(", ")),
                "Say which, such as " + Names.column(found.get(0)) + ":" + text);
    }

    private Selector uncatalogued(String text) {
        if (names.areKnown()) {
            throw CellException.mustBe(
                    text, "a selector that says what it is, as there is no catalogue", "Maybe campaign:" + text);
        }
        return new Selector(Dimension.CAMPAIGN, text);
    }

    private static Set<String> found(Names names) {
        Set<String> all = new TreeSet<>(names.of(Dimension.CAMPAIGN));
        all.addAll(names.of(Dimension.OFFER));
        all.addAll(names.of(Dimension.CATEGORY));
        return all;
    }

    private static String kinds() {
        return "campaign, offer, treatment, category, channel, purpose, sender";
    }
}
