package io.tact.rules.tables;

import io.tact.policy.OverriddenCalendar;
import io.tact.policy.RuleInfo;
import java.time.LocalDate;

/**
 * One row of {@code holidays}: a day of a calendar, changed by hand.
 *
 * @param info the row; its jurisdiction is the calendar, or the part of its country, that is changed
 * @param date the day
 * @param name what it is called; empty if the row does not say
 * @param kind what becomes of it
 */
public record HolidayRow(RuleInfo info, LocalDate date, String name, OverriddenCalendar.Kind kind) {}
