package io.tact.server.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of the demo, as lines for {@code POST /v1/subscribers/import}.
 *
 * <p>Tenure, contract, charges, services and household come from the published sample of a fictional operator; numbers,
 * addresses, devices, zones, languages, consents, accounts and every other attribute are invented by a seeded rule, the
 * same on every run. Numbers are of the range +33 6 39 98 00 00 to 99 99, which France keeps free for fiction.
 */
public final class DemoSubscribers {
    private static final int NUMBERS = 10_000;
    /** Prime to {@link #NUMBERS}, so that no two lines get the same number. */
    private static final int STRIDE = 7_717;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<SampleRow> rows;
    private final int[] firstLine;
    private final Map<String, String> accounts = new HashMap<>();

    private DemoSubscribers(List<SampleRow> rows) {
        this.rows = rows;
        this.firstLine = new int[rows.size()];
        int lines = 0;
        for (int i = 0; i < firstLine.length; i++) {
            firstLine[i] = lines;
            lines += rows.get(i).lines();
        }
        if (lines > NUMBERS) {
            throw new IllegalArgumentException(lines + " lines do not fit into " + NUMBERS + " numbers");
        }
        pairUp();
    }

    /**
     * Reads the sample.
     *
     * @param csv {@code subscribers.csv} of {@code rules/samples/telco-subscribers}
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is not that file
     */
    public static DemoSubscribers read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        if (lines.isEmpty() || !lines.get(0).equals(SampleRow.HEADER)) {
            throw new IllegalArgumentException(csv + " is not the sample of subscribers. Maybe name"
                    + " rules/samples/telco-subscribers/subscribers.csv");
        }
        return new DemoSubscribers(lines.stream().skip(1).map(SampleRow::parse).toList());
    }

    public int size() {
        return rows.size();
    }

    /**
     * One JSON object per subscriber, without a line break.
     *
     * @param today dates of the profile are reckoned from it
     */
    public Stream<String> importLines(LocalDate today) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> subscriber(i, today).toString());
    }

    /** One in ten of those who live with a partner shares an account with the next such one. */
    private void pairUp() {
        SampleRow waiting = null;
        for (SampleRow row : rows) {
            if (!row.partner() || !new Draw(row.id()).isAmong("account", 0.1)) {
                continue;
            }
            if (waiting == null) {
                waiting = row;
            } else {
                String account = "A-" + waiting.id();
                accounts.put(waiting.id(), account);
                accounts.put(row.id(), account);
                waiting = null;
            }
        }
    }

    private ObjectNode subscriber(int index, LocalDate today) {
        SampleRow row = rows.get(index);
        Draw draw = new Draw(row.id());
        InventedProfile profile = new InventedProfile(row, today);
        ObjectNode json = JSON.objectNode();
        json.put("id", row.id());
        String account = accounts.get(row.id());
        if (account != null) {
            json.put("account", account);
        }
        ArrayNode lines = json.putArray("lines");
        for (int i = 0; i < row.lines(); i++) {
            lines.addObject().put("msisdn", msisdn(firstLine[index] + i));
        }
        json.putArray("addresses").addObject().put("email", email(row, draw));
        ArrayNode devices = json.putArray("devices");
        if (profile.hasApp()) {
            devices.addObject().put("token", String.format(Locale.ROOT, "push-%016x", draw.bits("device")));
        }
        Home home = Home.of(draw);
        json.put("zone", home.zone());
        json.put("language", draw.isAmong("language", 0.9) ? "fr" : "en");
        json.put("jurisdiction", home.jurisdiction());
        profile.writeTo(json.putObject("profile"));
        consents(json.putArray("consents"), draw, today);
        return json;
    }

    private static String msisdn(int line) {
        return String.format(Locale.ROOT, "+3363998%04d", (line * STRIDE + 4_242) % NUMBERS);
    }

    private static String email(SampleRow row, Draw draw) {
        return row.id().toLowerCase(Locale.ROOT) + (draw.isAmong("email", 0.5) ? "@example.com" : "@example.net");
    }

    /** Where a subscriber lives: four in a hundred overseas. */
    private record Home(String zone, String jurisdiction) {
        static Home of(Draw draw) {
            double share = draw.share("zone");
            if (share < 0.96) {
                return new Home("Europe/Paris", "FR");
            }
            return share < 0.975
                    ? new Home("Indian/Reunion", "FR-974")
                    : share < 0.985
                            ? new Home("America/Martinique", "FR-972")
                            : share < 0.993
                                    ? new Home("America/Guadeloupe", "FR-971")
                                    : new Home("Pacific/Noumea", "FR-NC");
        }
    }

    private static void consents(ArrayNode consents, Draw draw, LocalDate today) {
        String at = today.minusDays(draw.between("consent_at", 30, 700)) + "T12:00:00Z";
        granted(consents, draw, "SMS", 0.70, at);
        granted(consents, draw, "EMAIL", 0.62, at);
        granted(consents, draw, "IVR", 0.20, at);
        refused(consents, draw, "CALL_CENTRE", "MARKETING", 0.12, at);
        refused(consents, draw, "PUSH", "MARKETING", 0.05, at);
        refused(consents, draw, null, "RESEARCH", 0.04, at);
    }

    private static void granted(ArrayNode consents, Draw draw, String channel, double share, String at) {
        if (draw.isAmong("grants-" + channel, share)) {
            consent(consents, channel, "MARKETING", "GRANTED", at);
        }
    }

    private static void refused(
            ArrayNode consents, Draw draw, @Nullable String channel, String purpose, double share, String at) {
        if (draw.isAmong("refuses-" + channel + purpose, share)) {
            consent(consents, channel, purpose, "REFUSED", at);
        }
    }

    private static void consent(ArrayNode consents, @Nullable String channel, String purpose, String state, String at) {
        ObjectNode consent = consents.addObject();
        if (channel != null) {
            consent.put("channel", channel);
        }
        consent.put("purpose", purpose).put("state", state).put("at", at).put("source", "invented for the demo");
    }
}
