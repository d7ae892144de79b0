package io.tact.rules.tables;

import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.Selector.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads selectors: {@code campaign:TOPUP-10}, a bare name of the catalogue, or {@code *}. */
final class SelectorReader {
    private final Names names;

    SelectorReader(Names names) {
        this.names = names;
    }

    Selector selector(String text) {
        if (text.equals("*")) {
            return Selector.ALL;
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? bare(text)
                : of(
                        text,
                        text.substring(0, colon).strip(),
                        text.substring(colon + 1).strip());
    }

    private Selector of(String text, String kind, String name) {
        Dimension dimension = dimension(kind);
        if (dimension == null) {
            throw CellException.mustBe(text, "a selector such as category:DEVICE", "The kinds are " + kinds());
        }
        return switch (dimension) {
            case CAMPAIGN, OFFER, TREATMENT -> new Selector(dimension, names.known(dimension, name));
            case CATEGORY -> new Selector(dimension, names.open(dimension, CellTypes.id(name)));
            case CHANNEL -> new Selector(
                    dimension, names.open(dimension, CellTypes.channel(name).name()));
            case PURPOSE -> new Selector(
                    dimension, CellTypes.oneOf(Purpose.class).read(name).name());
            case SENDER -> new Selector(dimension, name);
            case ALL -> Selector.ALL;
        };
    }

    static @org.jspecify.annotations.Nullable Dimension dimension(String kind) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.ALL && dimension.name().equalsIgnoreCase(kind)) {
                return dimension;
            }
        }
        return null;
    }

    private Selector bare(String text) {
        List<Dimension> found = names.dimensionsOf(text);
        if (found.size() == 1) {
            return new Selector(found.get(0), text);
        }
        if (found.isEmpty()) {
            var all = found(names);
            throw new CellException(
                    "(\"" + Texts.brief(text) + "\") is no campaign, offer or category of the catalogue",
                    Closest.names(text, all).isEmpty()
                            ? "Maybe say what it is, such as category:" + Texts.brief(text)
                            : Closest.advice(text, all));
        }
        throw new CellException(
                "(\"" + Texts.brief(text) + "\") names more than one thing: "
                        + found.stream().map(SelectorReader::lower).collect(Collectors.joining(", ")),
                "Say which, such as " + lower(found.get(0)) + ":" + text);
    }

    private static java.util.Set<String> found(Names names) {
        java.util.Set<String> all = new java.util.TreeSet<>(names.of(Dimension.CAMPAIGN));
        all.addAll(names.of(Dimension.OFFER));
        all.addAll(names.of(Dimension.CATEGORY));
        return all;
    }

    private static String kinds() {
        return "campaign, offer, treatment, category, channel, purpose, sender";
    }

    private static String lower(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }
}
