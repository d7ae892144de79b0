package io.tact.port;

import java.util.List;

/**
 * What becomes true together with the records of a commit, or not at all.
 *
 * @param reminders reminders to set; one that is there already stays
 * @param settled reminders that end; each must still be there, or nothing holds
 * @param appended entries of feeds, in order
 * @param refused addresses that must stay unreachable
 */
public record Alongside(
        List<Reminder> reminders, List<Reminder> settled, List<Feeds.Append> appended, List<RefusedAddress> refused) {
    public static final Alongside NOTHING = new Alongside(List.of(), List.of(), List.of(), List.of());

    public Alongside {
        reminders = List.copyOf(reminders);
        settled = List.copyOf(settled);
        appended = List.copyOf(appended);
        refused = List.copyOf(refused);
    }

    /** Only reminders to set. */
    public static Alongside reminding(List<Reminder> reminders) {
        return reminders.isEmpty() ? NOTHING : new Alongside(reminders, List.of(), List.of(), List.of());
    }

    /** Only entries of feeds. */
    public static Alongside appending(Feeds.Append... appended) {
        return new Alongside(List.of(), List.of(), List.of(appended), List.of());
    }
}
