package io.tact.server;

import io.tact.arbitration.Locator;
import io.tact.geography.DataVersions;
import io.tact.geography.JollydayHolidays;
import io.tact.geography.LibraryNumberPlan;
import io.tact.geography.TzdbCountryZones;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyRule;
import io.tact.port.HolidaySource;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.scenarios.RulesetCheck;
import java.time.LocalDate;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where and when, as this process knows it. Each library is opened when it is first asked. Safe for any thread. */
public final class Geography {
    private static final Logger LOG = LoggerFactory.getLogger(Geography.class);
    private static final String A_NUMBER = "+33612345678";

    private static final HolidaySource HOLIDAYS = new HolidaySource() {
        @Override
        public boolean knows(String calendar) {
            return Holidays.SOURCE.knows(calendar);
        }

        @Override
        public Set<LocalDate> holidays(String calendar, int year) {
            return Holidays.SOURCE.holidays(calendar, year);
        }
    };

    private static final Locator LOCATOR =
            new Locator(msisdn -> Numbers.PLAN.originOf(msisdn), jurisdiction -> Countries.ZONES.zonesOf(jurisdiction));

    private Geography() {}

    private static final class Holidays {
        static final JollydayHolidays SOURCE = new JollydayHolidays();
    }

    private static final class Countries {
        static final TzdbCountryZones ZONES = new TzdbCountryZones();
    }

    private static final class Numbers {
        static final LibraryNumberPlan PLAN = new LibraryNumberPlan(Countries.ZONES);
    }

    /** Finds where subscribers may be. */
    public static Locator locator() {
        return LOCATOR;
    }

    /** A compiler that knows the holidays of countries. */
    public static DefaultRulesetCompiler compiler() {
        return new DefaultRulesetCompiler(HOLIDAYS);
    }

    /** A check that knows countries, numbers and holidays. */
    public static RulesetCheck check() {
        return new RulesetCheck(compiler(), LOCATOR);
    }

    /** Opens what every decision needs on a thread of its own, so that the first one does not wait for it. */
    static void openInBackground() {
        Thread thread = new Thread(
                () -> LOG.debug(
                        "numbers begin in {}", Numbers.PLAN.originOf(A_NUMBER).jurisdictions()),
                "geography");
        thread.setDaemon(true);
        thread.start();
    }

    /** Works out the calendars of a ruleset for the year of a day and the next. */
    static void openCalendars(PolicyBook policy, LocalDate day) {
        for (PolicyRule rule : policy.rules()) {
            HolidayCalendar calendar = rule instanceof HoursRule hours ? hours.calendar() : null;
            if (calendar != null) {
                calendar.day(day);
                calendar.day(day.plusYears(1));
            }
        }
    }

    /** Which data it rests on. */
    static DataVersions versions() {
        return DataVersions.current();
    }
}
