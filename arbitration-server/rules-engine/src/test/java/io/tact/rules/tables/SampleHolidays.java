package io.tact.rules.tables;

import io.tact.port.HolidaySource;
import java.time.LocalDate;
import java.util.Set;

/** Knows France and Louisiana, each with New Year's Day. */
public final class SampleHolidays implements HolidaySource {
    @Override
    public boolean knows(String calendar) {
        return calendar.equals("FR") || calendar.equals("US-LA");
    }

    @Override
    public Set<LocalDate> holidays(String calendar, int year) {
        return knows(calendar) ? Set.of(LocalDate.of(year, 1, 1)) : Set.of();
    }
}
