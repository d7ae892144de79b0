package io.tact.rules.tables;

import io.tact.model.Channel;
import io.tact.model.Selector.Dimension;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names that the catalogue gives to what policy may be about, also in rows that could not be read. */
final class Names {
    private static final Set<String> WELL_KNOWN_CHANNELS =
            Channel.WELL_KNOWN.stream().map(Channel::name).collect(Collectors.toUnmodifiableSet());

    /** Any name will do: there is no catalogue. */
    static final Names ANY = new Names(List.of(), true);

    private final boolean catalogued;
    private final boolean known;
    private final Map<Dimension, Set<String>> names = new EnumMap<>(Dimension.class);

    /** @param lacking whether treatments are missing that other tables are about */
    Names(Table catalogue, boolean lacking) {
        this(catalogue.rows(), catalogue.isWhole() && !lacking);
    }

    private Names(List<TableRow> catalogue, boolean known) {
        this.known = known;
        catalogued = known && !catalogue.isEmpty();
        for (Dimension dimension : Dimension.values()) {
            names.put(dimension, new TreeSet<>());
        }
        for (TableRow row : catalogue) {
            for (Dimension dimension : Dimension.values()) {
                String text = dimension == Dimension.ALL ? "" : row.text(column(dimension));
                if (!text.isEmpty()) {
                    of(dimension).add(text);
                }
            }
        }
    }

    /** The column in which a dimension's names stand. */
    static String column(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is a catalogue, with rows, all of which could be read. */
    boolean areCatalogued() {
        return catalogued;
    }

    /** Whether all names that there are, perhaps none, are known; if not, that was told already. */
    boolean areKnown() {
        return known;
    }

    Set<String> of(Dimension dimension) {
        return Objects.requireNonNull(names.get(dimension));
    }

    /**
     * The names in each dimension, with the channels that every operator has; without a dimension in which the catalogue
     * names nothing, and empty without a catalogue: then any name will do.
     */
    Map<Dimension, Set<String>> all() {
        Map<Dimension, Set<String>> all = new EnumMap<>(Dimension.class);
        if (catalogued) {
            names.forEach((dimension, some) -> {
                if (!some.isEmpty()) {
                    all.put(dimension, new TreeSet<>(some));
                }
            });
            all.computeIfPresent(Dimension.CHANNEL, (dimension, some) -> {
                some.addAll(WELL_KNOWN_CHANNELS);
                return some;
            });
        }
        return all;
    }

    /** The dimensions in which the catalogue has that name. */
    List<Dimension> dimensionsOf(String name) {
        List<Dimension> found = new ArrayList<>();
        names.forEach((dimension, all) -> {
            if (all.contains(name)) {
                found.add(dimension);
            }
        });
        return found;
    }

    /**
     * A name that the catalogue must have, unless it cannot say.
     *
     * @throws CellException if it does not have it; it names close matches
     */
    String known(Dimension dimension, String name) {
        Set<String> all = of(dimension);
        if (catalogued && !all.contains(name)) {
            throw new CellException(
                    "(\"" + Texts.brief(name) + "\") is no " + column(dimension) + " of the catalogue",
                    Closest.adviceOrList(name, all));
        }
        return name;
    }

    /**
     * Warns of a name in a policy row that the catalogue does not have. It is no error: the row may be meant for messages
     * that senders bring along, or for contacts of what has left the catalogue.
     *
     * @param column the cell in which the name stands
     */
    void doubt(TableRow row, String column, Dimension dimension, String name) {
        if (row.table().part().isPack()) {
            doubtInPack(row, column, dimension, name);
            return;
        }
        Set<String> all = of(dimension);
        // Who speaks is said by a sender's credential: a catalogue that names no sender leaves it open.
        boolean open = dimension == Dimension.SENDER && all.isEmpty();
        boolean reserved = dimension == Dimension.CATEGORY && name.equals(Slot.OPT_OUT_CONFIRMATION);
        if (!catalogued || open || reserved || all.contains(name)) {
            return;
        }
        String maybe = Closest.advice(name, likely(dimension, name));
        row.warning(
                column,
                "the catalogue has no " + column(dimension) + " \"" + Texts.brief(name) + "\"",
                (maybe.isEmpty() ? "The" : maybe + "; else the") + " row binds only messages that are not in it");
    }

    /** A pack is for every operator, and should name channels that operators have. */
    private static void doubtInPack(TableRow row, String column, Dimension dimension, String name) {
        if (dimension == Dimension.CHANNEL && !WELL_KNOWN_CHANNELS.contains(name)) {
            row.warning(
                    column,
                    "channel \"" + Texts.brief(name) + "\" is none that operators usually have",
                    Closest.adviceOrList(name, WELL_KNOWN_CHANNELS));
        }
    }

    private Set<String> likely(Dimension dimension, String name) {
        if (dimension != Dimension.CHANNEL || WELL_KNOWN_CHANNELS.contains(name)) {
            return of(dimension);
        }
        Set<String> channels = new TreeSet<>(WELL_KNOWN_CHANNELS);
        channels.addAll(of(dimension));
        return channels;
    }
}
