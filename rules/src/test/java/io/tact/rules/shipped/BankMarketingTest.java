package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The bank's calls are what their ATTRIBUTION.md says they are. */
class BankMarketingTest {
    private static final Path CONTACTS = Path.of("samples/bank-marketing/contacts.csv.gz");
    private static final LocalDate BEGIN = LocalDate.of(2008, 5, 5);

    private final Map<String, List<LocalDate>> days = new LinkedHashMap<>();

    BankMarketingTest() throws IOException {
        try (BufferedReader rows = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(CONTACTS)), StandardCharsets.UTF_8))) {
            assertThat(rows.readLine()).isEqualTo("at,subscriber,campaign,channel,purpose");
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] cells = row.split(",", 3);
                assertThat(cells[2]).isEqualTo("TERM-DEPOSIT,CALL_CENTRE,MARKETING");
                days.computeIfAbsent(cells[1], client -> new ArrayList<>()).add(LocalDate.parse(cells[0]));
            }
        }
    }

    @Test
    void hasTheFiguresOfTheSource() {
        assertThat(days).hasSize(45_211);
        assertThat(days.values().stream().mapToInt(List::size).sum()).isEqualTo(124_956);
        assertThat(days.values().stream().mapToInt(List::size).max()).hasValue(63);
        assertThat(days.values().stream().filter(own -> own.size() > 3)).hasSize(9_641);
        assertThat(days.values().stream().map(own -> own.get(own.size() - 1))).isSorted();
        assertThat(days.values().stream()
                        .map(own -> own.get(own.size() - 1))
                        .map(LocalDate::getDayOfWeek)
                        .filter(day -> day.compareTo(DayOfWeek.FRIDAY) > 0))
                .hasSize(50);
    }

    @Test
    void putsEarlierCallsOnWeekdaysBeforeTheLastOrOnTheFirstDayThatIsLeft() {
        assertThat(days.values().stream().flatMap(Collection::stream))
                .allMatch(day -> !day.isBefore(BEGIN))
                .contains(LocalDate.of(2010, 11, 17));
        assertThat(days.values().stream().filter(own -> !isMade(own))).isEmpty();
        assertThat(days.values().stream()
                        .mapToLong(own -> ChronoUnit.DAYS.between(own.get(0), own.get(own.size() - 1)))
                        .max())
                .hasValue(69);
    }

    /** Whether each day is the weekday before the next; or the first of them, after that weekday. */
    private static boolean isMade(List<LocalDate> own) {
        for (int i = 1; i < own.size(); i++) {
            LocalDate day = own.get(i - 1);
            LocalDate before = weekdayBefore(own.get(i));
            boolean first = day.equals(own.get(0)) && !day.isBefore(before) && !day.isAfter(own.get(i));
            if (!first && !day.equals(before)) {
                return false;
            }
        }
        return true;
    }

    private static LocalDate weekdayBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        return before.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? weekdayBefore(before) : before;
    }
}
