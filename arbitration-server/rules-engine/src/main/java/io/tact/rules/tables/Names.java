package io.tact.rules.tables;

import io.tact.model.Channel;
import io.tact.model.Selector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The names that the catalogue gives to what policy may be about, also in rows that could not be read. */
final class Names {
    private final boolean catalogued;
    private final Map<Selector.Dimension, Set<String>> names = new EnumMap<>(Selector.Dimension.class);

    Names(Table catalogue) {
        catalogued = !catalogue.titles().isEmpty();
        for (Selector.Dimension dimension : Selector.Dimension.values()) {
            names.put(dimension, new TreeSet<>());
        }
        for (TableRow row : catalogue.rows()) {
            for (Selector.Dimension dimension : Selector.Dimension.values()) {
                String text = dimension == Selector.Dimension.ALL
                        ? ""
                        : row.text(dimension.name().toLowerCase(Locale.ROOT));
                if (!text.isEmpty()) {
                    of(dimension).add(text);
                }
            }
        }
    }

    Set<String> of(Selector.Dimension dimension) {
        return Objects.requireNonNull(names.get(dimension));
    }

    /** The dimensions in which the catalogue has that name. */
    List<Selector.Dimension> dimensionsOf(String name) {
        List<Selector.Dimension> found = new ArrayList<>();
        names.forEach((dimension, all) -> {
            if (all.contains(name)) {
                found.add(dimension);
            }
        });
        return found;
    }

    /**
     * A name that the catalogue must have. Without a catalogue any name will do: messages then are what senders say.
     *
     * @throws CellException if it does not have it; it names close matches
     */
    String known(Selector.Dimension dimension, String name) {
        Set<String> all = of(dimension);
        if (catalogued && !all.contains(name)) {
            String what = dimension.name().toLowerCase(Locale.ROOT);
            throw new CellException(
                    "(\"" + Texts.brief(name) + "\") is no " + what + " of the catalogue",
                    Closest.adviceOrList(name, all));
        }
        return name;
    }

    /**
     * A channel or category, which also messages that are not in the catalogue may have.
     *
     * @param name of a channel only what may be the name of one
     * @throws CellException if it looks like a misspelt one of the catalogue
     */
    String open(Selector.Dimension dimension, String name) {
        boolean wellKnown = dimension == Selector.Dimension.CHANNEL && Channel.WELL_KNOWN.contains(new Channel(name));
        if (!wellKnown
                && isNew(dimension, name)
                && !Closest.names(name, of(dimension)).isEmpty()) {
            return known(dimension, name);
        }
        return name;
    }

    /** Whether there is a catalogue, and it does not have that name. */
    boolean isNew(Selector.Dimension dimension, String name) {
        return catalogued && !of(dimension).contains(name);
    }
}
