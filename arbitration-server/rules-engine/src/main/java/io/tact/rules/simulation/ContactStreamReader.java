package io.tact.rules.simulation;

import io.tact.rules.tables.Csv;
import io.tact.rules.tables.CsvReader;
import io.tact.rules.tables.CsvRow;
import io.tact.ruleset.Problem;
import io.tact.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a file of wanted contacts, row by row. */
final class ContactStreamReader {
    /** The columns a wanted contact may have; others are carried along. */
    static final List<String> KNOWN = List.of(
            "at",
            "subscriber",
            "campaign",
            "offer",
            "treatment",
            "channel",
            "direction",
            "purpose",
            "category",
            "subject",
            "sender",
            "sender_class",
            "zone",
            "jurisdiction",
            "language");

    private static final int STEP = 1 << 14;

    private final Ruleset ruleset;
    private final Profiles profiles;
    private final FirstProblems problems;
    private final Map<String, Integer> subscribers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<List<String>, Integer> messageOf = new HashMap<>();
    private final List<Wanted> messages = new ArrayList<>();
    private long[] at = new long[1024];
    private int[] who = new int[1024];
    private int[] what = new int[1024];
    private int size;

    ContactStreamReader(Ruleset ruleset, Profiles profiles, FirstProblems problems) {
        this.ruleset = ruleset;
        this.profiles = profiles;
        this.problems = problems;
    }

    /** Reads all rows; what cannot be understood is noted as a problem and left out. */
    ContactStream read(Path path, Progress progress) throws IOException {
        try (CsvReader reader = Csv.stream(path, problems)) {
            String file = String.valueOf(path.getFileName());
            Columns columns = new Columns(file, reader, KNOWN, problems);
            columns.require("at");
            columns.require("subscriber");
            columns.require("campaign");
            problemsEndHere(file);
            WantedReader wanted = new WantedReader(ruleset.catalogue(), columns);
            int[] keyColumns = keyColumns(reader);
            for (CsvRow row = reader.next(); row != null; row = reader.next()) {
                add(row, columns, wanted, keyColumns);
                if (size % STEP == 0) {
                    progress.at("reading", size, 0);
                }
            }
        }
        return new ContactStream(
                Arrays.copyOf(at, size),
                Arrays.copyOf(who, size),
                Arrays.copyOf(what, size),
                List.copyOf(ids),
                List.copyOf(messages));
    }

    private void problemsEndHere(String file) throws IOException {
        if (problems.total() > 0) {
            throw new UnreadableException(file);
        }
    }

    /** The titles are not those of a stream of contacts, so that looking at the rows would tell nothing more. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String file) {
            super(file + " is not a table of wanted contacts");
        }
    }

    /** Which cells tell one message from another: the known columns but the first two. */
    private static int[] keyColumns(CsvReader reader) {
        return KNOWN.stream()
                .skip(2)
                .mapToInt(reader::index)
                .filter(i -> i >= 0)
                .toArray();
    }

    private void add(CsvRow row, Columns columns, WantedReader wanted, int[] keyColumns) {
        String subscriber = columns.required(row, "subscriber");
        Integer message = message(row, wanted, keyColumns);
        Wanted.OwnFields own = message == null ? null : messages.get(message).own();
        Instant instant = at(row, columns, zone(subscriber, own));
        if (subscriber == null || message == null || instant == null) {
            return;
        }
        if (size == at.length) {
            int more = size + (size >> 1);
            at = Arrays.copyOf(at, more);
            who = Arrays.copyOf(who, more);
            what = Arrays.copyOf(what, more);
        }
        at[size] = instant.toEpochMilli();
        who[size] = subscribers.computeIfAbsent(subscriber, id -> {
            ids.add(id);
            return ids.size() - 1;
        });
        what[size] = message;
        size++;
    }

    private @Nullable Integer message(CsvRow row, WantedReader reader, int[] keyColumns) {
        List<String> key = new ArrayList<>(keyColumns.length);
        for (int column : keyColumns) {
            key.add(row.cell(column));
        }
        Integer known = messageOf.get(key);
        if (known != null) {
            return known;
        }
        Wanted read = reader.read(row);
        if (read == null) {
            return null;
        }
        messages.add(read);
        messageOf.put(key, messages.size() - 1);
        return messages.size() - 1;
    }

    private ZoneId zone(@Nullable String subscriber, Wanted.@Nullable OwnFields own) {
        if (own != null && own.zone() != null) {
            return own.zone();
        }
        ZoneId declared = subscriber == null ? null : profiles.zone(subscriber);
        return declared == null ? ruleset.settings().zone() : declared;
    }

    private static @Nullable Instant at(CsvRow row, Columns columns, ZoneId zone) {
        String text = columns.required(row, "at");
        if (text == null) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(parse(text, zone).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            columns.problem(
                    row,
                    "at",
                    "at \"" + Columns.brief(text) + "\" is no point in time",
                    "Maybe write 2026-11-23, 2026-11-23T10:00 or 2026-11-23T10:00:00+01:00");
            return null;
        }
    }

    private static Instant parse(String text, ZoneId zone) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        String joined =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        return isLocal(joined)
                ? LocalDateTime.parse(joined).atZone(zone).toInstant()
                : ZonedDateTime.parse(joined).toInstant();
    }

    private static boolean isLocal(String text) {
        int time = text.indexOf('T');
        return time >= 0 && text.indexOf('Z', time) < 0 && text.indexOf('+', time) < 0 && text.indexOf('-', time) < 0;
    }

    /** The titles that say nothing to the simulation, as a warning each. */
    static List<Problem> ignoredColumns(Path path) throws IOException {
        try (CsvReader reader = Csv.stream(path, new FirstProblems())) {
            List<Problem> warnings = new ArrayList<>();
            List<String> titles = reader.titles();
            for (int i = 0; i < titles.size(); i++) {
                String title = titles.get(i);
                boolean known =
                        KNOWN.stream().anyMatch(k -> k.equalsIgnoreCase(title)) || DecisionsFile.ADDED.contains(title);
                if (!known && !title.isEmpty()) {
                    warnings.add(Problem.atCell(
                                    String.valueOf(path.getFileName()),
                                    1,
                                    i + 1,
                                    "column " + Columns.brief(title) + " decides nothing and is only carried along",
                                    "Maybe one of " + String.join(", ", KNOWN))
                            .asWarning());
                }
            }
            return warnings;
        }
    }
}
